// The rules of this room: what the world around the governed files may not look like. Each has its
// page in source/rules/, named after it.
#pragma once

#include <span>

#include "report/finding.h"

namespace ensign::source {

inline constexpr report::RuleInfo refused_path{"EN901", "refused-path"};
inline constexpr report::RuleInfo refused_entry{"EN902", "refused-entry"};
inline constexpr report::RuleInfo case_collision{"EN903", "case-collision"};
inline constexpr report::RuleInfo unmerged_entry{"EN904", "unmerged-entry"};
inline constexpr report::RuleInfo lfs_pointer{"EN905", "lfs-pointer"};
inline constexpr report::RuleInfo file_too_large{"EN906", "file-too-large"};
inline constexpr report::RuleInfo text_conversion{"EN907", "text-conversion"};

// All of them, in order of their ids.
std::span<const report::RuleInfo* const> rules();

}  // namespace ensign::source
