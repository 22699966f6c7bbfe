#include "model/linker.h"

namespace ensign::model {

// Who owns a thing changes nothing of what clients get: without an owner it is complete all the
// same.
void Linker::link(Owner& owner) {
  const auto index = owners_.find(owner.name, report_);
  if (!index) return;
  if (*index < model_.teams.size()) {
    owner.team = id_at<Team>(*index);
  } else {
    owner.person = id_at<Person>(*index - model_.teams.size());
  }
}

void Linker::link_people() {
  for (Team& team : model_.teams) link(people_, team.members);
  for (Role& role : model_.roles) link(people_, role.holders);
}

void Linker::link_config() {
  for (const Scope& scope : model_.config.scopes) {
    if (scope.attribute) find(attributes_, *scope.attribute);
  }
  for (Target& target : model_.config.targets) link(target);
  for (const Channel& channel : model_.config.channels) {
    for (const auto& environment : channel.environments) find(environments_, environment);
  }
}

}  // namespace ensign::model
