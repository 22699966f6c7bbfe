#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

constexpr std::int64_t day = 86'400;     // seconds
constexpr std::int64_t soon = 30 * day;  // holders of offline keys are seldom in one place

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  if (model.roots.empty()) return;
  const model::RootFile& last = model.roots.back();
  const std::int64_t left = last.root.expires.seconds - model.as_of.seconds;
  if (left <= 0 || left > soon) return;
  report.add(rule.info, Span{last.file, 0, 0},
             fmt::format("version {} of the root expires on {}, in {} days", last.root.version,
                         to_string(last.root.expires), left / day),
             "let `ensign trust rotate` write the next version now: clients refuse an expired one");
}

}  // namespace

const Rule root_expires_soon{
    {"EN703", "root-expires-soon", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
