#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// What is wrong with the extensions of a flag as one story, told from the first to the last.
void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const model::Extension* before = nullptr;
    for (const model::Extension& extension : flag.extensions) {
      if (before != nullptr && extension.from != before->to) {
        auto& finding =
            report.add(rule.info, extension.span,
                       fmt::format("this extension begins on {}, and the one before it ends on {}",
                                   to_string(extension.from), to_string(before->to)),
                       "write `from` as the `to` of the extension before");
        finding.labels.push_back({before->span, "the one before"});
      }
      before = &extension;
    }
    if (before == nullptr || !flag.expires || before->to == flag.expires->value) continue;
    auto& finding =
        report.add(rule.info, flag.expires->span,
                   fmt::format("flag `{}` expires on {}, and was extended to {}", *flag.key,
                               to_string(flag.expires->value), to_string(before->to)),
                   "make the two dates agree; a further extension gets an entry of its own");
    finding.labels.push_back({before->span, "the last extension"});
  }
}

}  // namespace

const Rule extension_out_of_step{
    {"EN208", "extension-out-of-step", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
