// The public conformance data for evaluators of the flagd format, bucketing v2.

#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "conformance.h"
#include "eval/flagd_suite.h"
#include "eval/logic.h"
#include "eval/murmur.h"

using namespace ensign;
using namespace ensign::eval;
using namespace ensign::test;

namespace {

// Any time between the two that the timestamp cases compare with.
constexpr Settings settings{.timestamp = 1'760'000'000, .hash = std::nullopt};

Value parsed_file(const std::filesystem::path& path) {
  auto value = parse_json(read_file(path));
  REQUIRE_MESSAGE(value.has_value(), path.string());
  return *value;
}

Ruleset loaded_file(const std::filesystem::path& path) {
  auto rules = Ruleset::load(read_file(path));
  REQUIRE_MESSAGE(rules.has_value(), path.string());
  return std::move(*rules);
}

bool other_generation(View test_case) {
  return has_tag(test_case, "@fractional-v1") || has_tag(test_case, "@fractional-v3");
}

// Six cases state what came before "no default variant gives DEFAULT", one expects two flag sets
// merged.
bool superseded(View test_case) {
  const View expected = member(test_case, "expect");
  const View* code = expected.find("errorCode");
  if (has_tag(test_case, "@deprecated") && code != nullptr &&
      code->as_string() == "FLAG_NOT_FOUND") {
    return true;
  }
  const View* reason = expected.find("reason");
  return member(test_case, "flagKey").as_string() == "cross-flagset-flag" && reason != nullptr &&
         reason->as_string() == "STATIC";
}

std::set<std::filesystem::path> json_files(const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.insert(entry.path());
  }
  return files;
}

void append_members(std::string& list, View object) {
  if (!object.is_object() || object.members().empty()) return;
  const std::string json = to_json(object);
  if (!list.empty()) list += ',';
  list.append(json, 1, json.size() - 2);
}

// Files without metadata of their own are one flag set, as files served together are: flags in one
// file refer to evaluators in another.
std::vector<Ruleset> provider_documents(const std::filesystem::path& folder) {
  std::vector<Ruleset> documents;
  std::string flags;
  std::string evaluators;
  for (const auto& path : json_files(folder)) {
    if (path.filename() == "selector-flags.json") continue;  // another flag set
    const Value document = parsed_file(path);
    if (document.find("metadata") != nullptr) {
      documents.push_back(loaded_file(path));
      continue;
    }
    append_members(flags, member(document, "flags"));
    append_members(evaluators, member(document, "$evaluators"));
  }
  auto together = Ruleset::load("{\"flags\":{" + flags + "},\"$evaluators\":{" + evaluators + "}}");
  REQUIRE(together.has_value());
  documents.push_back(std::move(*together));
  return documents;
}

}  // namespace

TEST_CASE("flagd evaluator suite, bucketing v2") {
  const auto folder = conformance("flagd");
  if (!folder) return;
  const Ruleset rules = loaded_file(*folder / "flagd-testbed/evaluator/flags/testkit-flags.json");
  int run = 0;
  const Value suite = parsed_file(*folder / "evaluator-cases.json");
  for (const View& test_case : member(suite, "cases").items()) {
    if (other_generation(test_case)) continue;
    check_case(rules, test_case, settings);
    ++run;
  }
  CHECK(run == 125);
}

TEST_CASE("flagd provider suite, bucketing v2") {
  const auto folder = conformance("flagd");
  if (!folder) return;
  const std::vector<Ruleset> documents = provider_documents(*folder / "flagd-testbed/flags");
  int run = 0;
  const Value suite = parsed_file(*folder / "provider-cases.json");
  for (const View& test_case : member(suite, "cases").items()) {
    if (other_generation(test_case) || superseded(test_case)) continue;
    const std::string_view key = member(test_case, "flagKey").as_string();
    const auto holder = std::ranges::find_if(
        documents, [key](const Ruleset& rules) { return rules.metadata(key).has_value(); });
    REQUIRE_MESSAGE(holder != documents.end(), std::string(key));
    check_case(*holder, test_case, settings);
    ++run;
  }
  CHECK(run == 132);
}

