#include "driver/carry.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unordered_map>

#include "driver/together.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/plain.h"
#include "emit/bundle/proof.h"
#include "emit/bundle/target.h"
#include "eval/ruleset.h"
#include "lower/fold.h"
#include "lower/lower.h"
#include "lower/references.h"
#include "lower/target.h"
#include "policy/asking.h"
#include "publish/disk.h"
#include "publish/previous.h"
#include "syntax/strict_json.h"
#include "trust/freezes.h"
#include "trust/protection.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;

// Member by name, or null.
const Json& member(const Json& object, std::string_view name) {
  static const Json nothing;
  const Json* found = object.find(name);
  return found == nullptr ? nothing : *found;
}

template <typename Word>
std::optional<Word> word_of(const Json& value) {
  return value.string() == nullptr ? std::nullopt : model::from_spelling<Word>(*value.string());
}

// A flag that clients have and the model no longer speaks of. What is not known of it any more
// counts as what asks for most.
trust::Change removal_of(const std::string& subject, const std::string& environment,
                         const trust::Shipped& shipped) {
  trust::Change change;
  change.subject = subject;
  change.environment = environment;
  change.risk = model::Risk::L3;
  const auto published = shipped.published.find(subject);
  if (published != shipped.published.end()) change.published = published->second;
  const auto record = shipped.records.find(subject);
  if (record == shipped.records.end()) return change;
  const auto json = syntax::parse_strict(record->second);
  if (!json) return change;
  const Json& governs = member(*json, "governs");
  if (const auto risk = word_of<model::Risk>(member(governs, "risk"))) change.risk = risk;
  change.type = word_of<model::FlagType>(member(governs, "type"));
  change.fields = {"serves"};
  for (const auto& [name, value] : governs.members() ? *governs.members() : Json::Object()) {
    change.fields.push_back(name);
  }
  const auto area = shipped.areas.find(subject);
  if (area != shipped.areas.end()) change.area = area->second;
  return change;
}

// What ships as before is evaluated by the clients of today, with what they know of them.
Result<void> expect_evaluable(const model::Config& config,
                              const std::vector<seal::Carried>& carried) {
  Json flags = Json::object();
  Json evaluators = Json::object();
  std::set<std::string> shared;
  for (const seal::Carried& one : carried) {
    if (!one.flag) continue;
    flags.set(one.key, *one.flag);
    for (const auto& [name, rule] : one.evaluators) {
      if (shared.insert(name).second) evaluators.set(name, rule);
    }
  }
  const auto rules =
      eval::Ruleset::load(canonical(Json::object({{"flags", flags}, {"$evaluators", evaluators}})));
  const auto broken = [](const std::string& subject, std::string_view why) {
    return failure(fmt::format("{} has to ship as before, and what was shipped cannot be "
                               "evaluated: {}",
                               subject, why),
                   "approve what it is now, or build on an output that is whole");
  };
  if (!rules) return broken(fmt::format("flag `{}`", rules.error().flag), rules.error().message);
  for (const seal::Carried& one : carried) {
    if (!one.flag) continue;
    const auto problem = rules->targeting_problem(one.key);
    if (!problem.empty()) return broken(one.subject, problem);
    for (const model::Target& target : config.targets) {
      const auto known = lower::known_values(target);
      lower::Fold fold(&evaluators, known);
      const auto folded = fold.flag(*one.flag);
      if (!folded) return broken(one.subject, folded.error().message);
    }
  }
  return {};
}

// One environment: what was shipped, and what is to be held back.
class Environment {
 public:
  Environment(const model::Model& model, std::uint32_t index, const Json& before,
              const std::string& folder, const trust::Shipped& shipped)
      : model_(model),
        index_(index),
        name_(*model.config.environments[index].name),
        before_(before),
        folder_(folder),
        shipped_(shipped),
        freezes_(trust::freezes_in_force(model)) {
    for (const char* name : {"flags", "$evaluators"}) note(member(before_, name), by_name_[name]);
    const Json& kill = member(member(before_, "ensign"), "kill");
    note(member(kill, "fallback"), by_name_["fallback"]);
    note_levels(member(kill, "levels"));
  }

