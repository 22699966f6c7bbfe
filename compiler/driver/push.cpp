#include "driver/push.h"

#include <algorithm>
#include <fmt/format.h>

#include "source/merge_base.h"
#include "source/push_place.h"
#include "syntax/yaml.h"

namespace ensign::driver {
namespace {

constexpr std::string_view branches = "refs/heads/", tags = "refs/tags/",
                           kills = "refs/heads/ensign-kill/";

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    parts.push_back(text.substr(0, text.find(at)));
    text.remove_prefix(std::min(text.size(), parts.back().size() + 1));
  }
  return parts;
}

// Forty zeros stand for no object.
std::optional<std::string> id_of(std::string_view text) {
  const bool digits = std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (text.size() != 40 || !digits) return std::nullopt;
  if (text.find_first_not_of('0') == text.npos) return std::string();
  return std::string(text);
}

// The names under `channels:`.
std::vector<std::string> channels_of(std::string_view config) {
  report::Report ignored;
  std::vector<std::string> names;
  if (!syntax::check_text(FileId{}, config, ignored)) return names;
  const auto root = syntax::parse_yaml({FileId{}, config}, ignored);
  const syntax::Node* channels = root && root->is_mapping() ? root->find("channels") : nullptr;
  if (channels == nullptr || !channels->is_mapping()) return names;
  for (const syntax::Entry& entry : channels->entries) names.push_back(entry.key);
  return names;
}

class Judge {
 public:
  Judge(const Input& input, const Push& push, std::optional<source::UsualBranch> usual)
      : input_(input), push_(push), usual_(std::move(usual)) {}

  Result<JudgedRef> judge(const PushedRef& ref) const {
    JudgedRef judged;
    judged.name = ref.name;
    judged.why_not = not_for_us(ref);
    if (!judged.why_not.empty()) return judged;
    const auto commit = TRY(commit_behind(ref.after));
    if (!commit) {
      judged.why_not = "it names no commit";
      return judged;
    }
    judged.commit = *commit;
    TRY(find_base(ref, judged));
    if (judged.base == judged.commit) {
      judged.why_not = "it brings nothing new";
      return judged;
    }
    TRY(check_at(ref, judged));
    return judged;
  }

 private:
  static std::string not_for_us(const PushedRef& ref) {
    if (ref.after.empty()) return "it is removed";
    if (ref.name.starts_with(kills)) return "kills carry their own signatures";
    if (ref.name.starts_with(branches) || ref.name.starts_with(tags)) return {};
    return "it is no branch and no tag";
  }

  Result<std::optional<std::string>> commit_behind(const std::string& id) const {
    return source::commit_behind(input_.repository, id, push_.objects);
  }

  // The commit that the receiving side has; for a new ref, where it left the usual branch.
  Result<void> find_base(const PushedRef& ref, JudgedRef& judged) const {
    if (!ref.before.empty()) {
      if (auto before = TRY(commit_behind(ref.before))) {
        judged.base = *std::move(before);
        return {};
      }
    }
    if (!usual_ || !usual_->commit) return {};
    judged.base =
        TRY(source::merge_base(input_.repository, *usual_->commit, judged.commit, push_.objects))
            .value_or("");
    return {};
  }

  source::Selection at(const std::string& commit) const {
    source::Selection selection;
    selection.kind = source::Selection::Kind::revision;
    selection.revision = commit;
    selection.objects = push_.objects;
    return selection;
  }

  Result<std::optional<std::string>> config_at(const std::string& commit) const {
    if (commit.empty()) return std::optional<std::string>{};
    const auto world = TRY(source::World::open(input_.repository, at(commit)));
    return world->read("ensign.yaml");
  }

  bool is_gated(const std::string& name, const std::optional<std::string>& before,
                const std::string& after) const {
    if (usual_ && name == usual_->name) return true;
    if (!name.starts_with(branches)) return false;
    const std::string branch = name.substr(branches.size());
    // Neither may a channel lose its guard by the change that is judged, nor gain one unseen.
    std::vector<std::string> channels = channels_of(after);
    for (std::string& name_before : channels_of(before.value_or(""))) {
      channels.push_back(std::move(name_before));
    }
    return std::ranges::find(channels, branch) != channels.end();
  }

  Result<void> check_at(const PushedRef& ref, JudgedRef& judged) const {
    const auto before = TRY(config_at(judged.base));
    const auto config = TRY(config_at(judged.commit));
    if (!config && !before) {
      judged.why_not = "it holds no ensign.yaml";
      return {};
    }
    if (!config) {
      judged.refusal = Failure{"ensign.yaml is gone, and nothing would be governed any more",
                               "restore it, or remove the hook where that is meant"};
      return {};
    }
    judged.gated = is_gated(ref.name, before, *config);
    Input input = input_;
    input.selection = at(judged.commit);
    if (!judged.base.empty()) input.base = judged.base;
    judged.checked = TRY(check(input, policy::Question::well_made));
    return {};
  }

  const Input& input_;
  const Push& push_;
  std::optional<source::UsualBranch> usual_;
};

}  // namespace

Result<std::vector<PushedRef>> read_pushed(std::string_view lines, bool arrives) {
  std::vector<PushedRef> refs;
  for (const std::string_view line : split(lines, '\n')) {
    const auto words = split(line, ' ');
    const bool whole = words.size() == (arrives ? 3U : 4U);
    const auto before = whole ? id_of(words[arrives ? 0 : 3]) : std::nullopt;
    const auto after = whole ? id_of(words[1]) : std::nullopt;
    if (!before || !after) {
      return failure(fmt::format("`{}` is no line that Git gives to this hook", line),
                     "the hook reads what Git writes: `ensign hook install` puts it into place");
    }
    refs.push_back({std::string(words[2]), *before, *after});
  }
  return refs;
}

Result<std::vector<JudgedRef>> judge_push(const Input& input, const Push& push) {
  const Judge judge(input, push, TRY(source::usual_branch(input.repository, push.remote)));
  std::vector<JudgedRef> judged;
  for (const PushedRef& ref : push.refs) judged.push_back(TRY(judge.judge(ref)));
  return judged;
}

}  // namespace ensign::driver
