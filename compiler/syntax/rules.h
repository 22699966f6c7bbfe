// The rules of the shape of files (family EN0) that this room judges: what no parser may let pass,
// because two readers of the same bytes would not read the same thing. Each has a page under
// rules/.
#pragma once

#include <span>

#include "report/finding.h"

namespace ensign::syntax {

using report::RuleClass;
using report::RuleInfo;
using report::Severity;

inline constexpr RuleInfo yaml_syntax{"EN001", "yaml-syntax"};
inline constexpr RuleInfo duplicate_key{"EN002", "duplicate-key"};
inline constexpr RuleInfo yaml_anchor{"EN003", "yaml-anchor"};
inline constexpr RuleInfo yaml_merge_key{"EN004", "yaml-merge-key"};
inline constexpr RuleInfo yaml_tag{"EN005", "yaml-tag"};
inline constexpr RuleInfo second_document{"EN006", "second-document"};
inline constexpr RuleInfo ambiguous_number{"EN007", "ambiguous-number"};
inline constexpr RuleInfo not_utf8{"EN008", "not-utf8"};
inline constexpr RuleInfo deceptive_character{"EN009", "deceptive-character"};
inline constexpr RuleInfo carriage_return{"EN010", "carriage-return"};
inline constexpr RuleInfo too_large{"EN011", "too-large"};
inline constexpr RuleInfo too_deep{"EN012", "too-deep"};
inline constexpr RuleInfo non_scalar_key{"EN013", "non-scalar-key"};
inline constexpr RuleInfo front_matter_unclosed{"EN014", "front-matter-unclosed"};
inline constexpr RuleInfo raw_html{"EN015", "raw-html", Severity::warning, RuleClass::advice};

// In order of their ids.
inline std::span<const RuleInfo* const> rules() {
  static constexpr const RuleInfo* all[] = {&yaml_syntax,
                                            &duplicate_key,
                                            &yaml_anchor,
                                            &yaml_merge_key,
                                            &yaml_tag,
                                            &second_document,
                                            &ambiguous_number,
                                            &not_utf8,
                                            &deceptive_character,
                                            &carriage_return,
                                            &too_large,
                                            &too_deep,
                                            &non_scalar_key,
                                            &front_matter_unclosed,
                                            &raw_html};
  return all;
}

}  // namespace ensign::syntax
