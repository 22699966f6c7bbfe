// What Ensign has to say about a governed file: one finding, its rule, and where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace ensign::report {

enum class Severity : std::uint8_t { error, warning, note };

// What a finding blocks (docs/rules.md):
//   unsound     the repository does not say one clear thing: nothing is emitted
//   unapproved  that one entry is carried over unchanged, the rest ships
//   late        something is overdue: `check` says so, `build` lists it as a debt
//   advice      nothing is blocked
enum class RuleClass : std::uint8_t { unsound, unapproved, late, advice };

// Identity of a rule. Every rule has a page `<name_with_underscores>.md` beside the code that
// judges it; the page is the text of `ensign explain`, a page of the site, and its test.
struct RuleInfo {
  std::string_view id;    // EN201
  std::string_view name;  // flag-expired: states the fault
  Severity severity = Severity::error;
  RuleClass rule_class = RuleClass::unsound;
};

// A second place that belongs to the finding, with a few words read against the source.
struct Label {
  Span span;
  std::string text;
};

struct Finding {
  const RuleInfo* rule = nullptr;  // points to a constant
  Severity severity = Severity::error;
  Span span;  // the narrowest range that is wrong
  // What is seen: lower case, no full stop, names in backticks; may hold any bytes of the file, the
  // renderers escape them.
  std::string message;
  std::string help;  // what to do; may be empty
  std::vector<Label> labels;
};

}  // namespace ensign::report
