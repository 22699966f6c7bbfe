#include "emit/model/model.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "base/utf8.h"
#include "emit/model/entities.h"
#include "report/words.h"

namespace ensign::emit {
namespace {

// Errors stop a build, except those of an entry that is carried over, so all that is left is shown.
Json finding_json(const Scribe& scribe, const report::Finding& finding) {
  return Fields()
      .add("rule", finding.rule->id)
      .add("name", finding.rule->name)
      .add("severity", report::severity_name(finding.severity))
      .add("at", scribe.place(finding.span))
      .add("message", visible(finding.message))
      .add("help", visible(finding.help))
      .take();
}

std::string_view word(source::History history) {
  switch (history) {
    case source::History::full:
      return "full";
    case source::History::shallow:
      return "shallow";
    case source::History::none:
      break;
  }
  return "none";
}

Json source_json(const source::Origin& origin) {
  return Fields()
      .add("commit", origin.commit)
      .add("tree", origin.tree)
      .add("clean", origin.clean)
      .add("history", word(origin.history))
      .take();
}

Json carried_json(const seal::Carried& carried) {
  return Fields()
      .add("subject", carried.subject)
      .add("why", carried.why)
      .add("shipped", carried.flag.has_value())
      .take();
}

class Sections {
 public:
  Sections(const Scribe& scribe, unsigned threads) : scribe_(scribe), threads_(threads) {}

  void add(std::string_view name, const Json& value) { all_.emplace_back(name, canonical(value)); }

  template <typename Entity>
  void add(std::string_view name, const std::vector<Entity>& entities) {
    add(name, std::span<const Entity>(entities),
        [this](const Entity& entity_of_kind) { return entity(scribe_, entity_of_kind); });
  }

  template <typename Item, typename Make>
  void add(std::string_view name, std::span<const Item> items, Make&& make) {
    std::vector<std::string> texts(items.size());
    parallel_for(items.size(), threads_,
                 [&](std::size_t i) { texts[i] = canonical(make(items[i])); });
    std::size_t size = 2;
    for (const std::string& text : texts) size += text.size() + 1;
    std::string list = "[";
    list.reserve(size);
    for (const std::string& text : texts) list.append(list.size() > 1 ? "," : "").append(text);
    all_.emplace_back(name, std::move(list += ']'));
  }

  // One object; the names are ASCII, so their bytes are in the order of RFC 8785.
  std::string text() {
    std::ranges::sort(all_, {}, &std::pair<std::string_view, std::string>::first);
    std::size_t size = 3;
    for (const auto& [name, value] : all_) size += name.size() + value.size() + 4;
    std::string text = "{";
    text.reserve(size);
    for (const auto& [name, value] : all_) {
      text.append(text.size() > 1 ? "," : "").append(quoted(name)).append(":").append(value);
    }
    return text += "}\n";
  }

 private:
  const Scribe& scribe_;
  unsigned threads_;
  std::vector<std::pair<std::string_view, std::string>> all_;
};

void add_entities(Sections& sections, const model::Model& model) {
  sections.add("people", model.people);
  sections.add("teams", model.teams);
  sections.add("roles", model.roles);
  sections.add("waivers", model.waivers);
  sections.add("statements", model.statements);
  sections.add("record_sets", model.record_sets);
  sections.add("segments", model.segments);
  sections.add("flags", model.flags);
  sections.add("groups", model.groups);
  sections.add("profiles", model.profiles);
  sections.add("retired", model.tombstones);
  sections.add("kill_levels", model.kill_levels);
  sections.add("kill_triggers", model.kill_triggers);
  sections.add("plans", model.plans);
  sections.add("evidence", model.evidence);
  sections.add("playbooks", model.playbooks);
  sections.add("releases", model.releases);
  sections.add("notes", model.notes);
  sections.add("metrics", model.metrics);
  sections.add("dashboards", model.dashboards);
  sections.add("alerts", model.alerts);
  sections.add("calendar", model.calendar);
  sections.add("freezes", model.freezes);
  sections.add("incidents", model.incidents);
  sections.add("journal", model.journal);
  sections.add("drills", model.drills);
}

}  // namespace

OutFile model_json(const seal::GovernedModel& governed, const source::Snapshot& snapshot,
                   unsigned threads) {
  const model::Model& model = governed.model();
  std::vector<report::Lines> lines;
  for (const source::File& file : snapshot.files()) lines.emplace_back(file.bytes);
  const Scribe scribe(model, lines);
  Sections sections(scribe, threads);
  sections.add("format", Json(model_format));
  sections.add("as_of", Json(to_string(model.as_of)));
  sections.add("source", source_json(model.origin));
  sections.add("findings", governed.report().findings(),
               [&](const report::Finding& finding) { return finding_json(scribe, finding); });
  sections.add("carried", std::span<const seal::Carried>(governed.carried()), carried_json);
  sections.add("config", entity(scribe, model.config));
  sections.add("policy", entity(scribe, model.policy));
  sections.add("kill_procedure", kill_procedure_json(model.kill_procedure));
  add_entities(sections, model);
  return {"model.json", sections.text()};
}

}  // namespace ensign::emit
