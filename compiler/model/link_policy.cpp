// Names in trust/policy.yaml, and whether the groups that it asks are large enough.
#include <fmt/format.h>
#include <set>

#include "model/linker.h"

namespace ensign::model {
namespace {

// The people of a group who may sign: machines sign evidence and nothing else. Nothing when some of
// them are not known, and there is a finding about that.
std::optional<std::size_t> signers(const Model& model, const std::vector<Ref<Person>>& group) {
  std::set<std::uint32_t> people;
  for (const Ref<Person>& member : group) {
    if (!member.id) return std::nullopt;
    if (!model.at(*member.id).machine) people.insert(member.id->index);
  }
  return people.size();
}

}  // namespace

void Linker::check_count(const Approvers& approvers) {
  std::optional<std::size_t> size;
  std::string group;
  if (approvers.team && approvers.team->id) {
    size = signers(model_, model_.at(*approvers.team->id).members);
    group = fmt::format("team `{}` has", *approvers.team->name);
  } else if (approvers.role && approvers.role->id) {
    size = signers(model_, model_.at(*approvers.role->id).holders);
    group = fmt::format("role `{}` has", *approvers.role->name);
  } else if (approvers.person && approvers.person->id) {
    size = model_.at(*approvers.person->id).machine ? 0 : 1;
    group = *size == 0 ? fmt::format("`{}` is a machine: it stands for", *approvers.person->name)
                       : fmt::format("`{}` is", *approvers.person->name);
  }
  if (roster_unread_ || !size || static_cast<std::size_t>(*approvers.count) <= *size) return;
  const bool written = approvers.count.span.begin != approvers.count.span.end;
  fault(invalid_value, written ? approvers.count.span : approvers.span,
        fmt::format("{} {} {} who can sign, and {} must", group, *size,
                    *size == 1 ? "person" : "people", *approvers.count),
        "ask fewer, name a larger group, or add people to this one in the roster");
}

void Linker::link(ApprovalRule& rule, const Names& teams) {
  for (const auto& environment : rule.match.environments) find(environments_, environment);
  for (const auto& area : rule.match.areas) find(areas_, area);
  for (Approvers& approvers : rule.from) {
    link(teams, approvers.team);
    link(roles_, approvers.role);
    link(people_, approvers.person);
    check_count(approvers);
  }
}

void Linker::link_policy() {
  Policy& policy = model_.policy;
  Names teams(unknown_owner, "team");
  for (const Team& team : model_.teams) teams.add(*team.id);
  if (roster_unread_) teams.let_pass_when_none();
  for (ApprovalRule& rule : policy.approvals) link(rule, teams);
  for (const auto& environment : policy.unprotected) find(environments_, environment);
  for (ReleaseTerms& terms : policy.releases) link(roles_, terms.approvers);
  link(roles_, policy.promotion_roles);
  link(roles_, policy.freeze_roles);
  link(roles_, policy.kill_roles);
}

}  // namespace ensign::model
