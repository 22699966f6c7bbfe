// New stage plans, and evidence for their gates.
#include <algorithm>
#include <fmt/format.h>

#include "driver/create_kinds.h"
#include "model/names.h"

namespace ensign::driver {
namespace {

// One stage for each environment: watched for two days, and then the next. It serves nothing until
// flags are bound to it.
std::string stages_of(const model::Config& config) {
  std::string text;
  for (const model::Environment& environment : config.environments) {
    const std::string name = yaml_text(*environment.name);
    if (!text.empty()) text += '\n';
    text += fmt::format(
        "  - stage: {0}\n"
        "    title: {1}\n"
        "    environment: {0}\n"
        "    percentage: 100\n"
        "    soak: 48h\n"
        "    serves: {{}}                   # {{ FLAG: VARIANT }}\n"
        "    exit:\n"
        "      - {{ gate: watched, title: 48 h of watching, type: observation, window: 48h }}",
        name, yaml_text(environment.title));
  }
  return text;
}

template <typename Entities, typename Name>
Result<const typename Entities::value_type*> find_named(const Entities& entities, const Name& name,
                                                        std::string_view kind,
                                                        const std::string& wanted) {
  std::vector<std::string_view> names;
  for (const auto& entity : entities) {
    names.push_back(name(entity));
    if (names.back() == wanted) return &entity;
  }
  return failure(fmt::format("there is no {} `{}`", kind, wanted),
                 model::suggestion(wanted, names));
}

bool is_open(const model::Gate& gate) {
  if (*gate.type != model::GateType::checklist) return !gate.evidence;
  return std::ranges::any_of(gate.items, [](const auto& item) { return !item.evidence; });
}

// The gate that is next: the first, on the way through the stage, that nothing has opened yet.
Result<const model::Gate*> next_gate(const model::Stage& stage) {
  const model::Gate* any = nullptr;
  for (const auto* gates : {&stage.entry, &stage.exit}) {
    for (const model::Gate& gate : *gates) {
      if (is_open(gate)) return &gate;
      any = &gate;
    }
  }
  if (any != nullptr) return any;
  return failure(fmt::format("stage `{}` has no gate that evidence could open", *stage.id),
                 "write one under `entry:` or `exit:` of the stage");
}

Result<std::string> witness(const Desk& desk) {
  std::string_view first;
  for (const model::Person& person : desk.model.people) {
    if (*person.id == desk.owner) return desk.owner;
    if (first.empty() && !person.machine) first = *person.id;
  }
  if (!first.empty()) return std::string(first);
  return failure("nobody can have seen it: there is no person",
                 fmt::format("write one into {}/people.yaml", desk.layout().trust));
}

}  // namespace

Result<Draft> draft_plan(const Desk& desk) {
  TRY(id_parts(desk.id, 1, 1, "PLAN"));
  std::vector<std::string_view> ids;
  for (const model::Plan& plan : desk.model.plans) ids.push_back(*plan.id);
  TRY(refuse_taken("plan", desk.id, ids));
  const Words words{{"PLAN", yaml_text(desk.id)},
                    {"TITLE", yaml_text(title_of(desk.id))},
                    {"OWNER", yaml_text(desk.owner)},
                    {"STAGES", stages_of(desk.model.config)}};
  return Draft{fmt::format("{}/stages/{}.yaml", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "plan.yaml"), words),
               {fmt::format("write `stages: {}` into the environments of the flags that follow it, "
                            "and their variants under `serves:`",
                            desk.id)}};
}

Result<Draft> draft_evidence(const Desk& desk) {
  const auto parts = TRY(id_parts(desk.id, 3, 3, "PLAN/STAGE/ID"));
  const auto* plan = TRY(find_named(
      desk.model.plans, [](const model::Plan& p) -> std::string_view { return *p.id; }, "plan",
      parts[0]));
  const auto* stage = TRY(find_named(
      plan->stages, [](const model::Stage& s) -> std::string_view { return *s.id; }, "stage",
      parts[1]));
  const model::Gate* gate = TRY(next_gate(*stage));
  std::vector<std::string_view> ids;
  for (const model::Evidence& evidence : desk.model.evidence) ids.push_back(*evidence.id);
  TRY(refuse_taken("record", parts[2], ids));
  const std::string person = TRY(witness(desk));
  const Words words{{"EVIDENCE", yaml_text(parts[2])},
                    {"GATE", yaml_text(*gate->id)},
                    {"NOW", to_string(desk.model.as_of)},
                    {"PERSON", yaml_text(person)}};
  return Draft{fmt::format("{}/evidence/{}.yaml", desk.layout().releases, desk.id),
               filled(template_named(embedded_new(), "evidence.yaml"), words),
               {fmt::format("name it under `evidence:` of the gate `{}`", *gate->id)}};
}

}  // namespace ensign::driver
