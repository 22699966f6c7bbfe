#include <algorithm>
#include <fmt/format.h>

#include "policy/duty.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

bool is_on_the_ladder(const model::Model& model, const model::Flag& flag) {
  return std::any_of(model.kill_levels.begin(), model.kill_levels.end(), [&](const auto& level) {
    return std::any_of(level.flags.begin(), level.flags.end(), [&](const auto& named) {
      return named.id && &model.at(*named.id) == &flag;
    });
  });
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const auto duty = asked(model, flag, model::Duty::kill_switch);
    if (!duty || flag.kill_switch || is_on_the_ladder(model, flag)) continue;
    report_unmet(
        rule.info, *duty,
        fmt::format("flag `{}` {} and no kill switch reaches it", *flag.key, duty->because),
        "add `kill_switch:` with a level of flags/kill-switches.yaml, or list the flag at "
        "a level there",
        report);
  }
}

}  // namespace

const Rule kill_switch_missing{
    {"EN204", "kill-switch-missing", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