TEST_CASE("public JsonLogic list") {
  const auto path = conformance("flagd/jsonlogic/tests.json");
  if (!path) return;
  int run = 0;
  const Value list = parsed_file(*path);
  for (const View& entry : list.items()) {
    if (!entry.is_array()) continue;  // a heading
    CAPTURE(to_json(entry));
    const auto result = apply_logic(entry.items()[0], entry.items()[1]);
    REQUIRE(result.has_value());
    CHECK(to_json(*result) == to_json(entry.items()[2]));
    ++run;
  }
  CHECK(run == 278);
}

TEST_CASE("bucketing vectors, v2 columns") {
  const auto path = conformance("flagd/bucketing-vectors.json");
  if (!path) return;
  const Value vectors = parsed_file(*path);
  REQUIRE(member(vectors, "strings").items().size() > 20);
  for (const View& vector : member(vectors, "strings").items()) {
    const std::string_view key = member(vector, "key").as_string();
    CAPTURE(std::string(key));
    CHECK(static_cast<double>(key.size()) == member(vector, "utf8Bytes").as_number());
    const std::uint32_t hash = murmur3_32(key);
    CHECK(hash == member(vector, "murmur3_utf8").as_number());
    CHECK(bucket_of(hash, 100) == member(vector, "v2_bucket_of_100").as_number());
    CHECK(bucket_of(hash, 2147483647) == member(vector, "v2_bucket_of_2147483647").as_number());
  }
  for (const View& vector : member(vectors, "defaultBucketing").items()) {
    const std::string key = std::string(member(vector, "flagKey").as_string()) +
                            std::string(member(vector, "targetingKey").as_string());
    CHECK(key == member(vector, "v2_input").as_string());
    CHECK(murmur3_32(key) == member(vector, "v2_murmur3").as_number());
  }
}

TEST_CASE("schema documents of the provider form") {
  const auto folder = conformance("flagd/flagd-schemas/json/test/flags");
  if (!folder) return;
  int accepted = 0;
  for (const auto& path : json_files(*folder / "positive")) {
    // The daemon's array form is not the provider form.
    const bool daemon_form = path.filename() == "example.flagdimport.array.json";
    const auto rules = Ruleset::load(read_file(path));
    CHECK_MESSAGE(rules.has_value() != daemon_form, path.string());
    if (!rules) continue;
    for (const std::string_view key : rules->keys()) {
      CHECK_MESSAGE(rules->targeting_problem(key).empty(), path.string());
    }
    ++accepted;
  }
  CHECK(accepted == 8);
  int refused = 0;
  for (const auto& path : json_files(*folder / "negative")) {
    const auto rules = Ruleset::load(read_file(path));
    if (path.filename() == "with-invalid-targeting.json") {
      REQUIRE(rules.has_value());
      CHECK_FALSE(rules->targeting_problem("targetedFlag").empty());
      continue;
    }
    CHECK_MESSAGE(!rules.has_value(), path.string());
    ++refused;
  }
  CHECK(refused == 8);
}

TEST_CASE("schema targeting documents compile, and bad operands serve the default") {
  const auto folder = conformance("flagd/flagd-schemas/json/test/targeting");
  if (!folder) return;
  const auto load = [](const std::filesystem::path& path) {
    const std::string document =
        R"({"$evaluators":{"some-ref":true},"flags":{"f":{"state":"ENABLED","variants":)"
        R"({"clubs":"c","diamonds":"d","hearts":"h","spades":"s","no":"n"},"defaultVariant":"no",)"
        R"("targeting":)" +
        read_file(path) + "}}}";
    auto rules = Ruleset::load(document);
    REQUIRE_MESSAGE(rules.has_value(), path.string());
    return std::move(*rules);
  };
  for (const auto& path : json_files(*folder / "positive")) {
    CHECK_MESSAGE(load(path).targeting_problem("f").empty(), path.string());
  }
  const auto context = Context::from_json(R"({"targetingKey":"user"})");
  for (const char* name :
       {"fractional-decimal-weighting.json", "fractional-invalid-weighting.json"}) {
    const Ruleset rules = load(*folder / "negative" / name);
    const Outcome outcome = rules.evaluate("f", Type::string, *context, settings);
    CHECK(outcome.reason == Reason::DEFAULT);
    CHECK(outcome.variant == "no");
  }
}
