#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  const model::Model& head = tally.head();
  if (tally.base() == nullptr || !head.whole) return;
  for (const model::Flag& flag : tally.base()->flags) {
    if (head.flag(*flag.key) || head.tombstone(*flag.key)) continue;
    const bool asked = std::ranges::any_of(flag.environments, [&](const auto& own) {
      return tally.ballot().is_protected(*own.environment);
    });
    if (!asked) continue;
    report.add(rule.info, head.config.project.span,
               fmt::format("flag `{}` is gone and leaves no tombstone", *flag.key),
               "write its key, day, type and reason into flags/retired.yaml: a key that clients "
               "knew is never given to another flag");
  }
}

}  // namespace

const Rule tombstone_missing{
    {"EN311", "tombstone-missing", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
