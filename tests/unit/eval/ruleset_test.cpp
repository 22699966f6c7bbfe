#include "eval/ruleset.h"

#include <doctest/doctest.h>
#include <string>

#include "eval/murmur.h"

using namespace ensign::eval;

namespace {

constexpr std::string_view shape =
    R"("state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off")";

// A document with one boolean flag "f" (variants on and off, default off) and this targeting.
std::string document(std::string_view targeting, std::string_view evaluators = "{}") {
  return R"({"$evaluators":)" + std::string(evaluators) + R"(,"flags":{"f":{)" +
         std::string(shape) + R"(,"targeting":)" + std::string(targeting) + "}}}";
}

Ruleset load(const std::string& json) {
  auto rules = Ruleset::load(json);
  REQUIRE_MESSAGE(rules.has_value(), json);
  return std::move(*rules);
}

Context context(std::string_view json) {
  auto parsed = Context::from_json(json);
  REQUIRE(parsed.has_value());
  return std::move(*parsed);
}

Outcome evaluate(const Ruleset& rules, std::string_view json = "{}",
                 const Settings& settings = {}) {
  return rules.evaluate("f", Type::boolean, context(json), settings);
}

void check_served(const Outcome& outcome, std::string_view variant, Reason reason) {
  CHECK(outcome.variant == variant);
  CHECK(name_of(outcome.reason) == name_of(reason));
  CHECK_FALSE(outcome.error.has_value());
  CHECK(outcome.message.empty());
}

void check_failed(const Outcome& outcome, ErrorCode code, std::string_view message) {
  REQUIRE(outcome.error.has_value());
  CHECK(name_of(*outcome.error) == name_of(code));
  CHECK(outcome.reason == Reason::ERROR);
  CHECK(outcome.message == message);
  CHECK(outcome.value.is_null());
  CHECK(outcome.variant.empty());
}

}  // namespace

TEST_CASE("a document is refused whole, with a message that names the flag") {
  const std::pair<std::string, std::string> cases[] = {
      {"[]", "the document is not an object"},
      {"{}", "flags are missing"},
      {R"({"flags":[]})", "flags is not an object with one member per flag"},
      {R"({"flags":{"f":1}})", "flag \"f\": it is not an object"},
      {R"({"flags":{"":{}}})", "flag \"\": its key is empty"},
      {R"({"flags":{"f":{}}})", "flag \"f\": state is missing"},
      {R"({"flags":{"f":{"state":"enabled"}}})",
       "flag \"f\": state is neither \"ENABLED\" nor \"DISABLED\""},
      {R"({"flags":{"f":{"state":"ENABLED"}}})", "flag \"f\": variants are missing"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":[]}}})",
       "flag \"f\": variants is not an object"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{}}}})", "flag \"f\": variants is empty"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{"a":[1]}}}})",
       "flag \"f\": variant \"a\" is not a boolean, string, number or object"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{"a":1,"b":"1"}}}})",
       "flag \"f\": variants \"a\" and \"b\" are of different types"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{"a":1},"defaultVariant":"b"}}})",
       "flag \"f\": default variant \"b\" is not one of its variants"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{"a":1},"defaultVariant":1}}})",
       "flag \"f\": defaultVariant is neither a string nor null"},
      {R"({"flags":{"f":{"state":"ENABLED","variants":{"a":1},"metadata":{"x":[]}}}})",
       "flag \"f\": metadata \"x\" is not a string, number or boolean"},
      {R"({"flags":{},"metadata":3})", "of the flag set, metadata is not an object"},
      {R"({"flags":{},"$evaluators":[]})", "$evaluators is not an object"},
      {R"({"flags":{"f":{},"f":{}}})", "duplicate key \"f\""},
  };
  for (const auto& [json, message] : cases) {
    const auto rules = Ruleset::load(json);
    REQUIRE_MESSAGE(!rules.has_value(), json);
    CHECK(rules.error().message == message);
  }
  CHECK(Ruleset::load(R"({"flags":{"f":1}})").error().flag == "f");
  CHECK(Ruleset::load(R"({"flags":{},"ensign":{"seq":1},"$schema":"x"})").has_value());
}

