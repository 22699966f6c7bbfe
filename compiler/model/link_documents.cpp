#include "model/linker.h"

namespace ensign::model {

void Linker::link_playbooks() {
  for (Playbook& playbook : model_.playbooks) {
    link(playbook.owner);
    link_satisfies(playbook.satisfies);
    link(flags_, playbook.flags);
    link(roles_, playbook.who);
    link(roles_, playbook.reviewers);
    for (Approval& approval : playbook.approved_by) {
      link(roles_, approval.role);
      link(people_, approval.by);
    }
    for (ChecklistItem& item : playbook.criteria) link(evidence_, item.evidence);
    link(alerts_, playbook.alerts);
    if (playbook.next_drill) link(playbook.next_drill->owner);
  }
}

void Linker::link(Release& release) {
  link(release.owner);
  link_satisfies(release.satisfies);
  link(roles_, release.approvers);
  link(plans_, release.plans);
  for (NamedCheck& check : release.checks) link(evidence_, check.item.evidence);
  link(playbooks_, release.rollback);
  for (Migration& migration : release.migrations) link(calendar_, migration.window);
  link(playbooks_, release.runbooks);
  for (Communication& message : release.communications) {
    link(playbooks_, message.template_);
    link(evidence_, message.evidence);
  }
  for (ServiceRollout& service : release.services) {
    link(plans_, service.plan);
    link(playbooks_, service.rollback);
  }
  for (ReleaseApproval& approval : release.approvals) {
    link(roles_, approval.role);
    link(people_, approval.by);
    link(evidence_, approval.evidence);
  }
  link(flags_, release.experiments);
  link(journal_, release.journal);
}

void Linker::link_documents() {
  link_playbooks();
  for (Release& release : model_.releases) link(release);
  for (Note& note : model_.notes) {
    link(flags_, note.flags);
    link_satisfies(note.satisfies);
  }
}

}  // namespace ensign::model
