#include "driver/import_home.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "base/utf8.h"
#include "driver/create_kinds.h"
#include "driver/import_yaml.h"
#include "driver/init.h"
#include "driver/template.h"
#include "model/field_order.h"
#include "model/names.h"
#include "publish/new_files.h"
#include "source/world.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;
using Kind = Difference::Kind;

constexpr std::string_view usual_owner = "owners";

Result<void> read_home(const Importing& importing, ImportHome& home) {
  const auto world = TRY(source::World::open(importing.out, {}));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) return {};
  home.is_new = false;
  const auto roots = model::roots(model::read_layout(*config));
  const source::Frozen frozen = TRY(world->freeze(roots, importing.as_of));
  for (const source::File& file : frozen.snapshot.files()) home.files[file.path] = file.bytes;
  home.model = model::read(frozen.snapshot, importing.threads).model;
  return {};
}

Result<void> settle_environment(const Importing& importing, ImportHome& home) {
  home.environment = importing.environment.empty() ? "production" : importing.environment;
  if (home.is_new) {
    if (model::is_id(home.environment)) return {};
    return failure(
        fmt::format("`{}` cannot be the name of an environment", visible(home.environment)));
  }
  std::vector<std::string_view> names;
  for (const auto& environment : home.model.config.environments) {
    if (*environment.name == home.environment) return {};
    names.push_back(*environment.name);
  }
  return failure(
      fmt::format("no environment is named `{}`", visible(home.environment)),
      model::suggestion(home.environment, names, "environments are declared in ensign.yaml"));
}

bool is_owner(const model::Model& model, std::string_view name) {
  return std::ranges::any_of(model.teams, [&](const auto& team) { return *team.id == name; }) ||
         std::ranges::any_of(model.people, [&](const auto& person) { return *person.id == name; });
}

Result<void> settle_owner(const Importing& importing, ImportHome& home) {
  home.owner = importing.owner;
  if (home.is_new) {
    if (home.owner.empty()) home.owner = usual_owner;
    if (model::is_id(home.owner)) return {};
    return failure(fmt::format("`{}` cannot be the name of a team", visible(home.owner)));
  }
  if (home.owner.empty() && !home.model.teams.empty()) {
    home.owner = *std::ranges::min_element(home.model.teams, {}, [](const auto& team) {
                    return team.id.span;
                  })->id;
  }
  if (is_owner(home.model, home.owner)) return {};
  return failure(home.owner.empty()
                     ? std::string("nobody can own the flags: there is no team")
                     : fmt::format("no team and no person is called `{}`", visible(home.owner)),
                 "say --owner with a team of trust/people.yaml");
}

// Names that are taken, by their fold.
class Names {
 public:
  void take(std::string_view name) { folds_.insert(model::key_fold(name)); }

  // `wanted`, or the first of `wanted-2`, `wanted-3` … that is free; taken from now on.
  std::string free(const std::string& wanted) {
    std::string name = wanted;
    for (std::size_t number = 2; folds_.contains(model::key_fold(name)); ++number) {
      name = fmt::format("{}-{}", wanted, number);
    }
    take(name);
    return name;
  }

  bool has(std::string_view name) const { return folds_.contains(model::key_fold(name)); }

 private:
  std::set<std::string> folds_;
};

void rename_segment(model::Condition& condition, const std::string& from, const std::string& to) {
  const bool is_it = condition.kind == model::Condition::Kind::test &&
                     condition.op == model::Operator::in_segment &&
                     *condition.operands.front()->string() == from;
  if (is_it) condition.operands.front().value = Json(to);
  for (model::Condition& child : condition.children) rename_segment(child, from, to);
}

void settle_segments(Haul& haul, const ImportHome& home) {
  Names names;
  for (const model::Segment& segment : home.model.segments) names.take(*segment.name);
  for (SegmentParts& segment : haul.segments) {
    const std::string name = names.free(segment.name);
    if (name == segment.name) continue;
    for (FlagParts& flag : haul.flags) {
      for (RuleParts& rule : flag.rules) rename_segment(rule.condition, segment.name, name);
    }
    segment.name = name;
  }
}

void settle_keys(Haul& haul, const ImportHome& home) {
  Names names, there;
  for (const model::Flag& flag : home.model.flags) there.take(*flag.key);
  std::vector<FlagParts> settled;
  for (FlagParts& flag : haul.flags) {
    const std::string wanted = as_id(flag.key, "flag");
    if (there.has(wanted)) {
      haul.note(Kind::left_out, flag.source, fmt::format("there is a flag `{}` already", wanted));
      continue;
    }
    const std::string key = names.free(wanted);
    if (key != flag.key) {
      haul.note(Kind::renamed, flag.source,
                fmt::format("its key `{}` is `{}` now, which programs must ask for",
                            visible(flag.key), key));
      const bool hashes_key =
          flag.salt.empty() && std::ranges::any_of(flag.rules, [](const RuleParts& rule) {
            return rule.serve.shares.size() > 1;
          });
      if (hashes_key) flag.salt = flag.key;
    }
    flag.key = key;
    settled.push_back(std::move(flag));
  }
  haul.flags = std::move(settled);
}

