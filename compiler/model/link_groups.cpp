#include <fmt/format.h>

#include "model/linker.h"

namespace ensign::model {

// The first group that names a flag has it.
void Linker::link(Group& group) {
  const auto id = id_at<Group>(static_cast<std::size_t>(&group - model_.groups.data()));
  link(group.owner);
  link_by(group.by);
  for (GroupMember& member : group.members) {
    link(flags_, member.flag);
    if (!member.flag.id) continue;
    Flag& flag = model_.flags[member.flag.id->index];
    if (!flag.group) {
      flag.group = id;
      continue;
    }
    const Group& other = model_.at(*flag.group);
    auto& finding = report_.add(
        in_two_groups, member.flag.name.span,
        fmt::format("`{}` is in the groups `{}` and `{}`", *flag.key, *other.name, *group.name),
        "keep it in one of them");
    for (const GroupMember& earlier : other.members) {
      if (earlier.flag.id != member.flag.id) continue;
      finding.labels.push_back({earlier.flag.name.span, "the other one"});
    }
    incomplete(group.file);
  }
}

void Linker::link_groups() {
  for (Group& group : model_.groups) link(group);
}

void Linker::link_profiles() {
  for (Profile& profile : model_.profiles) {
    link(profile.owner);
    profile.index = find(environments_, profile.environment);
    for (auto& [flag, variant] : profile.serves) {
      link(flag, variant);
      if (!flag.id || !profile.index) continue;
      if (model_.at(*flag.id).environment(*profile.environment) != nullptr) continue;
      fault(unknown_environment, flag.name.span,
            fmt::format("`{}` says nothing for `{}`", *flag.name, *profile.environment),
            "leave it out, or add the environment to the flag");
    }
    if (profile.verified) link(evidence_, profile.verified->evidence);
  }
}

}  // namespace ensign::model
