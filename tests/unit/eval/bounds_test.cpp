// No document and no context makes an evaluation crash, hang or recurse without end.

#include <doctest/doctest.h>
#include <string>

#include "eval/ruleset.h"

using namespace ensign::eval;

namespace {

constexpr std::string_view out_of_steps = "flag \"f\": evaluation needs more than 1000000 steps";

Outcome evaluate(std::string_view targeting, const std::string& context_json,
                 std::string_view evaluators = "{}") {
  const auto rules =
      Ruleset::load(R"({"$evaluators":)" + std::string(evaluators) +
                    R"(,"flags":{"f":{"state":"ENABLED","variants":{"on":true},"targeting":)" +
                    std::string(targeting) + "}}}");
  REQUIRE(rules.has_value());
  const auto context = Context::from_json(context_json);
  REQUIRE(context.has_value());
  Outcome outcome = rules->evaluate("f", Type::boolean, *context, {});
  outcome.value = {};
  outcome.variant = {};
  return outcome;
}

std::string list_of(std::size_t count) {
  std::string list = "[0";
  for (std::size_t i = 1; i < count; ++i) list += ",1";
  return list + "]";
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

void check_out_of_steps(const Outcome& outcome) {
  CHECK(outcome.error == ErrorCode::GENERAL);
  CHECK(outcome.message == out_of_steps);
}

// Evaluators a0 ... a<count>, each `body` with %, which stands for a $ref to the next; the last is
// `end`.
std::string chain(int count, std::string_view body, std::string_view end) {
  std::string evaluators = "{";
  for (int i = 0; i < count; ++i) {
    evaluators += "\"a" + std::to_string(i) + "\":";
    for (const char c : body) {
      evaluators += c == '%' ? R"({"$ref":"a)" + std::to_string(i + 1) + "\"}" : std::string(1, c);
    }
    evaluators += ",";
  }
  return evaluators + "\"a" + std::to_string(count) + "\":" + std::string(end) + "}";
}

}  // namespace

TEST_CASE("nested loops over long lists run out of steps") {
  const std::string context = R"({"l":)" + list_of(2000) + "}";
  check_out_of_steps(
      evaluate(R"({"map":[{"var":"l"},{"map":[)" + list_of(2000) + R"(,{"var":""}]}]})", context));
  check_out_of_steps(evaluate(
      R"({"filter":[{"var":"l"},{"filter":[)" + list_of(2000) + R"(,{"var":""}]}]})", context));
  check_out_of_steps(evaluate(
      R"({"reduce":[{"var":"l"},{"reduce":[)" + list_of(2000) + R"(,{"var":"current"},0]},0]})",
      context));
  // 2000 times 2000 looks that never short-circuit.
  check_out_of_steps(evaluate(
      R"({"some":[{"var":"l"},{"some":[)" + list_of(2000) + R"(,{"==":[{"var":""},7]}]}]})",
      context));
  check_out_of_steps(evaluate(
      R"({"none":[{"var":"l"},{"!":[{"none":[)" + list_of(2000) + R"(,{"==":[{"var":""},7]}]}]}]})",
      context));
  check_out_of_steps(
      evaluate(R"({"all":[{"var":"l"},{"all":[)" + list_of(2000) + R"(,{"!=":[{"var":""},7]}]}]})",
               context));
}

TEST_CASE("texts and lists that double run out of steps, not of memory") {
  const std::string context =
      R"({"l":)" + list_of(100) + R"(,"text":")" + std::string(1000, 'x') + "\"}";
  check_out_of_steps(evaluate(
      R"({"reduce":[{"var":"l"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},{"var":"text"}]})",
      context));
  check_out_of_steps(evaluate(
      R"({"reduce":[{"var":"l"},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},{"var":"l"}]})",
      context));
}

TEST_CASE("shared evaluators that fan out run out of steps") {
  check_out_of_steps(evaluate(R"({"$ref":"a0"})", "{}", chain(30, R"({"+":[%,%]})", "1")));
}

TEST_CASE("slow searches run out of steps") {
  const std::string context = R"({"l":)" + list_of(3000) + "}";
  const std::string hay = std::string(50'000, 'a');
  const std::string needle = std::string(25'000, 'a') + "b";
  check_out_of_steps(
      evaluate(R"({"some":[{"var":"l"},{"in":[")" + needle + "\",\"" + hay + "\"]}]}", context));
  check_out_of_steps(
      evaluate(R"({"none":[{"var":"l"},{"!=":[")" + hay + "\",\"" + hay + "\"]}]}", context));
}

TEST_CASE("lists nested by a loop are too deep to be text, and do no harm as a result") {
  const std::string context = R"({"l":)" + list_of(5000) + "}";
  const std::string nest = R"({"reduce":[{"var":"l"},[{"var":"accumulator"}],0]})";
  const Outcome text = evaluate(R"({"cat":[)" + nest + "]}", context);
  CHECK(text.error == ErrorCode::GENERAL);
  CHECK(text.message == "flag \"f\": an array nests too deep to be read as text");
  const Outcome result = evaluate(nest, context);
  CHECK(result.error == ErrorCode::GENERAL);
  CHECK(result.message == "flag \"f\": targeting gives no variant name");
}

TEST_CASE("targeting nests at most 64 levels, references counted") {
  // The document itself may nest 64 levels, so depth beyond that needs references.
  const auto outcome = [](int count) {
    return evaluate(R"({"$ref":"a0"})", "{}", chain(count, "%", R"("on")"));
  };
  // a<n> counts 1, every reference before it one more, the flag's own another.
  CHECK_FALSE(outcome(62).error.has_value());
  CHECK(outcome(63).error == ErrorCode::PARSE_ERROR);
  CHECK(outcome(64).error == ErrorCode::PARSE_ERROR);
  CHECK(outcome(64).message == "flag \"f\": evaluator \"a0\": nested deeper than 64 levels");
  CHECK(outcome(10'000).message == "flag \"f\": evaluator \"a9936\": nested deeper than 64 levels");
  const std::string nested = repeated(R"({"!":[)", 40) + "true" + repeated("]}", 40);
  CHECK_FALSE(Ruleset::load(R"({"flags":{"f":{"state":"ENABLED","variants":{"on":1},"targeting":)" +
                            nested + "}}}")
                  .has_value());
}

TEST_CASE("long but honest work is within the budget") {
  const Outcome outcome =
      evaluate(R"({"if":[{"in":["key-9999",{"var":"l"}]},"on"]})",
               R"({"l":[)" + repeated("\"key-0000\",", 9999) + R"("key-9999"]})");
  CHECK_FALSE(outcome.error.has_value());
  CHECK(outcome.branch == 0U);
}
