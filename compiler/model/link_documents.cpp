#include "model/linker.h"

namespace ensign::model {

void Linker::link_documents() {
  for (Playbook& playbook : model_.playbooks) {
    link(playbook.owner);
    link(flags_, playbook.flags);
    link(roles_, playbook.who);
  }
  for (Release& release : model_.releases) {
    link(release.owner);
    link(roles_, release.approvers);
    link(plans_, release.plans);
    for (NamedCheck& check : release.checks) link(evidence_, check.item.evidence);
    link(playbooks_, release.rollback);
  }
  for (Note& note : model_.notes) link(flags_, note.flags);
}

}  // namespace ensign::model
