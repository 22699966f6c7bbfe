#include "driver/build_origin.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "source/ancestry.h"

namespace ensign::driver {
namespace {

std::string short_id(const std::string& commit) { return commit.substr(0, 12); }

std::vector<const model::Channel*> channels_of(const model::Config& config,
                                               const std::string& environment) {
  std::vector<const model::Channel*> channels;
  for (const model::Channel& channel : config.channels) {
    const bool publishes = std::ranges::any_of(
        channel.environments, [&](const auto& name) { return *name == environment; });
    if (publishes) channels.push_back(&channel);
  }
  return channels;
}

// The files are exactly those of a commit, and the channel points to it, or HEAD stands on it.
Result<bool> stands_on(const std::string& channel, const Input& input,
                       const source::Origin& origin) {
  if (!origin.clean || origin.commit.empty()) return false;
  const auto tips = TRY(source::tips_of(input.repository, channel));
  if (std::ranges::find(tips, origin.commit) != tips.end()) return true;
  if (input.selection.kind == source::Selection::Kind::revision) return false;
  return TRY(source::head_branch(input.repository)) == channel;
}

std::string told_origin(const source::Origin& origin) {
  if (origin.commit.empty()) return "the files are those of no commit";
  if (!origin.clean) return "the files differ from the commit " + short_id(origin.commit);
  return fmt::format("the commit {} is no tip of it", short_id(origin.commit));
}

// What to do. A repository whose branch never had the name of the channel (stock Git says `master`)
// is told so: there is nothing to check out.
Result<std::string> told_cure(const Input& input, const source::Origin& origin,
                              const std::vector<std::string>& names) {
  if (origin.clean && !origin.commit.empty()) {
    std::size_t tips = 0;
    for (const std::string& name : names) {
      tips += TRY(source::tips_of(input.repository, name)).size();
    }
    const std::string branch = TRY(source::head_branch(input.repository));
    if (tips == 0 && !branch.empty()) {
      return fmt::format(
          "no branch or tag has that name, and this is `{0}`: rename it, `git branch -m {1}`, or "
          "write `{0}` instead under `channels:` in ensign.yaml",
          branch, names.front());
    }
  }
  return fmt::format("check out {} as it was pushed, or build other environments with `--channel`",
                     names.front());
}

Result<void> check_channel(const model::Model& model, const Input& input, const Emission& emission,
                           const std::string& environment) {
  const auto channels = channels_of(model.config, environment);
  if (channels.empty()) return {};
  std::vector<std::string> names;
  for (const model::Channel* channel : channels) {
    names.push_back(*channel->name);
    if (emission.channel && *channel->name != *emission.channel) continue;
    if (TRY(stands_on(*channel->name, input, model.origin))) return {};
  }
  return failure(fmt::format("`{}` is protected and published from `{}` alone, and {}", environment,
                             fmt::join(names, "`, `"), told_origin(model.origin)),
                 TRY(told_cure(input, model.origin, names)));
}

std::string told_break(source::Ancestry ancestry, const std::string& environment,
                       const std::string& commit) {
  if (ancestry == source::Ancestry::rewritten) {
    return fmt::format(
        "history was rewritten since the last bundle of `{}`: its commit {} is no "
        "ancestor of this one",
        environment, short_id(commit));
  }
  return fmt::format(
      "whether history was rewritten since the last bundle of `{}` cannot be "
      "verified: its commit {} is not in the history that is here",
      environment, short_id(commit));
}

}  // namespace

Result<OriginChecked> check_origin(const model::Model& model, const Input& input,
                                   const Emission& emission,
                                   const std::vector<std::string>& protected_ones,
                                   const std::map<std::string, std::string>& commits) {
  OriginChecked checked;
  for (const std::string& environment : protected_ones) {
    TRY(check_channel(model, input, emission, environment));
  }
  for (const auto& [environment, commit] : commits) {
    if (commit.empty()) continue;
    const auto ancestry =
        model.origin.commit.empty()
            ? source::Ancestry::unknown
            : TRY(source::ancestry(input.repository, commit, model.origin.commit));
    if (ancestry == source::Ancestry::same || ancestry == source::Ancestry::ancestor) continue;
    const std::string told = told_break(ancestry, environment, commit);
    const bool strict = std::ranges::find(protected_ones, environment) != protected_ones.end();
    if (strict && emission.history_reason.empty()) {
      return failure(told, ancestry == source::Ancestry::unknown
                               ? "fetch the full history, for example `git fetch --unshallow`"
                               : "find out who rewrote it; `--allow-rewritten-history REASON` "
                                 "builds all the same, and the manifest says so");
    }
    checked.remarks.push_back(told);
    if (!emission.history_reason.empty()) checked.rewritten.push_back(environment);
  }
  return checked;
}

}  // namespace ensign::driver
