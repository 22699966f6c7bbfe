#include "driver/carry.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>

#include "driver/together.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/proof.h"
#include "emit/bundle/target.h"
#include "lower/lower.h"
#include "lower/references.h"
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

// One environment: what was shipped, and what is to be held back.
class Environment {
 public:
  Environment(const model::Model& model, std::uint32_t index, const Json& before,
              const std::string& folder)
      : model_(model),
        name_(*model.config.environments[index].name),
        before_(before),
        folder_(folder),
        now_(lower::lower_environment(model, index)) {}

  void hold(const policy::Held& held) { held_.emplace(held.key, held.why); }

  void hold_removed(const trust::Ballot& ballot, const trust::Shipped& shipped) {
    const Json& flags = member(before_, "flags");
    if (flags.members() == nullptr) return;
    for (const auto& [key, flag] : *flags.members()) {
      if (member(now_, "flags").find(key) != nullptr) continue;
      const auto approval = ballot.judge(removal_of(subject(key), name_, shipped));
      if (!approval.satisfied) {
        held_.emplace(key, "its removal " + policy::still_needs(approval));
        continue;
      }
      const auto area = shipped.areas.find(subject(key));
      const model::Freeze* freeze =
          trust::freeze_of(trust::freezes_in_force(model_), name_, key,
                           area == shipped.areas.end() ? "" : area->second);
      if (freeze != nullptr) held_.emplace(key, "its removal " + trust::stands_still(*freeze));
    }
  }

  std::vector<seal::Carried> take() {
    hold_together(model_, name_, member(before_, "flags"), member(now_, "flags"), held_);
    std::vector<seal::Carried> carried;
    for (const auto& [key, why] : held_) carried.push_back(carried_as(key, why));
    return carried;
  }

 private:
  std::string subject(const std::string& key) const {
    return fmt::format("flag/{}@{}", key, name_);
  }

  seal::Carried carried_as(const std::string& key, const std::string& why) const {
    seal::Carried carried{subject(key), key, name_, why, {}, {}, {}, {}, {}};
    const Json* flag = member(before_, "flags").find(key);
    if (flag == nullptr) return carried;
    carried.flag = *flag;
    const Json& evaluators = member(before_, "$evaluators");
    for (const std::string& name : lower::referred(*flag, evaluators)) {
      if (const Json* rule = evaluators.find(name)) carried.evaluators.emplace(name, *rule);
    }
    const Json& kill = member(member(before_, "ensign"), "kill");
    const Json& fallback = member(member(kill, "fallback"), key);
    if (fallback.string() != nullptr) carried.fallback = *fallback.string();
    if (const auto* levels = member(kill, "levels").array_items()) {
      for (const Json& level : *levels) add_level(carried, level);
    }
    for (const model::Target& target : model_.config.targets) add_target(carried, *target.name);
    return carried;
  }

  static void add_level(seal::Carried& carried, const Json& level) {
    const auto* flags = member(level, "flags").array_items();
    const std::string* id = member(level, "id").string();
    if (flags == nullptr || id == nullptr) return;
    if (std::ranges::find(*flags, Json(carried.key)) != flags->end()) carried.levels.insert(*id);
  }

  void add_target(seal::Carried& carried, const std::string& target) const {
    const fs::path path = fs::path(folder_) / "bundles" / name_ / (target + ".json");
    const auto bytes = publish::read_file(path.string());
    const auto before = bytes ? emit::read_target(*bytes) : failure("");
    if (!before) return;
    const auto& flags = before->choice.flags;
    if (std::ranges::find(flags, carried.key) != flags.end()) carried.targets.insert(target);
  }

  const model::Model& model_;
  const std::string& name_;
  const Json& before_;
  const std::string& folder_;
  Json now_;
  std::map<std::string, std::string> held_;  // key to why
};

}  // namespace

trust::Shipped shipped_before(const std::string& folder) {
  trust::Shipped shipped;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", ignored)) {
    const auto proof_file = publish::read_file((entry.path() / "proof.json").string());
    const auto bundle = publish::read_file((entry.path() / "bundle.json").string());
    const auto proof = proof_file ? emit::read_proof(*proof_file) : failure("");
    if (!proof || !bundle) continue;
    shipped.records.insert(proof->records.begin(), proof->records.end());
    shipped.before.insert(proof->before.begin(), proof->before.end());
    for (const emit::ProofEntry& each : proof->entries) {
      shipped.areas.emplace(each.subject, each.area);
    }
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
    Environment environment(model, i, before, folder);
    for (const policy::Held& held : verdict.held) {
      if (held.environment == name) environment.hold(held);
    }
    environment.hold_removed(ballot, shipped);
    for (seal::Carried& one : environment.take()) carried.push_back(std::move(one));
  }
  return carried;
}

}  // namespace ensign::driver
