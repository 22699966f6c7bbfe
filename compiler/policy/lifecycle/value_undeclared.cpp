#include <fmt/format.h>

#include "base/nearest.h"
#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using model::Condition;
using model::Operator;

std::string written(const Json& value) {
  return value.string() != nullptr ? *value.string() : canonical(value);
}

// As much of a declared value as a test of its beginning or end could mean.
std::string meant(const std::string& value, Operator op, std::size_t length) {
  if (value.size() <= length) return value;
  if (op == Operator::starts_with) return value.substr(0, length);
  return op == Operator::ends_with ? value.substr(value.size() - length) : value;
}

std::string help_for(const model::Attribute& attribute, const Condition& test) {
  const std::string operand = written(*test.operands.front());
  std::vector<std::string> texts;
  std::string list;
  for (const Json& value : attribute.values) {
    texts.push_back(meant(written(value), test.op, operand.size()));
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", written(value));
  }
  const std::vector<std::string_view> known(texts.begin(), texts.end());
  const std::string_view close = nearest(operand, known);
  return close.empty() ? fmt::format("ensign.yaml declares {}", list)
                       : fmt::format("did you mean `{}`?", close);
}

void judge_condition(const model::Model& model, const Rule& rule, report::Report& report,
                     const Condition& condition) {
  for (const Condition& child : condition.children) judge_condition(model, rule, report, child);
  if (!is_undeclared(model, condition)) return;
  const model::Attribute& attribute = *model.config.attribute(*condition.attribute);
  const auto& operand = condition.operands.front();
  report.add(rule.info, operand.span,
             fmt::format("no declared value of `{}` fulfils `{}: {}`", *attribute.name,
                         spelling(condition.op), written(*operand)),
             help_for(attribute, condition));
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Segment& segment : model.segments) {
    if (segment.complete) judge_condition(model, rule, report, segment.condition);
  }
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      for (const model::FlagRule& one : own.rules) {
        judge_condition(model, rule, report, one.condition);
      }
    }
  }
}

}  // namespace

const Rule value_undeclared{
    {"EN232", "value-undeclared", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
