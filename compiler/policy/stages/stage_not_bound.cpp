#include <fmt/format.h>
#include <set>
#include <utility>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

bool is_bound(const model::Model& model, const model::Flag& flag, const model::Plan& plan,
              std::string_view environment) {
  const model::FlagEnvironment* own = flag.environment(environment);
  return own != nullptr && own->stages && own->stages->id && &model.at(*own->stages->id) == &plan;
}

// Walks one plan. A flag that is not bound is told once for each environment, at the first stage
// that names it, not again at every later one.
class PlanWalk {
 public:
  PlanWalk(const model::Model& model, const Rule& rule, const model::Plan& plan,
           report::Report& report)
      : model_(model), rule_(rule), plan_(plan), report_(report) {}

  void walk() {
    for (const model::Stage& stage : plan_.stages) {
      for (const auto& [flag, variant] : stage.serves) judge(stage, flag);
      for (const model::Step& step : stage.steps) {
        for (const auto& [flag, variant] : step.serves) judge(stage, flag);
      }
    }
  }

 private:
  void judge(const model::Stage& stage, const model::Ref<model::Flag>& served) {
    if (!served.id) return;
    const model::Flag& flag = model_.at(*served.id);
    if (is_bound(model_, flag, plan_, *stage.environment)) return;
    if (!told_.emplace(*flag.key, *stage.environment).second) return;
    auto& finding =
        report_.add(rule_.info, served.name.span,
                    fmt::format("stage `{}` serves `{}`, which is not driven by plan `{}` in `{}`",
                                *stage.id, *flag.key, *plan_.id, *stage.environment),
                    fmt::format("add `stages: {}` to `{}` under `environments:` of the flag",
                                *plan_.id, *stage.environment));
    finding.labels.push_back({flag.key.span, "the flag"});
  }

  const model::Model& model_;
  const Rule& rule_;
  const model::Plan& plan_;
  report::Report& report_;
  std::set<std::pair<std::string_view, std::string_view>> told_;  // key of a flag, environment
};

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Plan& plan : model.plans) PlanWalk(model, rule, plan, report).walk();
}

}  // namespace

const Rule stage_not_bound{
    {"EN401", "stage-not-bound", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
