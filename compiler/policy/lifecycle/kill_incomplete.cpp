#include <algorithm>
#include <fmt/format.h>

#include "policy/exposure.h"
#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

// A flag that a level forces to its fallback, and where that is written.
struct Member {
  const model::Flag* flag = nullptr;
  Span span;
};

bool may_serve_other(const model::FlagEnvironment& own, std::uint32_t variant) {
  const auto serves_other = [&](const model::Serve& serve) {
    return std::ranges::any_of(change::parts_of(serve),
                               [&](const auto& part) { return part.variant != variant; });
  };
  return serves_other(own.serve) ||
         std::ranges::any_of(own.rules, serves_other, &model::FlagRule::serve);
}

// Both ways of saying it count: the level lists the flag, or the flag names the level.
std::vector<Member> members_of(const model::Model& model, Id<model::KillLevel> level) {
  std::vector<Member> members;
  for (const auto& ref : model.at(level).flags) {
    if (ref.id) members.push_back({&model.at(*ref.id), ref.name.span});
  }
  for (const model::Flag& flag : model.flags) {
    const bool names_it = flag.kill_switch && flag.kill_switch->id == level;
    if (!names_it || std::ranges::find(members, &flag, &Member::flag) != members.end()) continue;
    members.push_back({&flag, flag.kill_switch->name.span});
  }
  std::erase_if(members, [](const Member& member) {
    return !is_readable(*member.flag) || !member.flag->fallback;
  });
  return members;
}

// Is it on somewhere, so that it would stay on without what it requires?
bool is_on_somewhere(const model::Flag& flag) {
  const auto safe = safe_variant(flag);
  return safe && std::ranges::any_of(flag.environments, [&](const model::FlagEnvironment& own) {
           return may_serve_other(own, *safe);
         });
}

// The flags that would be left behind if what they require fell without them.
std::vector<const model::Flag*> dependent_flags(const model::Model& model) {
  std::vector<const model::Flag*> dependent;
  for (const model::Flag& flag : model.flags) {
    const bool requires_any = !flag.requires_.empty();
    if (requires_any && is_readable(flag) && is_on_somewhere(flag)) dependent.push_back(&flag);
  }
  return dependent;
}

void report_left_behind(const model::Model& model, const Rule& rule, report::Report& report,
                        const model::KillLevel& level, const std::vector<Member>& members,
                        const model::Flag& flag) {
  if (std::ranges::find(members, &flag, &Member::flag) != members.end()) return;  // it falls too
  for (const Member& killed : members) {
    const std::string& serves = *killed.flag->fallback->serve;
    for (const model::Requirement& requirement : flag.requires_) {
      const bool is_broken = requirement.flag.id &&
                             &model.at(*requirement.flag.id) == killed.flag &&
                             *requirement.serve != serves;
      if (!is_broken) continue;
      auto& finding = report.add(
          rule.info, killed.span,
          fmt::format("{} forces `{}` to `{}`, but `{}`, which requires `{}`, stays on", *level.id,
                      *killed.flag->key, serves, *flag.key, *requirement.serve),
          fmt::format("add `{}` to {}, so that both fall back together", *flag.key, *level.id));
      finding.labels.push_back({requirement.flag.name.span, "required here"});
    }
  }
}

// A fallback of `off` that is served already is a flag that was not launched. One of `on` is a kill
// that nobody would notice.
void report_without_effect(const Rule& rule, report::Report& report, const model::KillLevel& level,
                           const Member& killed) {
  const model::Flag& flag = *killed.flag;
  const std::uint32_t variant = *flag.fallback->variant;
  const bool* value = flag.variants[variant].value.boolean();
  if (value == nullptr || !*value) return;
  for (const model::FlagEnvironment& own : flag.environments) {
    if (may_serve_other(own, variant)) continue;
    auto& finding = report.add(
        rule.info, flag.fallback->serve.span,
        fmt::format("{} would change nothing: `{}` falls back to `{}`, which `{}` serves to all",
                    *level.id, *flag.key, *flag.fallback->serve, *own.environment),
        "fall back to the variant that is safe when the feature fails");
    finding.severity = report::Severity::warning;
    finding.labels.push_back({own.serve.span, "served here"});
    return;
  }
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const auto dependent = dependent_flags(model);
  for (std::size_t i = 0; i < model.kill_levels.size(); ++i) {
    const model::KillLevel& level = model.kill_levels[i];
    const auto members = members_of(model, id_at<model::KillLevel>(i));
    for (const model::Flag* flag : dependent) {
      report_left_behind(model, rule, report, level, members, *flag);
    }
    for (const Member& member : members) report_without_effect(rule, report, level, member);
  }
}

}  // namespace

const Rule kill_incomplete{
    {"EN239", "kill-incomplete", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
