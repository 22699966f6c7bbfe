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

// What is judged of one ref: the folders that are governed at either end.
struct Ends {
  std::string before, after;         // commits; before is empty where there is none to compare with
  bool replaced = false;             // `before` is what the ref named until now
  std::vector<std::string> folders;  // at `after`, "" or ending in `/`
  std::vector<std::string> earlier;  // at `before`
};

class Judge {
 public:
  Judge(const Input& input, const Push& push, std::optional<source::UsualBranch> usual, bool named)
      : input_(input), push_(push), usual_(std::move(usual)), named_(named) {}

  // One verdict for each governed folder; one where there is none, or nothing is judged.
  Result<std::vector<JudgedRef>> judge(const PushedRef& ref) const {
    JudgedRef whole;
    whole.name = ref.name;
    if (ref.after.empty()) return only(TRY(removed(ref, std::move(whole))));
    whole.why_not = not_for_us(ref);
    if (!whole.why_not.empty()) return only(std::move(whole));
    const auto commit = TRY(commit_behind(ref.after));
    if (!commit) {
      whole.why_not = "it names no commit";
      return only(std::move(whole));
    }
    whole.commit = *commit;
    Ends ends = TRY(ends_of(ref, *commit));
    whole.base = ends.before;
    if (ends.before == ends.after) {
      whole.why_not = "it brings nothing new";
      return only(std::move(whole));
    }
    ends.folders = TRY(folders_at(ends.after));
    ends.earlier = TRY(folders_at(ends.before));
    return each_folder(whole, ends);
  }

 private:
  static std::vector<JudgedRef> only(JudgedRef&& one) {
    std::vector<JudgedRef> all;
    all.push_back(std::move(one));
    return all;
  }

  static std::string not_for_us(const PushedRef& ref) {
    if (ref.name.starts_with(kills)) return "kills carry their own signatures";
    if (ref.name.starts_with(branches) || ref.name.starts_with(tags)) return {};
    return "it is no branch and no tag";
  }

  // A branch goes when its work is done. The usual one stays: what comes in its place would be
  // compared with nothing.
  Result<JudgedRef> removed(const PushedRef& ref, JudgedRef judged) const {
    judged.why_not = "it is removed";
    if (!usual_ || ref.name != usual_->name || ref.before.empty()) return judged;
    const auto before = TRY(commit_behind(ref.before));
    if (!before || TRY(folders_at(*before)).empty()) return judged;
    judged.why_not.clear();
    judged.commit = *before;
    judged.gated = true;
    judged.refusal = Failure{"this is the usual branch, from which bundles may be published",
                             "let HEAD of the receiving side name another branch first"};
    return judged;
  }

  Result<std::optional<std::string>> commit_behind(const std::string& id) const {
    return source::commit_behind(input_.repository, id, push_.objects);
  }

  // From the commit that the receiving side has; of a new ref, from where it left the usual branch.
  Result<Ends> ends_of(const PushedRef& ref, const std::string& commit) const {
    Ends ends;
    ends.after = commit;
    if (!ref.before.empty()) {
      if (auto before = TRY(commit_behind(ref.before))) {
        ends.before = *std::move(before);
        ends.replaced = true;
        return ends;
      }
    }
    if (!usual_ || !usual_->commit) return ends;
    ends.before = TRY(source::merge_base(input_.repository, *usual_->commit, commit, push_.objects))
                      .value_or("");
    return ends;
  }

  // Where the hook names a folder, that one alone.
  Result<std::vector<std::string>> folders_at(const std::string& commit) const {
    if (commit.empty()) return std::vector<std::string>{};
    if (!named_) {
      return source::folders_holding(input_.repository, commit, push_.objects, "ensign.yaml");
    }
    std::vector<std::string> folders;
    if (TRY(config_at(commit, ""))) folders.emplace_back();
    return folders;
  }

  Result<std::vector<JudgedRef>> each_folder(const JudgedRef& whole, const Ends& ends) const {
    std::vector<JudgedRef> all;
    const auto one_more = [&](const std::string& folder) -> JudgedRef& {
      all.push_back(JudgedRef{});
      all.back().name = whole.name;
      all.back().commit = whole.commit;
      all.back().base = whole.base;
      all.back().folder = folder;
      return all.back();
    };
    for (const std::string& folder : ends.earlier) {
      if (std::ranges::binary_search(ends.folders, folder)) continue;
      one_more(folder).refusal = TRY(no_longer(folder, ends));
    }
    for (const std::string& folder : ends.folders) {
      TRY(check_at(folder, ends, one_more(folder)));
    }
    if (all.empty()) one_more("").why_not = "it holds no ensign.yaml";
    return all;
  }

