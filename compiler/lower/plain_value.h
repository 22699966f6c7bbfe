// Values of flags as values of environment variables.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"

namespace ensign::lower {

// `true`, `5`, `strict`: text that a POSIX shell, `docker --env-file` and systemd's EnvironmentFile
// read alike without quotes. Nothing for an object, for other text than A-Z a-z 0-9 and % + , - . /
// : = @ _, and for more than 1,000 bytes.
std::optional<std::string> plain_value(const Json& value);

}  // namespace ensign::lower
