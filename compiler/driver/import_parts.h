// What an importer has read, before it is files: flags, segments, attributes and teams, and what
// could not be carried over. Private to the importers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "driver/import.h"
#include "model/condition.h"
#include "model/words.h"

namespace ensign::driver {

using AttributeTypes = std::map<std::string, model::AttributeType, std::less<>>;

// Weights are thousandths of a percent. One share is no split, and has no `by`.
struct ServeParts {
  std::vector<std::pair<std::string, std::int64_t>> shares;
  std::string by;
};

struct RuleParts {
  std::string name;
  model::Condition condition;
  ServeParts serve;
};

struct FlagParts {
  std::string source;  // key in the source, or path of its file
  std::string key;
  std::string area;  // folder below flags/, empty for none
  std::string title;
  std::string description;
  model::FlagType type = model::FlagType::release;
  model::ValueType value = model::ValueType::boolean;
  std::vector<std::pair<std::string, Json>> variants;
  std::string group;  // the team that the source names, as an id; empty: none
  std::string expires, permanent, milestone, code_default, salt;
  std::string fallback;  // variant that is safe, empty for none
  ServeParts serve;
  std::vector<RuleParts> rules;
  Json meta = Json::object();
};

struct SegmentParts {
  std::string name;
  model::Condition condition;
};

struct Haul {
  std::vector<FlagParts> flags;
  std::vector<SegmentParts> segments;
  AttributeTypes attributes;                 // what is known of them
  std::map<std::string, std::string> teams;  // title by id
  std::vector<Difference> differences;

  void note(Difference::Kind kind, std::string subject, std::string message) {
    differences.push_back({kind, std::move(subject), std::move(message)});
  }
};

// One file of the source.
struct SourceText {
  std::string path;
  std::string text;
};

// Fails when the file is no document of that kind at all. `known` are the attributes that are
// declared already.
Result<Haul> read_flagd(const SourceText& file, const AttributeTypes& known);
Haul read_gitlab(const std::vector<SourceText>& files);

// Leaves out segments, attributes and teams that no flag needs.
void keep_used(Haul& haul);

// The variant that is false, of a boolean flag.
std::optional<std::string> false_variant(const FlagParts& flag);

// The nearest id to `name`: what an id may not hold becomes `-`.
std::string as_id(std::string_view name, std::string_view otherwise);

}  // namespace ensign::driver