  void hold(const policy::Held& held) { held_.emplace(held.key, held.why); }

  void hold_removed(const trust::Ballot& ballot) {
    const Json& flags = member(before_, "flags");
    if (flags.members() == nullptr) return;
    for (const auto& [key, flag] : *flags.members()) {
      if (is_there(key)) continue;
      const trust::Change change = removal_of(subject(key), name_, shipped_);
      const auto approval = ballot.judge(change);
      const model::Freeze* freeze = trust::freeze_of(freezes_, name_, key, change.area);
      if (!approval.satisfied) {
        held_.emplace(key, "its removal " + policy::why_not(change, approval));
      } else if (freeze != nullptr) {
        held_.emplace(key, "its removal " + trust::stands_still(*freeze));
      }
    }
  }

  Result<std::vector<seal::Carried>> take() {
    std::vector<seal::Carried> carried;
    if (held_.empty()) return carried;
    const Json now = lower::lower_environment(model_, index_);
    hold_together(model_, name_, member(before_, "flags"), member(now, "flags"), shipped_.records,
                  held_);
    const auto variables =
        publish::read_file((fs::path(folder_) / "bundles" / name_ / (name_ + ".env")).string());
    for (const auto& [key, why] : held_) {
      carried.push_back(carried_as(key, why));
      if (variables && !is_there(key)) {
        carried.back().env_var = emit::variable_of(*variables, key);
      }
    }
    TRY(expect_evaluable(model_.config, carried));
    return carried;
  }

 private:
  std::string subject(const std::string& key) const {
    return fmt::format("flag/{}@{}", key, name_);
  }

  bool is_there(const std::string& key) const {
    const auto id = model_.flag(key);
    return id && model_.at(*id).environment(name_) != nullptr;
  }

  using Members = std::unordered_map<std::string_view, const Json*>;

  static void note(const Json& object, Members& members) {
    if (object.members() == nullptr) return;
    for (const auto& [name, value] : *object.members()) members.emplace(name, &value);
  }

  void note_levels(const Json& levels) {
    if (levels.array_items() == nullptr) return;
    for (const Json& level : *levels.array_items()) {
      const auto* flags = member(level, "flags").array_items();
      const std::string* id = member(level, "id").string();
      if (flags == nullptr || id == nullptr) continue;
      for (const Json& key : *flags) {
        if (key.string() != nullptr) levels_[*key.string()].insert(*id);
      }
    }
  }

  const Json* before(const char* object, std::string_view name) const {
    const Members& members = by_name_.at(object);
    const auto found = members.find(name);
    return found == members.end() ? nullptr : found->second;
  }

  seal::Carried carried_as(const std::string& key, const std::string& why) const {
    seal::Carried carried{subject(key), key, name_, why, {}, {}, {}, {}, {}, {}};
    const Json* flag = before("flags", key);
    if (flag == nullptr) return carried;
    carried.flag = *flag;
    for (const std::string& name : lower::referred(*flag, member(before_, "$evaluators"))) {
      if (const Json* rule = before("$evaluators", name)) carried.evaluators.emplace(name, *rule);
    }
    const Json* fallback = before("fallback", key);
    if (fallback != nullptr && fallback->string() != nullptr)
      carried.fallback = *fallback->string();
    if (const auto levels = levels_.find(key); levels != levels_.end()) {
      carried.levels = levels->second;
    }
    for (const auto& [target, keys] : targets_before()) {
      if (keys.contains(key)) carried.targets.insert(target);
    }
    return carried;
  }

