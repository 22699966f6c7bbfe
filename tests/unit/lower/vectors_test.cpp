// Lowering 1 against its vectors: the flag object, the shared evaluators and what they evaluate to.

#include "eval/ruleset.h"
#include "lower/lower.h"
#include "lower/small_world.h"
#include "lower/vector_file.h"

using namespace ensign;
using namespace ensign::test;

namespace {

Json evaluators_of(const lower::LoweredFlag& lowered) {
  Json object = Json::object();
  for (const auto& shared : lowered.evaluators) object.set(shared.name, shared.rule);
  return object;
}

std::uint32_t environment_index(const model::Model& model, std::string_view name) {
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (*model.config.environments[i].name == name) return i;
  }
  FAIL("no such environment");
  return 0;
}

void check_cases(eval::View vector) {
  Json flags = Json::object();
  flags.set(key_of(vector), json_of(at(vector, "flag")));
  const Json document =
      Json::object({{"flags", flags}, {"$evaluators", json_of(at(vector, "evaluators"))}});
  const auto rules = eval::Ruleset::load(canonical(document));
  REQUIRE(rules.has_value());
  REQUIRE(!at(vector, "cases").items().empty());
  for (const eval::View& one : at(vector, "cases").items()) {
    CAPTURE(eval::to_json(one));
    const auto context = eval::Context::from_json(eval::to_json(at(one, "context")));
    eval::Settings settings;
    if (const auto* clock = one.find("timestamp")) {
      settings.timestamp = static_cast<std::int64_t>(clock->as_number());
    }
    if (const auto* hash = one.find("hash")) {
      settings.hash = static_cast<std::uint32_t>(hash->as_number());
    }
    const auto outcome = rules->evaluate(key_of(vector), eval::Type::any, *context, settings);
    CHECK(outcome.message.empty());
    CHECK(outcome.variant == at(one, "variant").as_string());
    CHECK(eval::name_of(outcome.reason) == at(one, "reason").as_string());
  }
}

}  // namespace

TEST_CASE("every vector of lowering 1") {
  int count = 0;
  for (const auto& path : vector_files()) {
    CAPTURE(path.filename().string());
    const auto vector = eval::parse_json(read_file(path));
    REQUIRE(vector.has_value());
    const model::Model model = read_world(files_of(*vector), {});
    const auto id = model.flag(key_of(*vector));
    REQUIRE(id.has_value());
    const auto lowered = lower::lower_flag(
        model, model.at(*id), environment_index(model, at(*vector, "environment").as_string()));
    CHECK(canonical(lowered.flag) == canonical(json_of(at(*vector, "flag"))));
    CHECK(canonical(evaluators_of(lowered)) == canonical(json_of(at(*vector, "evaluators"))));
    Json branches = Json::array();
    for (const std::string& branch : lowered.branches) branches.push(branch);
    CHECK(canonical(branches) == canonical(json_of(at(*vector, "branches"))));
    check_cases(*vector);
    ++count;
  }
  CHECK(count == 22);
}

TEST_CASE("segments alone are lowered as flags see them") {
  const model::Model model = read_world(
      {{"flags/segments/inner.yaml",
        "name: inner\ntitle: Inner\nowner: team-web\nif: { plan: free }\n"},
       {"flags/segments/outer.yaml",
        "name: outer\ntitle: Outer\nowner: team-web\nif: { plan: { in_segment: inner } }\n"}},
      {});
  REQUIRE(model.segments.size() == 2);
  const auto inner = lower::lower_segment(model, model.segments[0]);
  const auto outer = lower::lower_segment(model, model.segments[1]);
  CHECK(canonical(inner.rule) == R"({"===":[{"var":"plan"},"free"]})");
  // sha256sum of the line above.
  CHECK(inner.name == "inner.873e479916c208b710f041ff3450bc39");
  CHECK(canonical(outer.rule) ==
        R"({"and":[{"!==":[{"var":"plan"},null]},{"===":[{"var":"plan"},"free"]}]})");
  CHECK(canonical(lower::lower_condition(model, model.segments[1].condition)) ==
        R"({"and":[{"!==":[{"var":"plan"},null]},{"$ref":")" + inner.name + R"("}]})");
}
