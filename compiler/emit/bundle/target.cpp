#include "emit/bundle/target.h"

#include <fmt/format.h>
#include <set>
#include <utility>

#include "base/assert.h"
#include "crypto/digest.h"
#include "emit/bundle/content.h"
#include "lower/lower.h"
#include "lower/target.h"

namespace ensign::emit {
namespace {

using Keys = std::set<std::string, std::less<>>;

// Sorted by canonical JSON in the end; the order of the bundle is kept until then.
Result<Json> chosen_flags(const Json& flags, const Keys& keys, lower::Fold& fold) {
  Json chosen = Json::object();
  std::size_t found = 0;
  for (const auto& [key, flag] : *flags.members()) {
    if (!keys.contains(key)) continue;
    ++found;
    auto folded = fold.flag(flag);
    if (!folded) return failure(fmt::format("flag `{}`: {}", key, folded.error().message));
    chosen.set(key, std::move(*folded));
  }
  if (found == keys.size()) return chosen;
  for (const std::string& key : keys) {
    if (flags.find(key) == nullptr) {
      return failure(fmt::format("flag `{}` is not in the bundle", key));
    }
  }
  return failure("the bundle holds a flag twice");
}

Json only(const Json& keys_in, const Keys& keys) {
  Json kept = Json::array();
  for (const Json& key : *keys_in.array_items()) {
    if (key.string() != nullptr && keys.contains(*key.string())) kept.push(key);
  }
  return kept;
}

// {"levels":[{"id","flags":[…]}],"fallback":{key:variant}}; every level stays, so that a ladder
// has the same rungs for all clients.
Result<Json> kill_of(const Json& kill, const Keys& keys) {
  const Json* levels = kill.find("levels");
  const Json* fallback = kill.find("fallback");
  if (levels == nullptr || levels->array_items() == nullptr || fallback == nullptr ||
      fallback->members() == nullptr) {
    return failure("`ensign.kill` has no levels or no fallback");
  }
  Json fewer_levels = Json::array();
  for (const Json& level : *levels->array_items()) {
    const Json* id = level.find("id");
    const Json* flags = level.find("flags");
    if (id == nullptr || flags == nullptr || flags->array_items() == nullptr) {
      return failure("a level of `ensign.kill` has no id or no flags");
    }
    fewer_levels.push(Json::object({{"id", *id}, {"flags", only(*flags, keys)}}));
  }
  Json fewer = Json::object();
  for (const auto& [key, variant] : *fallback->members()) {
    if (keys.contains(key)) fewer.set(key, variant);
  }
  return Json::object({{"levels", std::move(fewer_levels)}, {"fallback", std::move(fewer)}});
}

Json object_of(const auto& members) {
  Json object = Json::object();
  for (const auto& [name, value] : members) object.set(name, value);
  return object;
}

Result<Json> facts_of(const Json& facts, std::string_view sha256, const TargetChoice& choice,
                      const Keys& keys) {
  Json result = Json::object();
  for (const auto& [name, value] : *facts.members()) {
    result.set(name, name == "kill" ? TRY(kill_of(value, keys)) : value);
  }
  result.set("derived_from", sha256);
  result.set("target", Json::object({{"name", choice.name}, {"known", object_of(choice.known)}}));
  return result;
}

// `metadata` comes last in `document`: `<flagSetId of the bundle>/<target>`, and the version of
// what the document holds with that.
Result<void> add_metadata(const Json& metadata, const TargetChoice& choice, Json& document) {
  const Json* id = metadata.find("flagSetId");
  if (id == nullptr || id->string() == nullptr) return failure("`metadata.flagSetId` is missing");
  document.set("metadata", Json::object({{"flagSetId", *id->string() + "/" + choice.name}}));
  std::string version = lower::version_of(document);
  document.members()->back().second.set("version", std::move(version));
  return {};
}

Result<const Json*> object_at(const Json& document, std::string_view name) {
  const Json* value = document.find(name);
  if (value == nullptr || value->members() == nullptr) {
    return failure(fmt::format("there is no object `{}`", name));
  }
  return value;
}

TargetChoice choice_of(const seal::GovernedModel& governed, const model::Target& target,
                       const std::string& environment, const Json& document) {
  TargetChoice choice{*target.name, lower::known_values(target), {}};
  const Json& flags = *document.find("flags");
  Keys carried;
  for (const model::Flag& flag : governed.model().flags) {
    if (lower::carries(target, flag)) carried.insert(*flag.key);
  }
  for (const seal::Carried& one : governed.carried()) {
    if (one.environment != environment) continue;
    carried.erase(one.key);
    if (one.targets.contains(*target.name)) carried.insert(one.key);
  }
  for (const auto& [key, flag] : *flags.members()) {
    if (carried.contains(key)) choice.flags.push_back(key);
  }
  return choice;
}

}  // namespace

Result<Json> derive_target(const Json& bundle, std::string_view sha256,
                           const TargetChoice& choice) {
  const Json* flags = TRY(object_at(bundle, "flags"));
  const Json* facts = TRY(object_at(bundle, "ensign"));
  const Json* metadata = TRY(object_at(bundle, "metadata"));
  const Keys keys(choice.flags.begin(), choice.flags.end());
  lower::Fold fold(bundle.find("$evaluators"), choice.known);
  Json document = Json::object();
  document.set("flags", TRY(chosen_flags(*flags, keys, fold)));
  document.set("$evaluators", object_of(fold.evaluators()));
  TRY(add_metadata(*metadata, choice, document));
  document.set("ensign", TRY(facts_of(*facts, sha256, choice, keys)));
  return document;
}

std::string target_comment(const std::string& project, const std::string& environment,
                           const std::string& target, std::int64_t seq, Instant issued,
                           Instant expires) {
  return fmt::format("ensign-bundle/1 project={} env={} target={} seq={} issued={} expires={}",
                     project, environment, target, seq, to_string(issued), to_string(expires));
}

std::vector<TargetFile> targets(const seal::GovernedModel& governed, const Bundle& bundle) {
  const model::Model& model = governed.model();
  std::vector<TargetFile> files;
  for (const model::Target& target : model.config.targets) {
    if (!lower::is_for(target, *model.config.environment(bundle.environment))) continue;
    const TargetChoice choice = choice_of(governed, target, bundle.environment, bundle.document);
    const auto document = derive_target(bundle.document, bundle.sha256, choice);
    ENSIGN_ASSERT(document.has_value());  // the bundle is of this lowering, and its flags are
    TargetFile file;
    file.file = {"bundles/" + bundle.environment + "/" + choice.name + ".json",
                 document_bytes(*document)};
    file.trusted_comment = target_comment(*model.config.project, bundle.environment, choice.name,
                                          bundle.seq, bundle.issued, bundle.expires);
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace ensign::emit
