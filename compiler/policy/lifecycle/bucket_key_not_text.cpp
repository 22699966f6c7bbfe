#include <fmt/format.h>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

bool is_text(model::AttributeType type) {
  return type == model::AttributeType::string || type == model::AttributeType::version;
}

void judge_serve(const model::Model& model, const Rule& rule, report::Report& report,
                 const model::Serve& serve) {
  if (!serve.by || change::parts_of(serve).size() < 2) return;
  const model::Attribute* attribute = model.config.attribute(**serve.by);
  if (attribute == nullptr || is_text(attribute->type)) return;
  report.add(rule.info, serve.by->span,
             fmt::format("users are split by `{}`, which is no text: its type is {}",
                         *attribute->name, spelling(attribute->type)),
             "split by a text that names one user or group; clients write other values in "
             "different ways");
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      for (const model::FlagRule& one : own.rules) judge_serve(model, rule, report, one.serve);
      judge_serve(model, rule, report, own.serve);
    }
  }
}

}  // namespace

const Rule bucket_key_not_text{
    {"EN235", "bucket-key-not-text", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
