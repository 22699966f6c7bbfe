#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// The same text for conditions that say the same in another order: members of `all` and `any`, and
// values of a list, are sets.
std::string fingerprint(const model::Condition& condition) {
  std::vector<std::string> parts;
  for (const model::Condition& child : condition.children) parts.push_back(fingerprint(child));
  for (const auto& operand : condition.operands) parts.push_back(canonical(*operand));
  std::ranges::sort(parts);
  const auto repeated = std::ranges::unique(parts);
  parts.erase(repeated.begin(), repeated.end());
  std::string text =
      condition.kind == model::Condition::Kind::test
          ? fmt::format("{} {}", quoted(*condition.attribute), model::spelling(condition.op))
          : fmt::format("{}", static_cast<int>(condition.kind));
  for (const std::string& part : parts) text += fmt::format(" ({})", part);
  return text;
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  std::map<std::string, const model::Segment*> known;
  for (const model::Segment& segment : model.segments) {
    if (!segment.complete) continue;
    const auto [first, fresh] = known.try_emplace(fingerprint(segment.condition), &segment);
    if (fresh) continue;
    auto& finding = report.add(rule.info, segment.condition.span,
                               fmt::format("segments `{}` and `{}` are the same people",
                                           *first->second->name, *segment.name),
                               "keep one of them, so that a change reaches all who are meant");
    finding.labels.push_back({first->second->condition.span, "said here already"});
  }
}

}  // namespace

const Rule segment_duplicate{
    {"EN216", "segment-duplicate", report::Severity::warning, report::RuleClass::advice}, check};

}  // namespace ensign::policy
