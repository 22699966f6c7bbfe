#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "model/linker.h"
#include "model/names.h"

namespace ensign::model {

// A flag of another file, and the variant it is to serve.
void Linker::link(Ref<Flag>& flag, const Spanned<std::string>& variant) {
  link(flags_, flag);
  if (!flag.id || variant->empty()) return;
  const Flag& target = model_.at(*flag.id);
  if (target.variants.empty() || target.variant_index(*variant)) return;
  std::vector<std::string_view> known;
  for (const Variant& candidate : target.variants) known.push_back(*candidate.name);
  fault(unknown_variant, variant.span,
        fmt::format("`{}` has no variant `{}`", *target.key, *variant),
        suggestion(*variant, known));
}

void Linker::link(FlagEnvironment& environment) {
  environment.index = find(environments_, environment.environment);
  link_by(environment.serve.by);
  for (FlagRule& rule : environment.rules) {
    link(rule.condition);
    link_by(rule.serve.by);
  }
  link(plans_, environment.stages);
}

void Linker::link_tests(Flag& flag) {
  Span before{};  // the tests of a matrix have one span, and one mistake
  for (const FlagTest& test : flag.tests) {
    if (std::exchange(before, test.span) == test.span) continue;
    if (test.distribution) link_by(test.distribution->over);
    if (test.environment->empty() || !find(environments_, test.environment)) continue;
    const FlagEnvironment* environment = flag.environment(*test.environment);
    if (environment == nullptr) {
      fault(unknown_environment, test.environment.span,
            fmt::format("the flag says nothing for `{}`", *test.environment),
            "test an environment under `environments:`");
      continue;
    }
    if (!test.rule) continue;
    std::vector<std::string_view> names;
    for (const FlagRule& rule : environment->rules) names.push_back(*rule.name);
    if (std::ranges::find(names, **test.rule) != names.end()) continue;
    fault(unknown_rule, test.rule->span,
          fmt::format("there is no rule `{}` in `{}`", **test.rule, *test.environment),
          suggestion(**test.rule, names, "it has no rules there"));
  }
}

void Linker::link(Flag& flag) {
  link(flag.owner);
  if (flag.fallback) link(evidence_, flag.fallback->validated_by);
  for (Extension& extension : flag.extensions) link(people_, extension.approved);
  for (const auto& scope : flag.scopes) find(scopes_, scope);
  link_satisfies(flag.satisfies);
  link(kill_levels_, flag.kill_switch);
  link(playbooks_, flag.playbook);
  for (Requirement& requirement : flag.requires_) link(requirement.flag, requirement.serve);
  for (FlagEnvironment& environment : flag.environments) link(environment);
  link_tests(flag);
  std::ranges::sort(flag.environments, {}, [](const FlagEnvironment& environment) {
    return std::pair(environment.index.value_or(UINT32_MAX), environment.environment.span);
  });
}

void Linker::link_flags() {
  for (Flag& flag : model_.flags) link(flag);
}

void Linker::link_kill_levels() {
  for (KillLevel& level : model_.kill_levels) {
    link(flags_, level.flags);
    link(playbooks_, level.playbook);
  }
  for (KillTrigger& trigger : model_.kill_triggers) link(kill_levels_, trigger.levels);
  link(roles_, model_.kill_procedure.activate);
  link(roles_, model_.kill_procedure.resume);
}

void Linker::link_satisfies(const std::vector<Spanned<std::string>>& requirements) {
  for (const auto& requirement : requirements) find(requirements_, requirement);
}

}  // namespace ensign::model