  // The keys that each target held, read once.
  const std::map<std::string, std::set<std::string>>& targets_before() const {
    if (targets_) return *targets_;
    targets_.emplace();
    for (const model::Target& target : model_.config.targets) {
      const fs::path path = fs::path(folder_) / "bundles" / name_ / (*target.name + ".json");
      const auto bytes = publish::read_file(path.string());
      const auto before = bytes ? emit::read_target(*bytes) : failure("");
      if (!before) continue;
      const auto& flags = before->choice.flags;
      targets_->emplace(*target.name, std::set<std::string>(flags.begin(), flags.end()));
    }
    return *targets_;
  }

  const model::Model& model_;
  std::uint32_t index_;
  const std::string& name_;
  const Json& before_;
  const std::string& folder_;
  const trust::Shipped& shipped_;
  std::vector<const model::Freeze*> freezes_;
  std::map<std::string, std::string> held_;                        // key to why
  std::map<std::string, Members> by_name_;                         // of the bundle before
  std::unordered_map<std::string, std::set<std::string>> levels_;  // by key
  mutable std::optional<std::map<std::string, std::set<std::string>>> targets_;
};

// The newest approval of each subject; a plan may stand in the proofs of several environments.
void take_published(const emit::Proof& proof, trust::Shipped& shipped) {
  for (const emit::ProofEntry& entry : proof.entries) {
    shipped.areas.emplace(entry.subject, entry.area);
    trust::Published& published = shipped.published[entry.subject];
    if (entry.revision < published.revision) continue;
    published = {entry.revision, entry.content, !entry.covered_by.empty()};
  }
}

}  // namespace

Proofs proofs_before(const std::string& folder) {
  Proofs proofs;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", ignored)) {
    const auto bytes = publish::read_file((entry.path() / "proof.json").string());
    auto proof = bytes ? emit::read_proof(*bytes) : failure("");
    if (proof) proofs.emplace(entry.path().filename().string(), std::move(*proof));
  }
  return proofs;
}

trust::Shipped shipped_before(const std::string& folder, const Proofs& proofs) {
  trust::Shipped shipped;
  for (const auto& [environment, proof] : proofs) {
    const auto bundle =
        publish::read_file((fs::path(folder) / "bundles" / environment / "bundle.json").string());
    if (!bundle) continue;
    shipped.records.insert(proof.records.begin(), proof.records.end());
    shipped.before.insert(proof.before.begin(), proof.before.end());
    take_published(proof, shipped);
    const auto document = syntax::parse_strict(*bundle);
    if (!document) continue;
    const Json& evaluators = member(*document, "$evaluators");
    if (evaluators.members() == nullptr) continue;
    for (const auto& [name, rule] : *evaluators.members()) {
      if (shipped.evaluators.find(name) == nullptr) shipped.evaluators.set(name, rule);
    }
  }
  return shipped;
}

Result<std::vector<seal::Carried>> carry_over(const model::Model& model,
                                              const policy::Verdict& verdict,
                                              const Emission& emission,
                                              const trust::Shipped& shipped) {
  std::vector<seal::Carried> carried;
  if (model.roots.empty()) return carried;
  const trust::Ballot ballot(model, model, verdict.standings);
  const std::string folder = emission.previous.value_or(emission.out);
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (!trust::is_protected(model, i)) continue;
    const std::string& name = *model.config.environments[i].name;
    Json before = Json::object();
    if (!emission.first) {
      // Unsigned here: whoever writes the bundles reads the same files again, and verifies them.
      const auto bundles = TRY(publish::read_previous(folder, *model.config.project, {name}, {}));
      const auto found = bundles.find(name);
      if (found != bundles.end()) before = TRY(syntax::parse_strict(found->second.bytes));
    }
    Environment environment(model, i, before, folder, shipped);
    for (const policy::Held& held : verdict.held) {
      if (held.environment == name) environment.hold(held);
    }
    environment.hold_removed(ballot);
    for (seal::Carried& one : TRY(environment.take())) carried.push_back(std::move(one));
  }
  return carried;
}

}  // namespace ensign::driver
