// New freezes, incidents, days of the journal and drills.
#include <fmt/format.h>

#include "driver/create_kinds.h"
#include "model/procedure.h"

namespace ensign::driver {
namespace {

constexpr std::int32_t freeze_days = 7;
constexpr std::int32_t review_days = 5;

Date after(Date day, std::int32_t days) { return {day.days + days}; }

// `2026-02-12-ks1` and `ks1` name the same drill of that day.
std::string dated(const Desk& desk) {
  const bool has_date =
      desk.id.size() > 11 && desk.id[10] == '-' && parse_date(desk.id.substr(0, 10));
  return has_date ? desk.id : fmt::format("{}-{}", to_string(desk.today), desk.id);
}

// The first playbook that is a way back.
const model::Playbook* first_rollback(const model::Model& model) {
  for (const model::Playbook& playbook : model.playbooks) {
    if (*playbook.kind == model::PlaybookKind::rollback) return &playbook;
  }
  return nullptr;
}

std::string playbook_lines(const model::Playbook& playbook) {
  return fmt::format("\nplaybook: {}\nprocedure: \"{}\"", yaml_text(playbook.path),
                     model::procedure_digest(playbook.prose));
}

struct Target {
  std::string_view kind;
  std::string lines;
};

// The smallest kill switch, with its playbook; without a ladder the first way back there is.
Target target_of(const model::Model& model) {
  if (!model.kill_levels.empty()) {
    const model::KillLevel& level = model.kill_levels.front();
    Target target{"kill-switch", "kill_switch: " + yaml_text(*level.id)};
    if (level.playbook && level.playbook->id) {
      target.lines += playbook_lines(model.at(*level.playbook->id));
    }
    return target;
  }
  Target target{"rollback", "scenario: The last change does harm."};
  if (const model::Playbook* playbook = first_rollback(model)) {
    target.lines += playbook_lines(*playbook);
  }
  return target;
}

}  // namespace

Result<Draft> draft_freeze(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "ID"));
  std::vector<std::string_view> ids;
  for (const model::Freeze& freeze : desk.model.freezes) ids.push_back(*freeze.id);
  TRY(refuse_taken("freeze", desk.id, ids));
  const Date from = after(desk.today, 1);
  const Words words{{"FREEZE", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"FROM", to_string(from)},
                    {"UNTIL", to_string(after(from, freeze_days - 1))},
                    {"ENVIRONMENT", yaml_text(*desk.model.config.environments.back().name)}};
  return Draft{fmt::format("{}/freezes/{}.yaml", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "freeze.yaml"), words),
               {"say why, and name `flags` or `areas` if not everything stands still"}};
}

Result<Draft> draft_incident(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "ID"));
  std::vector<std::string_view> ids;
  for (const model::Incident& incident : desk.model.incidents) ids.push_back(*incident.id);
  TRY(refuse_taken("incident", desk.id, ids));
  const Words words{{"INCIDENT", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"NOW", to_string(desk.model.as_of)},
                    {"REVIEW", to_string(after(desk.today, review_days))},
                    {"ENVIRONMENT", yaml_text(*desk.model.config.environments.back().name)}};
  return Draft{fmt::format("{}/incidents/{}.md", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "incident.md"), words),
               {"name the flags under `flags:`, and write down what is done under `timeline:`"}};
}

Result<Draft> draft_journal(const Desk& desk) {
  if (!parse_date(desk.id)) {
    return failure(
        fmt::format("`{}` is not a day", desk.id),
        fmt::format("the journal has one file for a day, such as {}", to_string(desk.today)));
  }
  const Words words{{"DAY", desk.id}, {"TITLE", yaml_text("The day of " + desk.id)}};
  return Draft{fmt::format("{}/journal/{}.md", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "journal.md"), words),
               {"name what was shipped under `releases:`"}};
}

Result<Draft> draft_drill(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "TARGET or YYYY-MM-DD-TARGET"));
  const std::string id = dated(desk);
  std::vector<std::string_view> ids;
  for (const model::Drill& drill : desk.model.drills) ids.push_back(*drill.id);
  TRY(refuse_taken("drill", id, ids));
  const Target target = target_of(desk.model);
  const Words words{{"DRILL", yaml_text(id)},
                    {"TITLE", yaml_text(title_of(id.substr(11)))},
                    {"KIND", std::string(target.kind)},
                    {"OWNER", yaml_text(desk.owner)},
                    {"TARGET", target.lines},
                    {"ENVIRONMENT", yaml_text(*desk.model.config.environments.front().name)}};
  return Draft{fmt::format("{}/drills/{}.md", desk.layout().rollbacks, id),
               filled(template_named(embedded_new(), "drill.md"), words),
               {"write down the times as they were, and the result"}};
}

}  // namespace ensign::driver
