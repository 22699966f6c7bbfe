#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (flag.created && flag.expires && flag.expires->value < flag.created->value) {
      auto& finding = report.add(rule.info, flag.expires->span,
                                 fmt::format("flag `{}` expires before it was created", *flag.key),
                                 "mend the date that is wrong");
      finding.labels.push_back({flag.created->span, "created here"});
    }
    for (const model::Extension& extension : flag.extensions) {
      if (extension.from < extension.to) continue;
      report.add(rule.info, extension.span,
                 fmt::format("an extension from {} to {} does not extend anything",
                             to_string(extension.from), to_string(extension.to)),
                 "`from` is the old last day and `to` the later, new one");
    }
  }
}

}  // namespace

const Rule dates_out_of_order{
    {"EN214", "dates-out-of-order", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
