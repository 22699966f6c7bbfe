#include <algorithm>
#include <fmt/format.h>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using model::Condition;

// The part of a condition that nobody fulfils, and the part beside it that shuts everybody out.
struct Fault {
  Span span;
  std::optional<Span> excluded_by;
};

Condition both(const Condition& a, const Condition& b) {
  Condition result;
  result.children = {a, b};
  return result;
}

Fault narrowed(const model::Model& model, const Condition& condition) {
  if (condition.kind != Condition::Kind::all) return {condition.span, std::nullopt};
  const auto& parts = condition.children;
  for (const Condition& part : parts) {
    if (never_holds(model, part)) return narrowed(model, part);
  }
  for (std::size_t later = 1; later < parts.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (never_holds(model, both(parts[earlier], parts[later]))) {
        return {parts[later].span, parts[earlier].span};
      }
    }
  }
  return {condition.span, std::nullopt};
}

// A segment that is empty itself has its own finding.
bool names_empty_segment(const model::Model& model, const Condition& condition) {
  if (condition.segment && condition.segment->id) {
    const Condition& members = model.at(*condition.segment->id).condition;
    return names_empty_segment(model, members) || never_holds(model, members);
  }
  return std::ranges::any_of(condition.children, [&](const Condition& child) {
    return names_empty_segment(model, child);
  });
}

void judge_condition(const model::Model& model, const Rule& rule, report::Report& report,
                     const Condition& condition, const std::string& subject) {
  if (asks_for_undeclared(model, condition) || names_empty_segment(model, condition)) return;
  if (!never_holds(model, condition)) return;
  const Fault fault = narrowed(model, condition);
  auto& finding = report.add(rule.info, fault.span,
                             fmt::format("{}: nobody fulfils {}", subject,
                                         fault.excluded_by ? "both of these" : "this condition"),
                             "correct the condition, or delete what is never used");
  if (fault.excluded_by) finding.labels.push_back({*fault.excluded_by, "and this"});
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Segment& segment : model.segments) {
    if (!segment.complete) continue;
    judge_condition(model, rule, report, segment.condition,
                    fmt::format("segment `{}` is always empty", *segment.name));
  }
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      for (const model::FlagRule& one : own.rules) {
        judge_condition(model, rule, report, one.condition,
                        fmt::format("rule `{}` never matches", *one.name));
      }
    }
  }
}

}  // namespace

const Rule rule_never_matches{
    {"EN230", "rule-never-matches", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