TEST_CASE("reasons and values") {
  const Ruleset rules = load(
      R"({"flags":{"static":{"state":"ENABLED","variants":{"a":1.5,"b":2},"defaultVariant":"b"},)"
      R"("open":{"state":"ENABLED","variants":{"a":"x"}},)"
      R"("empty":{"state":"ENABLED","variants":{"a":"x"},"defaultVariant":""},)"
      R"("half":{"state":"ENABLED","variants":{"a":1.5},"defaultVariant":"a"},)"
      R"("off":{"state":"DISABLED","variants":{"a":{}},"defaultVariant":"a","targeting":{"nope":1}}}})");
  const Context nobody;
  const Settings settings;
  CHECK(rules.keys() == std::vector<std::string_view>{"static", "open", "empty", "half", "off"});
  const Outcome fixed = rules.evaluate("static", Type::integer, nobody, settings);
  check_served(fixed, "b", Reason::STATIC);
  CHECK(fixed.value.as_number() == 2);
  check_served(rules.evaluate("open", Type::string, nobody, settings), "", Reason::DEFAULT);
  check_served(rules.evaluate("empty", Type::string, nobody, settings), "", Reason::DEFAULT);
  check_served(rules.evaluate("off", Type::object, nobody, settings), "", Reason::DISABLED);
  check_served(rules.evaluate("half", Type::number, nobody, settings), "a", Reason::STATIC);
  check_served(rules.evaluate("half", Type::any, nobody, settings), "a", Reason::STATIC);
  check_failed(rules.evaluate("half", Type::integer, nobody, settings), ErrorCode::TYPE_MISMATCH,
               "flag \"half\": variant \"a\" is not of type integer");
  check_failed(rules.evaluate("none", Type::any, nobody, settings), ErrorCode::FLAG_NOT_FOUND,
               "flag \"none\": not found");
}

TEST_CASE("what targeting may give") {
  check_served(evaluate(load(document(R"({"var":"v"})")), R"({"v":"on"})"), "on",
               Reason::TARGETING_MATCH);
  check_served(evaluate(load(document(R"({"var":"v"})"))), "off", Reason::DEFAULT);
  check_served(evaluate(load(document("{}"))), "off", Reason::STATIC);
  check_served(evaluate(load(document("null"))), "off", Reason::STATIC);
  check_failed(evaluate(load(document(R"({"var":"v"})")), R"({"v":"maybe"})"), ErrorCode::GENERAL,
               "flag \"f\": unknown variant \"maybe\"");
  check_failed(evaluate(load(document(R"({"var":"v"})")), R"({"v":["on"]})"), ErrorCode::GENERAL,
               "flag \"f\": targeting gives no variant name");
  const Ruleset named =
      load(R"({"flags":{"f":{"state":"ENABLED","variants":{"true":true,"false":false,"1":true},)"
           R"("targeting":{"var":"v"}}}})");
  check_served(evaluate(named, R"({"v":true})"), "true", Reason::TARGETING_MATCH);
  check_served(evaluate(named, R"({"v":false})"), "false", Reason::TARGETING_MATCH);
  check_served(evaluate(named, R"({"v":1})"), "1", Reason::TARGETING_MATCH);
  check_served(evaluate(named), "", Reason::DEFAULT);
}

TEST_CASE("the branch is the condition of the outermost if whose result was taken") {
  const Ruleset rules = load(
      document(R"({"if":[{"==":[{"var":"a"},1]},"on",{"==":[{"var":"a"},2]},{"if":[true,"off"]},)"
               R"({"==":[{"var":"a"},3]},null,"on"]})"));
  CHECK(evaluate(rules, R"({"a":1})").branch == 0U);
  CHECK(evaluate(rules, R"({"a":2})").branch == 1U);
  const Outcome third = evaluate(rules, R"({"a":3})");
  CHECK(third.branch == 2U);
  check_served(third, "off", Reason::DEFAULT);
  CHECK_FALSE(evaluate(rules, R"({"a":4})").branch.has_value());
  CHECK_FALSE(evaluate(load(document(R"({"if":[false,"on"]})"))).branch.has_value());
  CHECK_FALSE(evaluate(load(document(R"({"or":[{"if":[true,"on"]}]})"))).branch.has_value());
  const Ruleset shared =
      load(document(R"({"$ref":"chain"})", R"({"chain":{"if":[false,"off",true,"on"]}})"));
  CHECK(evaluate(shared).branch == 1U);
}

TEST_CASE("timestamp guards read the settings and nothing else") {
  const Ruleset rules =
      load(document(R"({"if":[{"<":[{"var":"$flagd.timestamp"},1798761599]},"on"]})"));
  check_served(evaluate(rules, "{}", {.timestamp = 1798761598, .hash = {}}), "on",
               Reason::TARGETING_MATCH);
  check_served(evaluate(rules, "{}", {.timestamp = 1798761599, .hash = {}}), "off",
               Reason::DEFAULT);
  check_served(
      evaluate(rules, R"({"$flagd":{"timestamp":1}})", {.timestamp = 1798761599, .hash = {}}),
      "off", Reason::DEFAULT);
}

