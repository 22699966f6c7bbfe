#include "client/demand.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>

#include "client/active.h"
#include "emit/bundle/references.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

const Json& object_at(const Json& document, std::string_view name) {
  static const Json none = Json::object();
  const Json* found = document.find(name);
  return found == nullptr || found->members() == nullptr ? none : *found;
}

// What was known of the flag itself when that cover was last taken.
std::string name_of_cover(const Verdict& verdict) {
  return fmt::format("{} {}", verdict.covered_by, verdict.key);
}

// The flag itself was approved anew after the plan was seen, as something that the plan does not
// make: then the plan is the older word, and has to be approved again.
bool is_passed(const State& state, const Verdict& verdict) {
  const auto own = state.known.find(verdict.key);
  const auto then = state.known.find(name_of_cover(verdict));
  return own != state.known.end() && then != state.known.end() &&
         then->second.content == verdict.cover_content &&
         own->second.revision > then->second.revision &&
         !verdict.cover_yields.contains("sha256:" + own->second.content);
}

// An approval that is older than one that was seen is a replay, however many people gave it. What
// a plan or a profile covers is as new as the approval of that.
std::optional<std::string> replayed(const State& state, const Verdict& verdict) {
  const bool is_covered = !verdict.covered_by.empty();
  const auto known = state.known.find(is_covered ? verdict.covered_by : verdict.key);
  if (known == state.known.end()) return std::nullopt;
  const Known& seen = known->second;
  const std::string what = is_covered ? fmt::format("the approval of {}", verdict.covered_by)
                                      : std::string("its approval");
  if (verdict.revision < seen.revision) {
    return fmt::format("{} is of revision {}, and revision {} was seen before", what,
                       verdict.revision, seen.revision);
  }
  if (is_covered && is_passed(state, verdict)) {
    return fmt::format("{} is older than that of revision {} of the flag itself", what,
                       state.known.at(verdict.key).revision);
  }
  const std::string& content = is_covered ? verdict.cover_content : verdict.content;
  if (verdict.revision == seen.revision && content != seen.content) {
    return fmt::format("two contents{} are approved as revision {}",
                       is_covered ? " of " + verdict.covered_by : std::string(), seen.revision);
  }
  return std::nullopt;
}

class Taking {
 public:
  Taking(State& state, const CheckedBundle& bundle, const Proven* proven)
      : state_(state), bundle_(bundle), proven_(proven) {
    if (!state.bundle.empty()) {
      if (auto before = syntax::parse_strict(state.bundle)) before_ = std::move(*before);
    }
  }

  void run() {
    compare_files();
    std::set<std::string> keys;
    for (const Json* document : std::initializer_list<const Json*>{&before_, &bundle_.document}) {
      for (const auto& [key, flag] : *object_at(*document, "flags").members()) keys.insert(key);
    }
    for (const auto& [key, held] : state_.held) keys.insert(key);
    std::map<std::string, Held> held;
    for (const std::string& key : keys) {
      auto why = why_not(key);
      if (!why) continue;
      Held good = last_good(state_, before_, key);
      if (good.flag.is_null() && offered(key) == nullptr) continue;  // never was, and is not now
      good.why = std::move(*why);
      held.emplace(key, std::move(good));
    }
    keep_evaluators(held);
    state_.held = std::move(held);
  }

 private:
  // An old roster or policy with its old signatures judges nothing, nor does one that was signed in
  // the place of another and given up.
  void compare_files() {
    if (!state_.require_proof || proven_ == nullptr) return;
    if (auto old = outdated(state_, proven_->files)) {
      old_file_ = std::move(*old);
      return;
    }
    client::remember(state_, proven_->files);
  }

  const Json* offered(const std::string& key) const {
    return object_at(bundle_.document, "flags").find(key);
  }