  Result<Failure> no_longer(const std::string& folder, const Ends& ends) const {
    if (TRY(config_at(ends.after, folder))) {
      return Failure{fmt::format("an ensign.yaml stands above {} now, which would no longer be "
                                 "judged by itself",
                                 folder),
                     "move it beside that folder, or let the hook name the folder that is meant: "
                     "--folder"};
    }
    return Failure{
        fmt::format("{}ensign.yaml is gone, and nothing would be governed any more", folder),
        "restore it, or remove the hook where that is meant"};
  }

  source::Selection at(const std::string& commit, const std::string& folder) const {
    source::Selection selection;
    selection.kind = source::Selection::Kind::revision;
    selection.revision = commit;
    selection.objects = push_.objects;
    selection.folder = input_.selection.folder + folder;
    return selection;
  }

  Result<std::optional<std::string>> config_at(const std::string& commit,
                                               const std::string& folder) const {
    if (commit.empty()) return std::optional<std::string>{};
    const auto world = TRY(source::World::open(input_.repository, at(commit, folder)));
    return world->read("ensign.yaml");
  }

  Result<bool> has_root_at(const std::string& commit, const std::string& folder) const {
    const auto world = TRY(source::World::open(input_.repository, at(commit, folder)));
    const auto config = TRY(world->read("ensign.yaml"));
    const model::Layout layout = model::read_layout(config.value_or(""));
    const source::Frozen roots = TRY(world->freeze({layout.trust + "/root"}, input_.as_of));
    return !roots.snapshot.files().empty();
  }

  // A tag that is called like a channel publishes as a branch does.
  Result<bool> is_gated(const std::string& name, const std::string& folder,
                        const Ends& ends) const {
    if (usual_ && name == usual_->name) return true;
    const std::string_view kind = name.starts_with(tags) ? tags : branches;
    const std::string called = name.substr(kind.size());
    if (usual_ && usual_->name == std::string(branches) + called) return true;
    // Neither may a channel lose its guard by the change that is judged, nor gain one unseen.
    for (const std::string& commit : {ends.before, ends.after, usual_commit()}) {
      const auto config = TRY(config_at(commit, folder));
      const auto channels = channels_of(config.value_or(""));
      if (std::ranges::find(channels, called) != channels.end()) return true;
    }
    return false;
  }

  std::string usual_commit() const {
    return usual_ && usual_->commit ? *usual_->commit : std::string();
  }

  Result<void> check_at(const std::string& folder, const Ends& ends, JudgedRef& judged) const {
    judged.gated = TRY(is_gated(judged.name, folder, ends));
    Input input = input_;
    input.selection = at(ends.after, folder);
    // What may be published takes the place of what was: all that differs is asked about, also
    // where history was rewritten and the two parted long ago.
    input.base_itself = judged.gated && ends.replaced;
    if (judged.gated && !ends.replaced) TRY(begin_channel(folder, ends, judged));
    if (!judged.base.empty()) input.base = judged.base;
    const auto question = judged.gated ? policy::Question::allowed : policy::Question::well_made;
    judged.checked = TRY(check(input, question));
    return {};
  }

  // A new channel may begin at an older commit, but not at one from before the protection.
  Result<void> begin_channel(const std::string& folder, const Ends& ends, JudgedRef& judged) const {
    const std::string usual = usual_commit();
    if (usual.empty()) return {};
    if (judged.base.empty()) judged.base = usual;
    if (!TRY(has_root_at(usual, folder)) || TRY(has_root_at(ends.after, folder))) return {};
    judged.refusal = Failure{"the usual branch has a root of trust, and this has none",
                             "begin it at a commit that has trust/root"};
    return {};
  }

  const Input& input_;
  const Push& push_;
  std::optional<source::UsualBranch> usual_;
  bool named_;
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
  const bool named = !input.selection.folder.empty() ||
                     !TRY(source::folder_in_work_tree(input.repository)).empty();
  const Judge judge(input, push, TRY(source::usual_branch(input.repository, push.remote)), named);
  std::vector<JudgedRef> all;
  for (const PushedRef& ref : push.refs) {
    for (JudgedRef& judged : TRY(judge.judge(ref))) all.push_back(std::move(judged));
  }
  return all;
}

}  // namespace ensign::driver
