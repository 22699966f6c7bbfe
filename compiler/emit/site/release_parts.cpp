#include "emit/site/release_parts.h"

#include <fmt/format.h>

#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

Value::List documents(const Desk& desk, const model::Release& release) {
  Value::List list;
  for (const model::ReleaseDocument& of : release.documents) {
    Value link = desk.document(of.document);
    const std::string text =
        fmt::format("{} ({})", *link.find("text")->text(), plain_words(model::spelling(*of.kind)));
    list.push_back(std::move(link.set("text", text)));
  }
  return list;
}

}  // namespace

Value::List release_rows(const Desk& desk, const model::Release& release) {
  FactRows rows(desk);
  if (desk.facts().open) return {};
  Value::List runbooks, experiments;
  for (const auto& ref : release.runbooks) runbooks.push_back(desk.playbook(std::optional(ref)));
  for (const auto& flag : release.experiments) experiments.push_back(desk.flag(flag));
  rows.link("Owner", desk.owner(release.owner));
  rows.links("Approved by", desk.roles(release.approvers));
  rows.link("Way back", desk.playbook(release.rollback));
  rows.marked("Back by flags", release.rollback_flag);
  rows.marked("Back by deployment", release.rollback_deployment);
  if (release.identified) rows.when("Fault found", **release.identified);
  rows.links("Runbooks brought up to date", std::move(runbooks));
  rows.links("Experiments", std::move(experiments));
  rows.links("Documents", documents(desk, release));
  rows.links("Changes", desk.addresses(release.changes));
  for (const std::string& line : release.telemetry) rows.marked("Telemetry", line);
  for (const std::string& line : release.new_checks) rows.marked("New check", line);
  rows.links("Satisfies", desk.requirements(release.satisfies));
  if (release.journal && release.journal->id) {
    const model::JournalEntry& entry = desk.model().at(*release.journal->id);
    rows.link("Journal", desk.link(to_string(entry.date), desk.facts().path(entry)));
  }
  return rows.take();
}

Value::List release_approvals(const Desk& desk, const model::Release& release) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const model::ReleaseApproval& approval : release.approvals) {
    const bool given = approval.by.has_value();
    list.push_back(Value::map(
        {{"state", state_value(given ? State{"on", "✓", "Approved"} : State{"off", "○", "Waits"})},
         {"role", desk.role(approval.role)},
         {"by", given ? desk.person(*approval.by) : desk.link("", "")},
         {"evidence", desk.evidence(approval.evidence)}}));
  }
  return list;
}

Value::List migrations_value(const Desk& desk, const model::Release& release) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const model::Migration& migration : release.migrations) {
    Value window = desk.link("", "");
    if (migration.window && migration.window->id) {
      const model::CalendarEntry& entry = desk.model().at(*migration.window->id);
      window = desk.link(title_or(entry.title, *entry.id), desk.facts().path(entry));
    }
    list.push_back(
        Value::map({{"state", state_value(migration.breaking ? State{"bad", "!", "Breaking"}
                                                             : State{"none", "–", "Compatible"})},
                    {"text", desk.words(marked(*migration.text))},
                    {"window", std::move(window)},
                    {"rollback", desk.words(marked(migration.rollback))}}));
  }
  return list;
}

Value::List messages_value(const Desk& desk, const model::Release& release) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const model::Communication& message : release.communications) {
    list.push_back(Value::map({{"state", state_value(*message.done ? State{"on", "✓", "Sent"}
                                                                   : State{"off", "○", "Open"})},
                               {"title", message.title},
                               {"to", model::spelling(*message.audience)},
                               {"moment", model::spelling(*message.moment)},
                               {"words", desk.playbook(message.template_)},
                               {"evidence", desk.evidence(message.evidence)}}));
  }
  return list;
}

Value::List services_value(const Desk& desk, const model::Release& release) {
  Value::List list;
  if (desk.facts().open) return list;
  for (const model::ServiceRollout& service : release.services) {
    list.push_back(Value::map({{"service", *service.service},
                               {"plan", desk.plan(service.plan)},
                               {"rollback", desk.playbook(service.rollback)}}));
  }
  return list;
}

}  // namespace ensign::emit::pages
