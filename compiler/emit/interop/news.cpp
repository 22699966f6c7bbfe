#include "emit/interop/news.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "emit/page/addresses.h"
#include "emit/page/release_notes.h"

namespace ensign::emit {
namespace {

constexpr std::int32_t warned_days = 14;  // before a flag ends

class Newsroom {
 public:
  Newsroom(const model::Model& model, Readers readers) : model_(model), readers_(readers) {}

  std::vector<NewsItem> all() {
    for (const model::Release& release : model_.releases) add(release);
    for (const ReleaseNotes& notes : release_notes(model_)) add(notes);
    if (readers_ == Readers::inside) {
      for (const model::Incident& incident : model_.incidents) add(incident);
      for (const model::Flag& flag : model_.flags) add(flag);
    }
    std::ranges::sort(items_, [](const NewsItem& a, const NewsItem& b) {
      return std::tie(b.at, a.kind, a.subject) < std::tie(a.at, b.kind, b.subject);
    });
    return std::move(items_);
  }

 private:
  void keep(NewsItem item) {
    if (item.at <= model_.as_of) items_.push_back(std::move(item));
  }

  void add_team(NewsItem& item, const model::Owner& owner) const {
    if (owner.team) item.teams.insert(*model_.at(*owner.team).id);
  }

  // Where the stages of its plans are; without plans, where the promotion ends.
  std::set<std::string> environments_of(const model::Release& release) const {
    std::set<std::string> environments;
    for (const auto& plan : release.plans) {
      if (!plan.id) continue;
      for (const model::Stage& stage : model_.at(*plan.id).stages) {
        environments.insert(*stage.environment);
      }
    }
    const auto& declared = model_.config.environments;
    if (environments.empty() && !declared.empty()) environments.insert(*declared.back().name);
    return environments;
  }

  void add(const model::Release& release) {
    if (!release.date || *release.state == model::ReleaseState::planned) return;
    const bool out = *release.state == model::ReleaseState::released;
    NewsItem item{.subject = "release/" + *release.version + (out ? "" : "/withdrawn"),
                  .kind = "release",
                  .at = start_of(**release.date),
                  .title = fmt::format("{} {}: {}", out ? "Released" : "Withdrawn",
                                       *release.version, release.title),
                  .text = {},
                  .page = address(release),
                  .teams = {},
                  .environments = environments_of(release)};
    for (const std::string& line : release.highlights) item.text += line + "\n";
    add_team(item, release.owner);
    keep(std::move(item));
  }

  // An entry is news when the first release of its milestone is out; the text is that of the first
  // readers whom it is for.
  void add(const ReleaseNotes& notes) {
    if (readers_ == Readers::everybody && notes.audience != model::Audience::users) return;
    const model::Release* first = nullptr;
    for (const model::Release* release : notes.releases) {
      if (release->date && *release->state == model::ReleaseState::released) first = release;
    }
    if (first == nullptr) return;
    for (const NotesGroup& group : notes.groups) {
      for (const NotesEntry& entry : group.entries) add(notes, entry, *first);
    }
  }

  void add(const ReleaseNotes& notes, const NotesEntry& entry, const model::Release& release) {
    if (!told_.insert(*entry.note->id).second) return;
    NewsItem item{.subject = "note/" + *entry.note->id,
                  .kind = "note",
                  .at = start_of(**release.date),
                  .title = fmt::format("{}: {}", kind_title(*entry.note->kind), entry.note->title),
                  .text = {},
                  .page = address(notes),
                  .teams = {},
                  .environments = environments_of(release)};
    for (const syntax::Markdown& block : entry.text.children) {
      item.text += syntax::plain_text(block) + "\n";
    }
    for (const auto& flag : entry.note->flags) {
      if (flag.id) add_team(item, model_.at(*flag.id).owner);
    }
    keep(std::move(item));
  }

  void add(const model::Incident& incident) {
    Instant last = *incident.started;
    for (const auto& step : {incident.detected, incident.mitigated, incident.resolved}) {
      if (step && **step <= model_.as_of) last = std::max(last, **step);
    }
    NewsItem item{
        .subject = "incident/" + *incident.id,
        .kind = "incident",
        .at = last,
        .title = fmt::format("Incident {}: {}", model::spelling(*incident.state), incident.title),
        .text = fmt::format("Severity {}, began {}.", model::spelling(*incident.severity),
                            to_string(*incident.started)),
        .page = address(incident),
        .teams = {},
        .environments = {}};
    add_team(item, incident.owner);
    for (const auto& flag : incident.flags) {
      if (flag.id) add_team(item, model_.at(*flag.id).owner);
    }
    for (const auto& name : incident.environments) item.environments.insert(*name);
    if (item.environments.empty()) {
      for (const auto& all : model_.config.environments) item.environments.insert(*all.name);
    }
    keep(std::move(item));
  }

  void add(const model::Flag& flag) {
    if (!flag.expires) return;
    const Date end = **flag.expires;
    add_end(flag, Date{end.days - warned_days}, "ends",
            fmt::format("Flag {} ends on {}", *flag.key, to_string(end)));
    add_end(flag, Date{end.days + 1}, "ended",
            fmt::format("Flag {} is past its end, {}", *flag.key, to_string(end)));
  }

  void add_end(const model::Flag& flag, Date day, std::string_view what, std::string title) {
    NewsItem item{
        .subject = fmt::format("flag/{}/{}/{}", *flag.key, what, to_string(**flag.expires)),
        .kind = "expiry",
        .at = start_of(day),
        .title = std::move(title),
        .text = fmt::format("{}. Owner: {}.", flag.title, *flag.owner.name),
        .page = address(flag),
        .teams = {},
        .environments = {}};
    add_team(item, flag.owner);
    for (const auto& environment : flag.environments) {
      item.environments.insert(*environment.environment);
    }
    keep(std::move(item));
  }

  const model::Model& model_;
  Readers readers_;
  std::vector<NewsItem> items_;
  std::set<std::string_view> told_;  // notes
};

}  // namespace

std::vector<NewsItem> news(const model::Model& model, Readers readers) {
  return Newsroom(model, readers).all();
}

}  // namespace ensign::emit
