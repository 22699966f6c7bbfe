// Governed files as text: flow collections, and scalars that read as exactly what they are.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "driver/import_parts.h"

namespace ensign::driver {

// A string with quotes where it needs them; what could deceive a reader is escaped.
std::string yaml_string(std::string_view text);

// Any value on one line.
std::string yaml_value(const Json& value);

std::string flag_file(const FlagParts& flag, const std::string& environment,
                      const std::string& owner);
std::string segment_file(const SegmentParts& segment, const std::string& owner);

}  // namespace ensign::driver
