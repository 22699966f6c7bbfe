// requirements.html: what ensign.yaml declares as required, and what says that it satisfies it.
#include <map>

#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

using Satisfied = std::map<std::string_view, Mentions>;

Satisfied satisfied(const Facts& facts) {
  Satisfied by;
  const model::Model& model = facts.model;
  const auto add = [&](const std::vector<Spanned<std::string>>& ids, std::string_view what,
                       const std::string& text, const std::string& path) {
    for (const auto& id : ids) by[*id].push_back({what, text, path});
  };
  for (const auto& flag : model.flags) add(flag.satisfies, "Flag", *flag.key, facts.path(flag));
  for (const auto& plan : model.plans) {
    add(plan.satisfies, "Stage plan", title_or(plan.title, *plan.id), facts.path(plan));
  }
  for (const auto& playbook : model.playbooks) {
    add(playbook.satisfies, "Runbook", title_or(playbook.title, playbook.path),
        facts.path(playbook));
  }
  for (const auto& drill : model.drills) {
    add(drill.satisfies, "Drill", title_or(drill.title, *drill.id), facts.path(drill));
  }
  for (const auto& release : model.releases) {
    add(release.satisfies, "Release", *release.version, facts.path(release));
  }
  for (const auto& note : model.notes) {
    add(note.satisfies, "Release note", note.title, facts.page_of(note.file));
  }
  return by;
}

State coverage(std::size_t count) {
  if (count == 0) return {"part", "!", "nothing names it"};
  return {"on", "✓", "named by " + plural(count, "thing", "things")};
}

}  // namespace

Page requirements_page(const Facts& facts) {
  const Desk desk(facts, "requirements.html");
  const Satisfied by = satisfied(facts);
  Value::List rows;
  for (const model::DeclaredRequirement& requirement : facts.model.config.requirements) {
    const auto found = by.find(*requirement.id);
    const Mentions none;
    const Mentions& mentions = found == by.end() ? none : found->second;
    Value value = Value::map({{"anchor", anchor("requirement-", *requirement.id)},
                              {"id", *requirement.id},
                              {"title", requirement.title},
                              {"document", desk.address(requirement.document)},
                              {"state", state_value(coverage(mentions.size()))}});
    value.set("by", mentions_value(desk, mentions));
    rows.push_back(std::move(value));
  }
  Page page{.path = desk.path(),
            .kind = "requirements",
            .form = "requirements.html",
            .section = "stages.html",
            .title = "Requirements",
            .description = "What is required of this repository, and what says that it is met.",
            .crumbs = {{"Stages", "stages.html"}}};
  page.data.set("requirements", std::move(rows));
  return page;
}

}  // namespace ensign::emit::pages
