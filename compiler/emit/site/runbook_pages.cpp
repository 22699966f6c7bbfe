// runbooks/index.html and runbooks/<domain>-<name>.html: what is open at 3 a.m.
#include <fmt/format.h>

#include "emit/site/drill_parts.h"
#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

std::int64_t budget_sum(const model::Playbook& playbook) {
  std::int64_t sum = 0;
  for (const auto& part : playbook.budget) sum += *part.second;
  return sum;
}

// "✓ 27 of 30 minutes": the parts of the budget against the agreed window.
State budget_state(const model::Playbook& playbook) {
  if (!playbook.window_seconds) return {"none", "–", "no window agreed"};
  const std::string window = duration_words(**playbook.window_seconds);
  if (playbook.budget.empty()) return {"none", "◷", window};
  const std::int64_t sum = budget_sum(playbook);
  const bool inside = sum <= **playbook.window_seconds;
  return {inside ? "on" : "bad", inside ? "✓" : "✕",
          fmt::format("{} of {}", duration_words(sum), window)};
}

Value summary(const Desk& desk, const model::Playbook& playbook) {
  Value::List flags;
  for (const auto& flag : playbook.flags) flags.push_back(desk.flag(flag));
  Value value = Value::map({{"link", desk.playbook(playbook)},
                            {"domain", playbook.domain},
                            {"owner", desk.owner(playbook.owner)},
                            {"budget", state_value(budget_state(playbook))},
                            {"who", desk.roles(playbook.who)},
                            {"playbook_kind", plain_words(model::spelling(*playbook.kind))}});
  value.set("flags", std::move(flags));
  return value;
}

Value::List approvals_value(const Desk& desk, const model::Playbook& playbook) {
  Value::List list;
  for (const model::Approval& approval : playbook.approved_by) {
    list.push_back(Value::map({{"role", desk.role(approval.role)},
                               {"by", desk.person(approval.by)},
                               {"on", time_value(*approval.on)}}));
  }
  return list;
}

Value::List criteria_value(const Desk& desk, const model::Playbook& playbook) {
  Value::List list;
  for (const model::ChecklistItem& item : playbook.criteria) {
    list.push_back(Value::map(
        {{"state", state_value(*item.done ? State{"on", "✓", "Done"} : State{"off", "○", "Open"})},
         {"text", desk.words(marked(*item.item))},
         {"evidence", desk.evidence(item.evidence)}}));
  }
  return list;
}

State status_state(const model::Playbook& playbook) {
  if (!playbook.status) return {"none", "", ""};
  return **playbook.status == model::PlaybookStatus::approved ? State{"on", "✓", "Approved"}
                                                              : State{"part", "◐", "Draft"};
}

Value::List facts_of(const Desk& desk, const model::Playbook& playbook) {
  FactRows rows(desk);
  Value::List alerts, documents;
  for (const auto& ref : playbook.alerts) {
    const model::Alert* alert = ref.id ? &desk.model().at(*ref.id) : nullptr;
    alerts.push_back(desk.link(alert ? title_or(alert->title, *alert->id) : *ref.name,
                               alert ? desk.facts().alert_path(*alert) : std::string()));
  }
  for (const auto& document : playbook.documents) documents.push_back(desk.document(document));
  rows.add("Kind", plain_words(model::spelling(*playbook.kind)));
  if (playbook.option) rows.add("Takes back", plain_words(model::spelling(**playbook.option)));
  if (playbook.migration) rows.marked("Migrated data", **playbook.migration);
  std::vector<std::string_view> audience;
  for (const auto addressee : playbook.audience) audience.push_back(model::spelling(addressee));
  if (!audience.empty()) rows.add("Written to", listed_words(audience));
  if (playbook.moment) rows.add("Sent", model::spelling(*playbook.moment));
  if (playbook.severity) rows.add("Severity", model::spelling(**playbook.severity));
  rows.links("Answers", std::move(alerts));
  rows.links("Reviewed by", desk.roles(playbook.reviewers));
  if (playbook.updated) rows.when("Brought up to date", **playbook.updated);
  if (playbook.next_drill) {
    rows.add("Next drill",
             fmt::format("{}, {}", to_string(*playbook.next_drill->on),
                         days_words(playbook.next_drill->on->days - desk.facts().today.days)));
    rows.link("Drilled by", desk.owner(playbook.next_drill->owner));
  }
  rows.links("Satisfies", desk.requirements(playbook.satisfies));
  rows.links("Documents", std::move(documents));
  return rows.take();
}

}  // namespace

Page playbooks_page(const Facts& facts) {
  const Desk desk(facts, "runbooks/index.html");
  Value::List playbooks;
  for (const auto& playbook : facts.model.playbooks) playbooks.push_back(summary(desk, playbook));
  Page page{.path = desk.path(),
            .kind = "playbooks",
            .form = "playbooks.html",
            .section = "runbooks/index.html",
            .title = "Runbooks",
            .description = "Rollback playbooks with their recovery windows and who may use them."};
  page.data.set("playbooks", std::move(playbooks));
  return page;
}

Page playbook_page(const Facts& facts, Id<model::Playbook> id) {
  const model::Playbook& playbook = facts.model.at(id);
  const Desk desk(facts, facts.path(playbook));
  Value::List parts;
  for (const auto& [name, seconds] : playbook.budget) {
    parts.push_back(Value::map({{"name", *name}, {"time", duration_words(*seconds)}}));
  }
  Page page{.path = desk.path(),
            .kind = "playbook",
            .form = "playbook.html",
            .section = "runbooks/index.html",
            .title = playbook.title.empty() ? playbook.path : playbook.title,
            .description = fmt::format("Rollback playbook {}.", playbook.path),
            .crumbs = {{"Runbooks", "runbooks/index.html"}}};
  page.data = summary(desk, playbook);
  Value& data = page.data;
  data.set("parts", std::move(parts));
  data.set("sum", duration_words(budget_sum(playbook)));
  data.set("window",
           playbook.window_seconds ? duration_words(**playbook.window_seconds) : std::string());
  data.set("zero_downtime", playbook.zero_downtime);
  data.set("preserves", desk.words(marked(playbook.preserves)));
  data.set("status", state_value(status_state(playbook)));
  data.set("facts", facts_of(desk, playbook));
  data.set("approvals", approvals_value(desk, playbook));
  data.set("criteria", criteria_value(desk, playbook));
  data.set("verify", lines_value(desk, playbook.verify));
  data.set("keep", lines_value(desk, playbook.keep));
  data.set("drills", drills_value(desk, facts.playbook_drills[id.index]));
  data.set("used_by", mentions_value(desk, facts.playbook_mentions[id.index]));
  data.set("prose", desk.prose(playbook.prose, playbook.file, 3));
  page.text = playbook.preserves + " " + desk.plain(playbook.prose);
  data.set("source", facts.model.path(playbook.file));
  return page;
}

}  // namespace ensign::emit::pages