TEST_CASE("what flagd adds to the outermost scope") {
  const auto gives = [](std::string_view logic, std::string_view json) {
    const Ruleset rules = load(document(R"({"if":[)" + std::string(logic) + R"(,"on"]})"));
    return evaluate(rules, json, {.timestamp = 5, .hash = {}}).variant == "on";
  };
  CHECK(gives(R"({"==":[{"var":"$flagd.flagKey"},"f"]})", R"({"$flagd":{"flagKey":"forged"}})"));
  CHECK(gives(R"({"==":[{"var":{"cat":["$flagd",".flagKey"]}},"f"]})", "{}"));
  CHECK(gives(R"({"!":[{"missing":["$flagd.flagKey","$flagd.timestamp"]}]})", "{}"));
  CHECK(gives(R"({"==":[{"reduce":[[{"var":""}],{"var":"current.$flagd.timestamp"}]},5]})",
              R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"$flagd":0})"));
  CHECK(gives(R"({"==":[{"reduce":[[{"var":"$flagd"}],{"var":"current.flagKey"}]},"f"]})", "{}"));
  CHECK(gives(R"({"missing":["$flagd.other"]})", R"({"$flagd":{"other":1}})"));
  CHECK(gives(R"({"==":[{"var":["$flagd.other","none"]},"none"]})", R"({"$flagd":{"other":1}})"));
  // Inside map and its kin the scope is the element alone.
  CHECK(gives(R"({"none":[[{}],{"var":"$flagd.flagKey"}]})", "{}"));
  CHECK(gives(R"({"some":[[1],{"!":[{"var":"$flagd.flagKey"}]}]})", "{}"));
  CHECK(gives(R"({"==":[{"var":"$flagdish"},1]})", R"({"$flagdish":1})"));
}

TEST_CASE("a forced hash fixes the bucket, not the need for a key") {
  const Ruleset rules = load(document(R"({"fractional":[{"var":"user"},["on",1],["off",3]]})"));
  // (hash * 4) >> 32 is 0 up to 2^30 - 1.
  check_served(evaluate(rules, R"({"user":"x"})", {.timestamp = 0, .hash = 0x3FFFFFFFU}), "on",
               Reason::TARGETING_MATCH);
  check_served(evaluate(rules, R"({"user":"x"})", {.timestamp = 0, .hash = 0x40000000U}), "off",
               Reason::TARGETING_MATCH);
  check_served(evaluate(rules, R"({"user":"x"})", {.timestamp = 0, .hash = 0xFFFFFFFFU}), "off",
               Reason::TARGETING_MATCH);
  check_served(evaluate(rules, "{}", {.timestamp = 0, .hash = 0U}), "off", Reason::DEFAULT);
}

TEST_CASE("fractional: keys, shorthand and weights") {
  const auto variant = [](std::string_view arguments, std::string_view json, std::uint32_t hash) {
    const Ruleset rules = load(document(R"({"fractional":)" + std::string(arguments) + "}"));
    const Outcome outcome = evaluate(rules, json, {.timestamp = 0, .hash = hash});
    CHECK_FALSE(outcome.error.has_value());
    return std::string(outcome.variant) + (outcome.reason == Reason::DEFAULT ? " by default" : "");
  };
  constexpr std::uint32_t last = 0xFFFFFFFFU;
  const std::string_view user = R"({"targetingKey":"u","on":"on","bucket":["on",9],"n":7})";
  CHECK(variant(R"([["on"],["off"]])", user, 0) == "on");
  CHECK(variant(R"([["on"],["off"]])", user, last) == "off");
  CHECK(variant(R"([["on"],["off"]])", "{}", 0) == "off by default");
  CHECK(variant(R"([["on"],["off"]])", R"({"targetingKey":7})", 0) == "off by default");
  CHECK(variant(R"(["key",["off",0],["on",5]])", "{}", 0) == "on");
  CHECK(variant(R"(["key",["off",-4],["on",5]])", "{}", 0) == "on");
  CHECK(variant(R"([null,["on"]])", user, 0) == "off by default");
  CHECK(variant(R"([{"var":"n"},["on"]])", user, 0) == "off by default");
  CHECK(variant(R"([{"var":"bucket"},["off"]])", user, 0) == "on");
  CHECK(variant(R"(["key",["on",2.5]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",["on","2"]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",["on",1,1]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",[]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",[["on"],1]])", user, 0) == "off by default");
  CHECK(variant(R"(["key"])", user, 0) == "off by default");
  CHECK(variant(R"([])", user, 0) == "off by default");
  CHECK(variant(R"("key")", user, 0) == "off by default");
  CHECK(variant(R"(["key",["on",2147483647]])", user, last) == "on");
  CHECK(variant(R"(["key",["on",2147483647],["off",1]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",[{"var":"on"},{"+":[1,1]}],["off",2]])", user, 0x7FFFFFFFU) == "on");
  CHECK(variant(R"(["key",[{"var":"on"},{"+":[1,1]}],["off",2]])", user, 0x80000000U) == "off");
  CHECK(variant(R"(["key",[{"var":"none"},1],["on",1]])", user, 0) == "off by default");
  CHECK(variant(R"(["key",["on",{"+":[2147483647,1]}]])", user, 0) == "off by default");
}

