#include "source/rules.h"

#include <array>

namespace ensign::source {

std::span<const report::RuleInfo* const> rules() {
  static constexpr std::array<const report::RuleInfo*, 7> all = {
      &refused_path, &refused_entry,  &case_collision,  &unmerged_entry,
      &lfs_pointer,  &file_too_large, &text_conversion,
  };
  return all;
}

}  // namespace ensign::source