std::string roster(const ImportHome& home, const Haul& haul) {
  std::set<std::string> used;
  for (const FlagParts& flag : haul.flags) used.insert(owner_of(flag, haul, home));
  if (!haul.segments.empty()) used.insert(home.owner);
  std::string text =
      "# Who owns things. Write the people down, and the teams they are in.\n\npeople: "
      "{}\n\nteams:";
  if (used.empty()) return text + " {}\n";
  text += '\n';
  for (const std::string& id : used) {
    const auto team = haul.teams.find(id);
    text += fmt::format("  {}: {{ title: {} }}\n", yaml_string(id),
                        yaml_string(team == haul.teams.end() ? title_of(id) : team->second));
  }
  return text;
}

bool config_may_have(std::string_view field) {
  const auto fields = model::field_order(model::FileKind::config);
  return std::ranges::find(fields, field) != fields.end();
}

std::string attribute_line(const std::pair<const std::string, model::AttributeType>& attribute) {
  return fmt::format("  {}: {{ type: {} }}", yaml_string(attribute.first),
                     model::spelling(attribute.second));
}

std::string founding_config(const Importing& importing, const ImportHome& home, const Haul& haul) {
  const std::string name = importing.name.empty() ? name_of_folder(importing.out) : importing.name;
  std::string text = fmt::format(
      "project: {}        # drawn once for this repository; never change it\nname: {}\n"
      "title: {}\n",
      yaml_text(draw_project()), yaml_string(name), yaml_string(title_of(name)));
  if (config_may_have("adopted")) {
    text += fmt::format("adopted: {}\n", to_string(date_of(importing.as_of)));
  }
  text += fmt::format("environments:\n  {}: {{}}\n", yaml_string(home.environment));
  if (!haul.attributes.empty()) text += "attributes:\n";
  for (const auto& attribute : haul.attributes) text += attribute_line(attribute) + "\n";
  return text;
}

}  // namespace

Result<ImportHome> open_home(const Importing& importing) {
  ImportHome home;
  std::error_code ignored;
  if (fs::exists(importing.out, ignored)) TRY(read_home(importing, home));
  return home;
}

Result<void> settle_home(const Importing& importing, ImportHome& home) {
  TRY(settle_environment(importing, home));
  TRY(settle_owner(importing, home));
  if (importing.name.empty() || model::is_id(importing.name)) return {};
  return failure(fmt::format("`{}` cannot be a short name", visible(importing.name)));
}

AttributeTypes declared_types(const ImportHome& home) {
  AttributeTypes types;
  for (const model::Attribute& attribute : home.model.config.attributes) {
    types[*attribute.name] = attribute.type;
  }
  return types;
}

void settle_names(Haul& haul, const ImportHome& home) {
  settle_keys(haul, home);
  keep_used(haul);
  settle_segments(haul, home);
}

std::string owner_of(const FlagParts& flag, const Haul& haul, const ImportHome& home) {
  const bool named = !flag.group.empty() && (home.is_new ? haul.teams.contains(flag.group)
                                                         : is_owner(home.model, flag.group));
  return named ? flag.group : home.owner;
}

std::map<std::string, std::string> founding_files(const Importing& importing,
                                                  const ImportHome& home, const Haul& haul) {
  if (!home.is_new) return {};
  return {{"ensign.yaml", founding_config(importing, home, haul)},
          {"trust/people.yaml", roster(home, haul)}};
}

std::vector<std::string> next_steps(const Importing& importing, const ImportHome& home,
                                    const Haul& haul) {
  std::vector<std::string> steps;
  if (home.is_new) {
    steps.emplace_back("write the people and the members of the teams into trust/people.yaml");
  }
  for (const auto& attribute : haul.attributes) {
    if (home.is_new || home.model.config.attribute(attribute.first) != nullptr) continue;
    steps.push_back("declare under `attributes:` of ensign.yaml:" +
                    attribute_line(attribute).substr(1));
  }
  for (const auto& [id, title] : haul.teams) {
    if (home.is_new || is_owner(home.model, id)) continue;
    steps.push_back(
        fmt::format("{} owns the flags of `{}`: make it a team of trust/people.yaml, "
                    "if it is one",
                    home.owner, id));
  }
  steps.push_back(fmt::format("ensign check {}", importing.out));
  return steps;
}

}  // namespace ensign::driver