// The published verification values of MurmurHash3_x86_32 with seed 0.
TEST_CASE("murmur3") {
  CHECK(murmur3_32("") == 0);
  CHECK(murmur3_32("test") == 0xBA6BD213U);
  CHECK(murmur3_32("Hello, world!") == 0xC0363E43U);
  CHECK(murmur3_32("The quick brown fox jumps over the lazy dog") == 0x2E4FF723U);
  CHECK(murmur3_32("aaaa") == murmur3_32(std::string(4, 'a')));
}

TEST_CASE("references") {
  const Context nobody;
  const Ruleset rules = load(
      R"({"$evaluators":{"outer":{"!":[{"$ref":"inner"}]},"inner":{"==":[{"var":"a"},1]},"word":"on",)"
      R"("self":{"!":[{"$ref":"self"}]},"one":{"$ref":"two"},"two":{"or":[{"$ref":"one"}]},)"
      R"("leads":{"$ref":"one"},"bad":{"nope":1},"lost":{"$ref":"gone"}},"flags":{)"
      R"("good":{"state":"ENABLED","variants":{"on":1},"targeting":{"if":[{"$ref":"outer"},{"$ref":"word"}]}},)"
      R"("self":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":"self"}},)"
      R"("cycle":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":"two"}},)"
      R"("leads":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":"leads"}},)"
      R"("bad":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":"bad"}},)"
      R"("lost":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":"lost"}},)"
      R"("odd":{"state":"ENABLED","variants":{"on":1},"targeting":{"$ref":["word"]}},)"
      R"("gone":{"state":"ENABLED","variants":{"on":1},"targeting":{"if":[true,{"$ref":"gone"}]}}}})");
  const auto outcome = [&](std::string_view key) {
    return rules.evaluate(key, Type::any, nobody, {});
  };
  check_served(outcome("good"), "on", Reason::TARGETING_MATCH);
  check_failed(outcome("self"), ErrorCode::PARSE_ERROR,
               "flag \"self\": evaluator \"self\": leads to a cycle of $refs");
  check_failed(outcome("cycle"), ErrorCode::PARSE_ERROR,
               "flag \"cycle\": evaluator \"two\": leads to a cycle of $refs");
  check_failed(outcome("leads"), ErrorCode::PARSE_ERROR,
               "flag \"leads\": evaluator \"leads\": leads to a cycle of $refs");
  check_failed(outcome("bad"), ErrorCode::PARSE_ERROR,
               "flag \"bad\": evaluator \"bad\": unknown operator \"nope\"");
  check_failed(outcome("lost"), ErrorCode::PARSE_ERROR,
               "flag \"lost\": evaluator \"lost\": $ref to undefined evaluator \"gone\"");
  check_failed(outcome("odd"), ErrorCode::PARSE_ERROR, "flag \"odd\": a $ref that is not a string");
  check_failed(outcome("gone"), ErrorCode::PARSE_ERROR,
               "flag \"gone\": $ref to undefined evaluator \"gone\"");
  CHECK(rules.targeting_problem("good").empty());
}

TEST_CASE("metadata of the set and the flag") {
  const Ruleset rules =
      load(R"({"metadata":{"flagSetId":"s","version":"1","a":1},"flags":{)"
           R"("own":{"state":"ENABLED","variants":{"on":1},"metadata":{"a":2,"b":true}},)"
           R"("none":{"state":"ENABLED","variants":{"on":1}}}})");
  CHECK(to_json(rules.metadata()) == R"({"flagSetId":"s","version":"1","a":1})");
  CHECK(to_json(*rules.metadata("own")) == R"({"flagSetId":"s","version":"1","a":2,"b":true})");
  CHECK(to_json(*rules.metadata("none")) == to_json(rules.metadata()));
  CHECK_FALSE(rules.metadata("absent").has_value());
}
