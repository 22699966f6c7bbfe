#include "driver/create.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

#include "driver/create_kinds.h"
#include "model/classify.h"
#include "model/names.h"
#include "publish/new_files.h"
#include "source/path_rules.h"

namespace ensign::driver {
namespace {

struct Kind {
  std::string_view name;
  model::FileKind file;
  Result<Draft> (*draft)(const Desk&);
  bool single = false;  // there is one such file, so it needs no id
};

constexpr std::array kinds{
    Kind{"flag", model::FileKind::flag, draft_flag},
    Kind{"segment", model::FileKind::segment, draft_segment},
    Kind{"group", model::FileKind::group, draft_group},
    Kind{"profile", model::FileKind::profile, draft_profile},
    Kind{"tombstone", model::FileKind::tombstones, draft_tombstone},
    Kind{"plan", model::FileKind::plan, draft_plan},
    Kind{"evidence", model::FileKind::evidence, draft_evidence},
    Kind{"release", model::FileKind::release, draft_release},
    Kind{"note", model::FileKind::note, draft_note},
    Kind{"playbook", model::FileKind::playbook, draft_playbook},
    Kind{"freeze", model::FileKind::freeze, draft_freeze},
    Kind{"incident", model::FileKind::incident, draft_incident},
    Kind{"journal", model::FileKind::journal, draft_journal},
    Kind{"drill", model::FileKind::drill, draft_drill},
    Kind{"waiver", model::FileKind::waiver, draft_waiver},
    Kind{"metrics", model::FileKind::metrics, draft_metrics, true},
    Kind{"calendar", model::FileKind::calendar, draft_calendar, true},
    Kind{"policy", model::FileKind::policy, draft_policy, true},
};

Result<Kind> kind_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Kind& kind : kinds) {
    if (kind.name == name) return kind;
    names.push_back(kind.name);
  }
  return failure(fmt::format("`{}` is no kind of file", name), model::suggestion(name, names));
}

Result<model::Model> read_work_tree(const Input& input) {
  const auto world = TRY(source::World::open(input.repository, {}));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) {
    return failure(fmt::format("{} holds no ensign.yaml", input.repository),
                   "name the folder that holds it, or make one: ensign init");
  }
  const auto roots = model::roots(model::read_layout(*config));
  const source::Frozen frozen = TRY(world->freeze(roots, input.as_of));
  model::Model model = model::read(frozen.snapshot, input.threads).model;
  if (model.config.environments.empty()) {
    return failure("ensign.yaml names no environments that can be read",
                   "`ensign check` says what is wrong with it");
  }
  return model;
}

// The model sorts by id; which team is the first is for the file to say.
template <typename Entity>
std::vector<std::reference_wrapper<const Entity>> in_file_order(
    const std::vector<Entity>& entities) {
  std::vector<std::reference_wrapper<const Entity>> result(entities.begin(), entities.end());
  std::ranges::sort(result, {}, [](const Entity& entity) { return entity.id.span; });
  return result;
}

Result<std::string> owner_of(const model::Model& model, const std::string& wanted) {
  std::vector<std::string_view> names;
  for (const model::Team& team : in_file_order(model.teams)) names.push_back(*team.id);
  for (const model::Person& person : in_file_order(model.people)) {
    if (!person.machine) names.push_back(*person.id);
  }
  if (names.empty()) {
    return failure("nobody can own it: there is no team and no person",
                   fmt::format("write one into {}/people.yaml", model.config.layout.trust));
  }
  if (wanted.empty()) return std::string(names.front());
  if (std::ranges::find(names, wanted) != names.end()) return wanted;
  return failure(fmt::format("no team and no person is called `{}`", wanted),
                 model::suggestion(wanted, names));
}

// The path says what a file is: a flag in the area `segments` would be a segment.
Result<void> check_path(const model::Layout& layout, const std::string& path,
                        model::FileKind wanted) {
  if (const auto fault = source::path_fault(path)) return failure(*fault, "choose another id");
  if (model::classify(layout, path).kind == wanted) return {};
  return failure(fmt::format("{} would not be read as what it is", path),
                 "choose an id whose folder and name have no meaning of their own");
}

Result<Draft> draft(const model::Model& model, const Kind& kind, const Wanted& wanted,
                    Instant as_of) {
  const std::string owner = TRY(owner_of(model, wanted.owner));
  Draft result = TRY(kind.draft({model, wanted.id, owner, date_of(as_of)}));
  TRY(check_path(model.config.layout, result.path, kind.file));
  return result;
}

Failure no_id(const Kind& kind) {
  return {fmt::format("a new {} needs an id", kind.name),
          fmt::format("for example `ensign new {} my-{}`", kind.name, kind.name)};
}

Created mistaken(Failure mistake) { return {{}, {}, std::move(mistake)}; }

}  // namespace

bool is_single_file(std::string_view kind) {
  return std::ranges::any_of(kinds,
                             [kind](const Kind& one) { return one.name == kind && one.single; });
}

Result<std::vector<std::string>> id_parts(const std::string& id, std::size_t least,
                                          std::size_t most, std::string_view shape) {
  std::vector<std::string> parts{""};
  for (const char c : id) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() < least || parts.size() > most) {
    return failure(fmt::format("`{}` is not of the form {}", id, shape));
  }
  for (const std::string& part : parts) {
    if (model::is_id(part) && !model::is_reserved(part)) continue;
    return failure(fmt::format("`{}` cannot be a name", part),
                   "letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most "
                   "100, and not a name that systems keep for themselves");
  }
  return parts;
}

Result<void> refuse_taken(std::string_view kind, const std::string& id,
                          const std::vector<std::string_view>& others) {
  for (const std::string_view other : others) {
    if (other == id) {
      return failure(fmt::format("there is a {} `{}` already", kind, id), "choose another id");
    }
    if (model::key_fold(other) == model::key_fold(id)) {
      return failure(fmt::format("`{}` and the {} `{}` are too alike", id, kind, other),
                     "choose an id that differs in more than case, `.`, `_` and `-`");
    }
  }
  return {};
}

Result<Created> create(const Input& input, const Wanted& wanted) {
  const auto kind = kind_named(wanted.kind);
  if (!kind) return mistaken(kind.error());
  if (!kind->single && wanted.id.empty()) return mistaken(no_id(*kind));
  const model::Model model = TRY(read_work_tree(input));
  auto made = draft(model, *kind, wanted, input.as_of);
  if (!made) return mistaken(std::move(made.error()));
  TRY(publish::write_new_files(input.repository, {{made->path, std::move(made->text)}}));
  return Created{std::move(made->path), std::move(made->next), std::nullopt};
}

}  // namespace ensign::driver
