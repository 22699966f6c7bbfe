// releases/index.html, releases/<version>.html and releases/<milestone>-<audience>.html.
#include <algorithm>
#include <fmt/format.h>

#include "emit/page/markdown_html.h"
#include "emit/site/pages.h"
#include "emit/site/progress.h"
#include "emit/site/release_parts.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

State release_state(const model::Release& release) {
  switch (*release.state) {
    case model::ReleaseState::planned:
      return {"off", "○", "Planned"};
    case model::ReleaseState::released:
      return {"on", "●", "Released"};
    case model::ReleaseState::withdrawn:
      return {"bad", "✕", "Withdrawn"};
  }
  return {};
}

std::size_t done_count(const model::Model& model, const model::Release& release) {
  const auto done = std::count_if(
      release.checks.begin(), release.checks.end(),
      [&](const model::NamedCheck& check) { return policy::item_is_done(model, check.item); });
  return static_cast<std::size_t>(done);
}

Value summary(const Desk& desk, const model::Release& release) {
  Value value = Value::map({{"link", desk.release(release)},
                            {"title", release.title},
                            {"type", model::spelling(*release.type)},
                            {"level", state_value(risk_state(*release.level))},
                            {"level_words", risk_words(*release.level)},
                            {"state", state_value(release_state(release))},
                            {"milestone", release.milestone},
                            {"owner", desk.owner(release.owner)},
                            {"checks", fmt::format("{} of {}", done_count(desk.model(), release),
                                                   release.checks.size())}});
  value.set("date", release.date ? time_value(**release.date) : no_time());
  return value;
}

Value checklists(const Desk& desk, const model::Release& release) {
  Value::List lists;
  std::string name;
  Value::List items;
  const auto finish = [&] {
    if (items.empty()) return;
    Value list = Value::map({{"name", name}});
    list.set("items", std::move(items));
    lists.push_back(std::move(list));
    items = {};
  };
  for (const model::NamedCheck& check : release.checks) {
    if (check.list != name) finish();
    name = check.list;
    const bool done = policy::item_is_done(desk.model(), check.item);
    const model::Evidence* evidence = desk.facts().evidence(check.item.evidence);
    items.push_back(Value::map(
        {{"state", state_value(done ? State{"on", "✓", "Done"} : State{"off", "○", "Open"})},
         {"text", desk.words(marked(*check.item.item))},
         {"evidence", desk.evidence(check.item.evidence)},
         {"by", evidence ? desk.person(evidence->by) : desk.link("", "")}}));
  }
  finish();
  return lists;
}

Value::List notes_links(const Desk& desk, const std::string& milestone) {
  Value::List list;
  for (const ReleaseNotes& notes : desk.facts().notes) {
    if (notes.milestone != milestone) continue;
    list.push_back(desk.link(fmt::format("Notes for {}", model::spelling(notes.audience)),
                             desk.facts().path(notes)));
  }
  return list;
}

// The files that were put together, for those who want to correct a line.
Value::List sources(const Facts& facts, const ReleaseNotes& notes) {
  Value::List list;
  if (facts.open) return list;
  for (const NotesGroup& group : notes.groups) {
    for (const NotesEntry& entry : group.entries) {
      list.push_back(facts.model.path(entry.note->file));
    }
  }
  return list;
}

}  // namespace

Page releases_page(const Facts& facts) {
  const Desk desk(facts, "releases/index.html");
  Value::List releases, milestones;
  for (auto at = facts.model.releases.rbegin(); at != facts.model.releases.rend(); ++at) {
    releases.push_back(summary(desk, *at));
  }
  std::string last;
  for (const ReleaseNotes& notes : facts.notes) {
    if (notes.milestone == last) continue;
    last = notes.milestone;
    Value milestone = Value::map({{"name", notes.milestone}});
    milestone.set("notes", notes_links(desk, notes.milestone));
    milestones.push_back(std::move(milestone));
  }
  Page page{.path = desk.path(),
            .kind = "releases",
            .form = "releases.html",
            .section = "releases/index.html",
            .title = "Releases",
            .description = "Releases, newest first, and the notes of every milestone."};
  page.data.set("releases", std::move(releases));
  page.data.set("milestones", std::move(milestones));
  return page;
}

Page release_page(const Facts& facts, Id<model::Release> id) {
  const model::Release& release = facts.model.at(id);
  const Desk desk(facts, facts.path(release));
  Value::List plans;
  for (const auto& plan : release.plans) plans.push_back(desk.plan(plan));
  Page page{.path = desk.path(),
            .kind = "release",
            .form = "release.html",
            .section = "releases/index.html",
            .title = fmt::format("{} {}", *release.version, release.title),
            .description = fmt::format("Release {}: state, checklists, known issues, rollback.",
                                       *release.version),
            .crumbs = {{"Releases", "releases/index.html"}}};
  page.data = summary(desk, release);
  Value& data = page.data;
  data.set("plans", std::move(plans));
  data.set("more", release_rows(desk, release));
  data.set("approvals", release_approvals(desk, release));
  data.set("migrations", migrations_value(desk, release));
  data.set("messages", messages_value(desk, release));
  data.set("services", services_value(desk, release));
  data.set("mentions", mentions_value(desk, facts.release_mentions[id.index]));
  data.set("highlights", lines_value(desk, release.highlights));
  data.set("known_issues", lines_value(desk, release.known_issues));
  data.set("checklists", facts.open ? Value::List() : checklists(desk, release));
  data.set("notes", notes_links(desk, release.milestone));
  data.set("prose", desk.prose(release.prose, release.file, 3));
  page.text = desk.plain(release.prose);
  data.set("source", facts.model.path(release.file));
  return page;
}

Page notes_page(const Facts& facts, const ReleaseNotes& notes) {
  const Desk desk(facts, facts.path(notes));
  Page page{.path = desk.path(),
            .kind = "notes",
            .form = "notes.html",
            .section = "releases/index.html",
            .title = notes_title(notes),
            .description = fmt::format("What {} will notice in {}.",
                                       model::spelling(notes.audience), notes.milestone),
            .crumbs = {{"Releases", "releases/index.html"}}};
  const MarkdownPlace place{.top_level = 2, .id_prefix = {}, .relative = [](std::string_view) {
                              return std::optional<std::string>();
                            }};
  Value::List releases, others;
  for (const model::Release* release : notes.releases) releases.push_back(desk.release(*release));
  for (const ReleaseNotes& other : facts.notes) {
    if (other.milestone != notes.milestone || other.audience == notes.audience) continue;
    others.push_back(
        desk.link(fmt::format("for {}", model::spelling(other.audience)), facts.path(other)));
  }
  page.data.set("text", markdown_html(notes_tree(facts.model, notes, false), place));
  for (const NotesGroup& group : notes.groups) {
    for (const NotesEntry& entry : group.entries) {
      page.text += entry.note->title + " " + desk.plain(entry.text);
    }
  }
  page.data.set("releases", std::move(releases));
  page.data.set("others", std::move(others));
  page.data.set("sources", sources(facts, notes));
  return page;
}

}  // namespace ensign::emit::pages
