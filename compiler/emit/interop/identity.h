// Names that programs keep: the same for the same thing in every build, and different in every
// project. They are UUIDs of version 8 (RFC 9562, section 5.8) made from a SHA-256, since a name
// made from a host would end with the host.
#pragma once

#include <string>
#include <string_view>

#include "model/model.h"

namespace ensign::emit {

// `subject` names the thing within the project: `flag/new-engine/ends/2026-12-31`.
std::string stable_uuid(const model::Config& config, std::string_view subject);

}  // namespace ensign::emit
