// Random targeting, imported and compared with the original for callers with and without each
// attribute. The seed is fixed; a failure prints the document.
#include <doctest/doctest.h>
#include <map>
#include <random>

#include "driver/import.h"
#include "driver/import_parts.h"
#include "driver/import_yaml.h"
#include "eval/ruleset.h"
#include "lower/lower.h"
#include "model/model.h"

using namespace ensign;

namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  template <std::size_t N>
  std::string one_of(const char* const (&list)[N]) {
    return list[below(N)];
  }

 private:
  std::mt19937 engine_;
};

std::string variable(const char* name) { return std::string(R"({"var":")") + name + "\"}"; }

std::string call(const std::string& name, const std::string& arguments) {
  return "{\"" + name + "\":[" + arguments + "]}";
}

std::string comparison(Dice& dice) {
  const std::string text = dice.one_of({R"("a")", R"("ab")", "\"\"", "null"});
  const std::string number = dice.one_of({"0", "1", "-1", "2.5"});
  const std::string equal = dice.one_of({"==", "===", "!=", "!=="});
  const std::string order = dice.one_of({"<", "<=", ">", ">="});
  switch (dice.below(10)) {
    case 0:
      return call(equal, variable("s") + "," + text);
    case 1:
      return call(equal, number + "," + variable("n"));
    case 2:
      return call(equal, variable("b") + "," + dice.one_of({"true", "false", "null"}));
    case 3:
      return call(order, variable("n") + "," + number);
    case 4:
      return call(order, number + "," + variable("n"));
    case 5:
      return call(dice.one_of({"starts_with", "ends_with"}), variable("s") + R"(,"a")");
    case 6:
      return call("in",
                  dice.below(2) == 0 ? variable("s") + R"(,["a","b"])" : R"("b",)" + variable("s"));
    case 7:
      return call("sem_ver", variable("v") + ",\"" +
                                 dice.one_of({"=", "!=", "<", "<=", ">", ">="}) + R"(","1.2")");
    case 8:
      return variable(dice.below(2) == 0 ? "b" : dice.below(2) == 0 ? "s" : "n");
    default:
      return call(dice.one_of({"<", "<="}), number + "," + variable("n") + ",2");
  }
}

std::string condition(Dice& dice, int depth) {
  if (depth == 0 || dice.below(3) == 0) {
    return dice.below(8) == 0 ? R"({"$ref":"shared"})" : comparison(dice);
  }
  switch (dice.below(3)) {
    case 0:
      return call("!", condition(dice, depth - 1));
    case 1:
      return call("and", condition(dice, depth - 1) + "," + condition(dice, depth - 1));
    default:
      return call("or", condition(dice, depth - 1) + "," + condition(dice, depth - 1));
  }
}

std::string chain(Dice& dice, int depth) {
  if (depth == 0) return dice.one_of({R"("x")", R"("y")", R"("z")", "null"});
  std::string parts;
  for (std::size_t i = 0; i <= dice.below(3); ++i) {
    parts += condition(dice, 2) + "," + chain(dice, depth - 1) + ",";
  }
  if (dice.below(3) == 0) {
    parts.pop_back();
    return call("if", parts);
  }
  return call("if", parts + chain(dice, depth - 1));
}

std::string shared_evaluator(Dice& dice) {
  std::string rule = R"({"$ref":"shared"})";
  while (rule.contains("$ref")) rule = condition(dice, 1);
  return rule;
}

model::Model governed(const driver::Haul& haul) {
  std::map<std::string, std::string> files{
      {"ensign.yaml",
       "project: 5f0c2d7e9b1a4c33\nname: t\nenvironments: { production: {} }\nattributes: { s: { "
       "type: string }, \"n\": { type: number }, b: { type: boolean }, v: { type: version } }\n"},
      {"trust/people.yaml", "people: {}\nteams: { t: { title: T } }\n"}};
  for (const auto& segment : haul.segments) {
    files["flags/segments/" + segment.name + ".yaml"] = driver::segment_file(segment, "t");
  }
  for (const auto& flag : haul.flags) {
    files["flags/" + flag.key + ".yaml"] = driver::flag_file(flag, "production", "t");
  }
  auto read = model::read(source::Snapshot::from_memory(files, Instant{}), 1);
  for (const report::Finding& finding : read.report.findings()) FAIL_CHECK(finding.message);
  return std::move(read.model);
}

std::string random_context(Dice& dice) {
  std::string members = R"("targetingKey":"u")";
  if (dice.below(3) != 0) members += R"(,"s":)" + dice.one_of({"\"\"", "\"a\"", "\"ab\"", "null"});
  if (dice.below(3) != 0) members += R"(,"n":)" + dice.one_of({"0", "1", "-2", "2.5", "null"});
  if (dice.below(3) != 0) members += R"(,"b":)" + dice.one_of({"true", "false", "null"});
  if (dice.below(3) != 0) members += R"(,"v":)" + dice.one_of({"\"1.2.0\"", "\"1.3.0-a\"", "null"});
  return "{" + members + "}";
}

}  // namespace

TEST_CASE("import: random targeting means the same afterwards") {
  Dice dice(20261121);
  const driver::AttributeTypes types{{"s", model::AttributeType::string},
                                     {"n", model::AttributeType::number},
                                     {"b", model::AttributeType::boolean},
                                     {"v", model::AttributeType::version}};
  int exact = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string document =
        R"({"flags":{"f":{"state":"ENABLED","variants":{"x":"X","y":"Y","z":"Z"},)"
        R"("defaultVariant":"z","targeting":)" +
        chain(dice, 2) + R"(}},"$evaluators":{"shared":)" + shared_evaluator(dice) + "}}";
    CAPTURE(document);
    auto haul = driver::read_flagd({"flags.json", document}, types);
    REQUIRE(haul.has_value());
    driver::keep_used(*haul);
    if (!haul->differences.empty()) continue;
    ++exact;
    const model::Model model = governed(*haul);
    const auto before = eval::Ruleset::load(document);
    const auto after = eval::Ruleset::load(canonical(lower::lower_environment(model, 0)));
    REQUIRE(before.has_value());
    REQUIRE(after.has_value());
    for (int caller = 0; caller < 25; ++caller) {
      const std::string text = random_context(dice);
      CAPTURE(text);
      const auto context = eval::Context::from_json(text);
      const auto was = before->evaluate("f", eval::Type::any, *context, {});
      const auto is = after->evaluate("f", eval::Type::any, *context, {});
      CHECK(std::string(is.variant) == std::string(was.variant));
    }
  }
  CHECK(exact > 350);
}
