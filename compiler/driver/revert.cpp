#include "driver/revert.h"

#include <algorithm>
#include <fmt/format.h>

#include "driver/template.h"
#include "model/names.h"

namespace ensign::driver {
namespace {

struct Read {
  source::Snapshot snapshot;
  model::Model model;
};

Result<Read> read_work_tree(const Input& input) {
  const auto world = TRY(source::World::open(input.repository, {}));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) {
    return failure(fmt::format("{} holds no ensign.yaml", input.repository),
                   "name the folder that holds it");
  }
  source::Frozen frozen =
      TRY(world->freeze(model::roots(model::read_layout(*config)), input.as_of));
  model::Model model = model::read(frozen.snapshot, input.threads).model;
  return Read{std::move(frozen.snapshot), std::move(model)};
}

const model::FlagEnvironment* environment_of(const model::Flag& flag, std::uint32_t index) {
  for (const model::FlagEnvironment& own : flag.environments) {
    if (own.index == index) return &own;
  }
  return nullptr;
}

bool serves_only(const model::Flag& flag, const model::FlagEnvironment& own,
                 const std::string& variant) {
  return own.rules.empty() && !own.stages && own.serve.shares.size() == 1 &&
         *flag.variants[own.serve.shares.front().variant].name == variant;
}

// The value of the environment, in the style in which it is written: a mapping on lines of its own
// begins where its first key begins, and a flow mapping with its brace.
Edit edit_of(const source::File& file, const model::FlagEnvironment& own,
             const std::string& variant) {
  const std::string_view bytes = file.bytes;
  std::size_t end = own.span.end;
  while (end > own.span.begin && (bytes[end - 1] == '\n' || bytes[end - 1] == ' ')) --end;
  const bool flow = bytes[own.span.begin] == '{';
  // In governed files `on` and `off` are words.
  const bool is_word = variant == "on" || variant == "off";
  const std::string value = "serve: " + (is_word ? variant : yaml_text(variant));
  Edit edit{file.path, file.bytes, std::string(bytes.substr(0, own.span.begin))};
  edit.after += flow ? "{ " + value + " }" : value;
  edit.after += bytes.substr(end);
  return edit;
}

// An edit that did not do what it was for would be worse than none.
Result<void> check_edit(const Input& input, const Read& read, const Edit& edit,
                        const model::Flag& flag, std::uint32_t environment,
                        const std::string& variant) {
  std::map<std::string, std::string> files;
  for (const source::File& file : read.snapshot.files()) {
    if (!file.refused) files.emplace(file.path, file.path == edit.path ? edit.after : file.bytes);
  }
  const auto again = source::Snapshot::from_memory(files, input.as_of);
  const model::Model model = model::read(again, input.threads).model;
  for (const model::Flag& one : model.flags) {
    if (*one.key != *flag.key) continue;
    const model::FlagEnvironment* own = environment_of(one, environment);
    if (own != nullptr && serves_only(one, *own, variant)) return {};
  }
  return failure(fmt::format("{} is written in a way that cannot be edited safely", edit.path),
                 fmt::format("set `serve: {}` there by hand, and take the rules away", variant));
}

std::optional<Failure> mistake_in(const model::Model& model, const model::Profile* profile,
                                  const std::string& name, const std::string& environment) {
  if (profile == nullptr) {
    std::vector<std::string_view> names;
    for (const model::Profile& one : model.profiles) names.push_back(*one.name);
    return Failure{fmt::format("no profile is named `{}`", name), model::suggestion(name, names)};
  }
  if (*profile->environment == environment) return std::nullopt;
  return Failure{fmt::format("the profile `{}` is of `{}`, not of `{}`", name,
                             *profile->environment, environment),
                 fmt::format("write --env {}", *profile->environment)};
}

}  // namespace

Result<Reverted> revert(const Input& input, const std::string& name,
                        const std::string& environment) {
  const Read read = TRY(read_work_tree(input));
  const auto profile = std::ranges::find_if(
      read.model.profiles, [&](const model::Profile& one) { return *one.name == name; });
  const model::Profile* found = profile == read.model.profiles.end() ? nullptr : &*profile;
  Reverted reverted;
  reverted.mistake = mistake_in(read.model, found, name, environment);
  if (reverted.mistake || !found->index) return reverted;
  bool only_fallbacks = true;
  for (const auto& [reference, variant] : found->serves) {
    if (!reference.id) continue;
    const model::Flag& flag = read.model.at(*reference.id);
    const model::FlagEnvironment* own = environment_of(flag, *found->index);
    if (own == nullptr || serves_only(flag, *own, *variant)) continue;
    Edit edit = edit_of(read.snapshot.file(flag.file), *own, *variant);
    TRY(check_edit(input, read, edit, flag, *found->index, *variant));
    reverted.edits.push_back(std::move(edit));
    reverted.killed.push_back(*flag.key);
    only_fallbacks = only_fallbacks && flag.fallback && *flag.fallback->serve == *variant;
  }
  if (!only_fallbacks) reverted.killed.clear();
  return reverted;
}

}  // namespace ensign::driver
