#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Group& group : model.groups) {
    for (const model::GroupMember& member : group.members) {
      if (!member.flag.id) continue;
      const model::Flag& flag = model.at(*member.flag.id);
      if (flag.fallback || !flag.complete) continue;
      auto& finding = report.add(
          rule.info, flag.key.span,
          fmt::format("flag `{}` is in group `{}` and has nothing to serve outside its slot",
                      *flag.key, *group.name),
          "add `fallback: { serve: … }`: who is in the slot of another flag gets that");
      finding.labels.push_back({member.flag.name.span, "in the group here"});
    }
  }
}

}  // namespace

const Rule group_member_without_fallback{
    {"EN217", "group-member-without-fallback", report::Severity::error, report::RuleClass::late},
    check};

}  // namespace ensign::policy
