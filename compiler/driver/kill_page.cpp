// What a kill leaves for people to read: an incident, or the record of a drill.
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

#include "driver/kill.h"
#include "driver/template.h"
#include "model/model.h"
#include "model/procedure.h"

namespace ensign::driver {
namespace {

constexpr std::int64_t day_seconds = 86400;
constexpr std::int64_t review_days = 5;  // where no policy says

Date review_due(const KillPlan& plan, const Repository& repository) {
  std::int64_t seconds = review_days * day_seconds;
  if (repository.model && repository.model->policy.review_within_seconds) {
    seconds = **repository.model->policy.review_within_seconds;
  }
  return date_of({plan.overlay.issued.seconds + seconds});
}

std::string what_of(const emit::Overlay& overlay) {
  if (overlay.all) return "everything";
  if (overlay.level) return *overlay.level;
  return fmt::format("{}", fmt::join(overlay.flags, ", "));
}

// `key: [a, b]`, with quotes where YAML wants them.
std::string list_line(std::string_view name, const std::set<std::string>& items) {
  std::vector<std::string> texts;
  for (const std::string& item : items) texts.push_back(yaml_text(item));
  return fmt::format("{}: [{}]\n", name, fmt::join(texts, ", "));
}

const model::KillLevel* level_of(const KillPlan& plan, const Repository& repository) {
  if (!plan.overlay.level || !repository.model) return nullptr;
  for (const model::KillLevel& level : repository.model->kill_levels) {
    if (*level.id == *plan.overlay.level) return &level;
  }
  return nullptr;
}

// Only what the repository knows may be named there.
std::set<std::string> known_flags(const KillPlan& plan, const Repository& repository) {
  if (!repository.model) return plan.kills;
  std::set<std::string> known;
  for (const model::Flag& flag : repository.model->flags) {
    if (plan.kills.contains(*flag.key)) known.insert(*flag.key);
  }
  return known;
}

std::string folder_of(const Repository& repository, bool drill) {
  const model::Layout layout = repository.model ? repository.model->config.layout : model::Layout();
  return drill ? layout.rollbacks + "/drills/" : layout.releases + "/incidents/";
}

std::string playbook_lines(const KillPlan& plan, const Repository& repository) {
  const model::KillLevel* level = level_of(plan, repository);
  if (level == nullptr || !level->playbook || !level->playbook->id) return {};
  const model::Playbook& playbook = repository.model->at(*level->playbook->id);
  return fmt::format("playbook: {}\nprocedure: \"{}\"\n", yaml_text(playbook.path),
                     model::procedure_digest(playbook.prose));
}

std::string id_of(const KillPlan& plan, int number) {
  std::string id = fmt::format("{}-kill-{}", to_string(plan.overlay.issued).substr(0, 10),
                               plan.digest.substr(0, 8));
  if (number > 1) id += fmt::format("-{}", number);
  return id;
}

}  // namespace

Repository look_at(const std::string& folder, Instant now) {
  Repository repository;
  const auto world = source::World::open(folder, {});
  if (!world) return repository;
  const auto config = (*world)->read("ensign.yaml");
  if (!config || !*config) return repository;
  repository.there = true;
  const auto frozen = (*world)->freeze(model::roots(model::read_layout(**config)), now);
  if (!frozen) return repository;
  auto read = model::read(frozen->snapshot, 1);
  repository.model = std::move(read.model);
  const std::string path = repository.model->config.layout.trust + "/people.yaml";
  repository.has_roster =
      frozen->snapshot.find(path).has_value() &&
      std::ranges::none_of(read.report.findings(), [&](const report::Finding& one) {
        return one.severity == report::Severity::error &&
               frozen->snapshot.file(one.span.file).path == path;
      });
  return repository;
}

KillPage incident_page(const KillPlan& plan, const Repository& repository, int number) {
  const emit::Overlay& overlay = plan.overlay;
  const std::string now = to_string(overlay.issued);
  KillPage page;
  page.id = id_of(plan, number);
  page.path = folder_of(repository, false) + page.id + ".md";
  std::string& text = page.bytes;
  text = fmt::format("---\nincident: {}\ntitle: {}\nseverity: high\nstate: mitigated\nowner: {}\n",
                     page.id,
                     quoted(fmt::format("Killed {} in {}", what_of(overlay), overlay.environment)),
                     yaml_text(overlay.by));
  text += fmt::format("started: {0}\ndetected: {0}\nmitigated: {0}\n", now);
  text += list_line("environments", {overlay.environment});
  text += list_line("flags", known_flags(plan, repository));
  if (level_of(plan, repository) != nullptr) {
    text += fmt::format("kill_switch: {}\n", yaml_text(*overlay.level));
  }
  text += fmt::format(
      "timeline:\n  - {{ at: {}, what: {}, by: {} }}\n", now,
      quoted(fmt::format("Killed {} with the overlay sha256:{}", what_of(overlay), plan.digest)),
      yaml_text(overlay.by));
  text += fmt::format("review: {{ due: {} }}\n---\n{}\n\n", to_string(review_due(plan, repository)),
                      overlay.reason);
  text +=
      "Put `started` to when it began. The kill ends when a bundle lifts it: add this to the\n"
      "front matter, with the roles that `resume:` of flags/kill-switches.yaml names (any one,\n"
      "where it names none), then build and publish.\n\n```yaml\nlifted:\n";
  text += fmt::format(
      "  - {{ kill: \"sha256:{}\", approved_by: [ {{ role: ROLE, by: PERSON, on: {} "
      "}} ] }}\n```\n",
      plan.digest, now.substr(0, 10));
  return page;
}

KillPage drill_page(const KillPlan& plan, const Repository& repository, bool passed, int number) {
  const emit::Overlay& overlay = plan.overlay;
  const model::KillLevel* level = level_of(plan, repository);
  KillPage page;
  page.id = id_of(plan, number);
  page.path = folder_of(repository, true) + page.id + ".md";
  page.bytes = fmt::format("---\ndrill: {}\ntitle: {}\nkind: kill-switch\nowner: {}\n", page.id,
                           quoted(fmt::format("Kill of {} in {}, all but publishing",
                                              what_of(overlay), overlay.environment)),
                           yaml_text(overlay.by));
  page.bytes += level != nullptr ? fmt::format("kill_switch: {}\n", yaml_text(*level->id))
                                 : fmt::format("scenario: {}\n", quoted(overlay.reason));
  page.bytes += playbook_lines(plan, repository);
  page.bytes += fmt::format("environment: {}\nby: [{}]\nresult: {}\n---\n{}\n\n",
                            yaml_text(overlay.environment), yaml_text(overlay.by),
                            passed ? "passed" : "failed", overlay.reason);
  for (const std::string& line : plan.words) page.bytes += "    " + line + "\n";
  return page;
}

}  // namespace ensign::driver
