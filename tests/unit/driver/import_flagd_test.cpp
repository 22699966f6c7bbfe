// Every flag that is said to be carried over exactly gives the callers of the conformance suites
// what the original gives them.
#include <doctest/doctest.h>
#include <filesystem>
#include <map>
#include <optional>

#include "../conformance.h"
#include "../git_fixture.h"
#include "driver/import.h"
#include "eval/ruleset.h"
#include "eval/value.h"
#include "lower/lower.h"
#include "model/model.h"
#include "syntax/strict_json.h"

using namespace ensign;

namespace {

namespace fs = std::filesystem;

constexpr Instant as_of{1'790'000'000};

driver::Imported import_document(const std::string& path, const std::string& out) {
  auto imported = driver::import_flags({"flagd", path, out, "", "", "", as_of, 1});
  REQUIRE(imported.has_value());
  REQUIRE_FALSE(imported->mistake.has_value());
  return *imported;
}

model::Model read_repository(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[entry.path().lexically_relative(folder).string()] = test::read_file(entry.path());
  }
  auto read = model::read(source::Snapshot::from_memory(files, as_of), 1);
  for (const report::Finding& finding : read.report.findings()) {
    FAIL_CHECK(read.model.path(finding.span.file) << ": " << finding.message);
  }
  return std::move(read.model);
}

// The document with its flags as a map, as programs read it.
std::optional<std::string> as_map(const std::string& text) {
  auto document = syntax::parse_strict(text);
  if (!document) return std::nullopt;
  const Json* flags = document->find("flags");
  if (flags == nullptr || flags->array_items() == nullptr) return text;
  Json map = Json::object();
  for (const Json& flag : *flags->array_items()) {
    Json rest = Json::object();
    for (const auto& [name, value] : *flag.members()) {
      if (name != "key") rest.set(name, value);
    }
    map.set(*flag.find("key")->string(), rest);
  }
  Json result = Json::object({{"flags", map}});
  if (const Json* evaluators = document->find("$evaluators"))
    result.set("$evaluators", *evaluators);
  return canonical(result);
}

// Contexts of the suites by flag, and some that every flag is asked with.
using Contexts = std::multimap<std::string, std::string>;

Contexts contexts_of(const fs::path& suites) {
  Contexts contexts;
  for (const char* name : {"evaluator-cases.json", "provider-cases.json"}) {
    const auto suite = eval::parse_json(test::read_file(suites / name));
    REQUIRE(suite.has_value());
    for (const eval::View& one : suite->find("cases")->items()) {
      contexts.emplace(one.find("flagKey")->as_string(), eval::to_json(*one.find("context")));
    }
  }
  REQUIRE(contexts.size() > 400);
  return contexts;
}

constexpr const char* common[] = {
    "{}",
    R"({"targetingKey":"5c3d8535-f81a-4478-a6d3-afaa4d51199e"})",
    R"({"email":"ballmer@macrosoft.com","fn":"Sulisław","ln":"Świętopełk","age":29,"customer":false})",
    R"({"email":"","id":"","version":"","color":""})",
    R"({"email":"ada@faas.com","id":"abcxyz","version":"2.0.0-rc.1","color":"yellow"})",
    R"({"id":"xxxyz","version":"1.9.9","email":null,"age":null})"};

std::string in_one_order(eval::View value) {
  const auto json = syntax::parse_strict("[" + eval::to_json(value) + "]");
  REQUIRE(json.has_value());
  return canonical(*json);
}

struct Pair {
  const eval::Ruleset& before;
  const eval::Ruleset& after;
};

// The value and the variant are the same. So is the reason, but that what a chain gives to all
// others is a default here, and what gives the default to some is a rule.
void compare(const Pair& pair, const driver::ImportedFlag& flag, const std::string& text) {
  CAPTURE(flag.source);
  CAPTURE(text);
  const auto context = eval::Context::from_json(text);
  REQUIRE(context.has_value());
  const eval::Settings settings{.timestamp = as_of.seconds, .hash = std::nullopt};
  const auto was = pair.before.evaluate(flag.source, eval::Type::any, *context, settings);
  const auto is = pair.after.evaluate(flag.key, eval::Type::any, *context, settings);
  CHECK(in_one_order(is.value) == in_one_order(was.value));
  CHECK(is.variant == was.variant);
  CHECK_FALSE(was.error.has_value());
  CHECK_FALSE(is.error.has_value());
}

int compare_document(const fs::path& path, const Contexts& contexts) {
  CAPTURE(path.string());
  const auto text = as_map(test::read_file(path));
  if (!text) return 0;
  const auto before = eval::Ruleset::load(*text);
  if (!before) return 0;
  const test::TempFolder folder;
  const driver::Imported imported = import_document(path.string(), folder / "out");
  const model::Model model = read_repository(folder / "out");
  const auto after = eval::Ruleset::load(canonical(lower::lower_environment(model, 0)));
  REQUIRE(after.has_value());
  int compared = 0;
  for (const driver::ImportedFlag& flag : imported.flags) {
    if (!flag.exact) continue;
    for (const char* context : common) compare({*before, *after}, flag, context);
    const auto [first, last] = contexts.equal_range(flag.source);
    for (auto one = first; one != last; ++one) compare({*before, *after}, flag, one->second);
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE("import: flags of the conformance data evaluate as they did") {
  const auto data = test::conformance("flagd");
  if (!data) return;
  const Contexts contexts = contexts_of(*data);
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*data)) {
    const std::string path = entry.path().string();
    const bool document = path.contains("/flags/") || path.contains("/flagd/positive/") ||
                          path.contains("/examples/");
    if (document && path.ends_with(".json")) compared += compare_document(path, contexts);
  }
  MESSAGE("flags compared: ", compared);
  CHECK(compared > 100);
}

TEST_CASE("import: what was written here comes back as it was, splits and all") {
  // The example at the end of docs/lowering.md, with a segment and a split of ours.
  const std::string document = R"({"flags": {"new-query-engine": {
    "state": "ENABLED", "variants": {"off": false, "on": true}, "defaultVariant": "off",
    "targeting": {"if": [
      {">": [{"var": "$flagd.timestamp"}, 1798761599]}, "off",
      {"and": [{"!==": [{"var": "user.email"}, null]},
               {"ends_with": [{"var": "user.email"}, "@example.com"]}]}, "on",
      {"and": [{"!==": [{"var": "workspace"}, null]}, {"$ref": "pilot-orgs"},
               {"!==": [{"var": "workspace"}, ""]}]},
      {"fractional": [{"cat": [{"var": "$flagd.flagKey"}, ":", {"var": "workspace"}]},
                      ["on", 25000], ["off", 75000]]},
      null]}}},
    "$evaluators": {"pilot-orgs": {"in": [{"var": "workspace"}, ["w1", "w2", "w3", "w4"]]}}})";
  const test::TempFolder folder;
  test::write_file(folder / "flags.json", document);
  const auto imported = import_document(folder / "flags.json", folder / "out");
  CHECK(imported.differences.empty());
  const model::Model model = read_repository(folder / "out");
  const auto before = eval::Ruleset::load(document);
  const auto after = eval::Ruleset::load(canonical(lower::lower_environment(model, 0)));
  REQUIRE(before.has_value());
  REQUIRE(after.has_value());
  for (const char* context :
       {"{}", R"({"workspace":""})", R"({"workspace":"w1"})", R"({"workspace":"w2"})",
        R"({"workspace":"w3"})", R"({"workspace":"w4"})", R"({"workspace":"w5"})",
        R"({"workspace":"w1","user":{"email":"a@example.com"}})"}) {
    compare({*before, *after}, imported.flags.front(), context);
  }
}