  // Nothing: the flag may be what the bundle says, which is remembered when it was proven.
  std::optional<std::string> why_not(const std::string& key) {
    if (!state_.require_proof) return std::nullopt;
    const bool asks_nobody = proven_ != nullptr && proven_->problems.empty() && old_file_.empty() &&
                             !proven_->is_protected;
    if (asks_nobody) return std::nullopt;
    const Verdict* verdict =
        proven_ == nullptr || !proven_->problems.empty() ? nullptr : proven_->verdict(key);
    std::optional<std::string> why = objection(verdict);
    if (!why) {
      keep_known(*verdict);
      return std::nullopt;
    }
    return is_below(key) ? std::nullopt : why;
  }

  // Of a flag that is covered the newest approval of its own stays known: nothing older may follow.
  void keep_known(const Verdict& verdict) {
    Known& known = state_.known[verdict.key];
    if (!verdict.removed) known.risk = verdict.risk.value_or(model::Risk::L3);
    if (verdict.covered_by.empty()) {
      known.revision = verdict.revision;
      known.content = verdict.content;
    } else {
      state_.known[name_of_cover(verdict)] = {known.revision, verdict.cover_content,
                                              model::Risk::L3};
      state_.known[verdict.covered_by] = {verdict.revision, verdict.cover_content, model::Risk::L3};
    }
  }

  std::optional<std::string> objection(const Verdict* verdict) const {
    if (proven_ == nullptr) return "there is no proof of this bundle";
    if (!proven_->problems.empty()) return proven_->problems.front().message;
    if (!old_file_.empty()) return old_file_;
    if (verdict == nullptr) return "the proof does not say that it was removed";
    if (!verdict->proven) return verdict->reasons.front();
    return replayed(state_, *verdict);
  }

  bool is_below(const std::string& key) const {
    const auto known = state_.known.find(key);
    return known != state_.known.end() && known->second.risk < *state_.require_proof;
  }

  void keep_evaluators(const std::map<std::string, Held>& held) {
    std::map<std::string, Json> kept;
    for (const auto& [key, one] : held) {
      for (const std::string& name : emit::references_of(one.flag)) {
        const auto own = state_.evaluators.find(name);
        const Json* before = object_at(before_, "$evaluators").find(name);
        if (own != state_.evaluators.end()) {
          kept.emplace(name, own->second);
        } else if (before != nullptr) {
          kept.emplace(name, *before);
        }
      }
    }
    state_.evaluators = std::move(kept);
  }

  State& state_;
  const CheckedBundle& bundle_;
  const Proven* proven_;
  std::string old_file_;  // what to say of a trust file that is older than one that was seen
  Json before_ = Json::object();
};

}  // namespace

std::optional<std::string> outdated(const State& state, const std::vector<TrustFile>& files) {
  for (const TrustFile& file : files) {
    const auto found = state.known.find(file.subject);
    if (found == state.known.end()) continue;
    const Known& seen = found->second;
    if (file.revision < seen.revision) {
      return fmt::format("{} in the proof is of revision {}, and revision {} was seen before",
                         file.subject, file.revision, seen.revision);
    }
    if (file.revision == seen.revision && file.content != seen.content) {
      return fmt::format("{} in the proof is not what was seen as revision {}", file.subject,
                         seen.revision);
    }
  }
  return std::nullopt;
}

void remember(State& state, const std::vector<TrustFile>& files) {
  for (const TrustFile& file : files) {
    state.known[file.subject] = {file.revision, file.content, model::Risk::L3};
  }
}

void take_bundle(State& state, const CheckedBundle& bundle, const Proven* proven) {
  Taking(state, bundle, proven).run();
  state.project = bundle.project;
  state.bundle = bundle.bytes;
  state.floor = Floor{bundle.seq, bundle.sha256};
  state.issued = std::max(state.issued.value_or(bundle.issued), bundle.issued);
}

std::vector<std::string> held_back(const State& state) {
  std::vector<std::string> lines;
  for (const auto& [key, held] : state.held) {
    lines.push_back(fmt::format("{}: {}", key, held.why));
  }
  return lines;
}

}  // namespace ensign::client
