// JsonLogic beyond the public list. Expected values follow the source of json-logic-js 2.0 and,
// where it defers to it, ECMAScript's coercions.

#include "eval/logic.h"

#include <doctest/doctest.h>
#include <string>

using namespace ensign::eval;

namespace {

std::string apply(std::string_view rule, std::string_view data = "{}") {
  const auto parsed_rule = parse_json(rule);
  const auto parsed_data = parse_json(data);
  REQUIRE(parsed_rule.has_value());
  REQUIRE(parsed_data.has_value());
  const auto result = apply_logic(*parsed_rule, *parsed_data);
  return result ? to_json(*result) : "error: " + result.error().message;
}

void check_true(std::string_view rule, std::string_view data = "{}") {
  CAPTURE(std::string(rule));
  CHECK(apply(rule, data) == "true");
}

void check_false(std::string_view rule, std::string_view data = "{}") {
  CAPTURE(std::string(rule));
  CHECK(apply(rule, data) == "false");
}

}  // namespace

TEST_CASE("loose and strict equality") {
  check_true(R"({"==":["1.0",1]})");
  check_true(R"({"==":["",0]})");
  check_true(R"({"==":[true,1]})");
  check_true(R"({"==":[true,"1"]})");
  check_false(R"({"==":[true,"true"]})");
  check_true(R"({"==":[null,null]})");
  check_false(R"({"==":[null,0]})");
  check_false(R"({"==":[null,""]})");
  check_false(R"({"==":[null,false]})");
  check_true(R"({"==":[[1,2],"1,2"]})");
  check_true(R"({"==":[[5],5]})");
  check_true(R"({"==":[[],0]})");
  check_false(R"({"==":[[1],[1]]})");
  check_true(R"({"==":[{"var":"a"},{"var":"a"}]})", R"({"a":[1]})");
  check_true(R"({"==":[{},"[object Object]"]})");
  check_false(R"({"==":[{"/":[0,0]},{"/":[0,0]}]})");
  check_true(R"({"==":[null]})");
  check_false(R"({"===":[null]})");
  check_false(R"({"===":[0,false]})");
  check_true(R"({"!==":["1",1]})");
  check_true(R"({"===":["ü","\u00fc"]})");
}

TEST_CASE("order") {
  check_true(R"({"<":["9",9.5]})");
  check_false(R"({">":["10","9"]})");
  check_true(R"({"<":["10","9"]})");
  check_true(R"({"<":[null,1]})");
  check_false(R"({"<":["a",1]})");
  check_false(R"({">=":["a",1]})");
  check_false(R"({"<":[1]})");
  check_false(R"({"<":[]})");
  check_true(R"({">":[3,2,9]})");
  check_false(R"({"<":[1,2,null]})");
  check_true(R"({"<=":[[2],"2"]})");
}

TEST_CASE("arithmetic and its coercions") {
  CHECK(apply(R"({"+":[]})") == "0");
  CHECK(apply(R"({"+":["3 apples",true]})") == "null");  // NaN
  CHECK(apply(R"({"+":["3 apples","1"]})") == "4");
  CHECK(apply(R"({"*":["2"]})") == R"("2")");
  CHECK(apply(R"({"*":[]})") == "null");
  CHECK(apply(R"({"-":["5",null]})") == "5");
  CHECK(apply(R"({"-":[true]})") == "-1");
  CHECK(apply(R"({"-":["5 apples",1]})") == "null");
  CHECK(apply(R"({"/":[1,0]})") == "null");
  CHECK(apply(R"({"%":[-7,3]})") == "-1");
  CHECK(apply(R"({"%":[5.5,2]})") == "1.5");
  CHECK(apply(R"({"max":["3",2,null]})") == "3");
  CHECK(apply(R"({"min":["3",2,null]})") == "0");
  CHECK(apply(R"({"max":["x",2]})") == "null");
}

TEST_CASE("text") {
  CHECK(apply(R"({"cat":["a",null,1.5,true,[1,[2,null]],{}]})") ==
        R"("a1.5true1,2,[object Object]")");
  CHECK(apply(R"({"cat":[]})") == R"("")");
  CHECK(apply(R"({"substr":["grüße",2,2]})") == R"("üß")");
  CHECK(apply(R"({"substr":["grüße",-2]})") == R"("ße")");
  CHECK(apply(R"({"substr":["grüße",1,-1]})") == R"("rüß")");
  CHECK(apply(R"({"substr":["abc",9]})") == R"("")");
  CHECK(apply(R"({"substr":["abc",-9,2]})") == R"("ab")");
  CHECK(apply(R"({"substr":["abc",1,-9]})") == R"("")");
  CHECK(apply(R"({"substr":["abc","1"]})") == R"("bc")");
  CHECK(apply(R"({"substr":[12345,1,{"/":[1,0]}]})") == R"("2345")");
  check_true(R"({"in":[2,"123"]})");
  check_false(R"({"in":["",""]})");
  check_true(R"({"in":["","a"]})");
  check_false(R"({"in":["1",[1]]})");
  check_false(R"({"in":["a"]})");
  check_false(R"({"in":["a",7]})");
  check_true(R"({"in":["aaaaaaaaaaaaaaaaaaab",{"var":"t"}]})",
             R"({"t":"aaaaaaaaaaaaaaaaaaaaaaab"})");
  check_false(R"({"in":["aaaaaaaaaaaaaaaaaaac",{"var":"t"}]})",
              R"({"t":"aaaaaaaaaaaaaaaaaaaaaaab"})");
  check_true(R"({"in":["abcabcabcabcabcabd",{"var":"t"}]})", R"({"t":"abcabcabcabcabcabcabd!"})");
}

TEST_CASE("affixes are null on bad input") {
  check_true(R"({"starts_with":["abc",""]})");
  check_false(R"({"ends_with":["abc","abcd"]})");
  CHECK(apply(R"({"starts_with":["abc",1]})") == "null");
  CHECK(apply(R"({"ends_with":[null,"x"]})") == "null");
  CHECK(apply(R"({"ends_with":["a","b","c"]})") == "null");
}

TEST_CASE("paths") {
  CHECK(apply(R"({"var":["a.1.b","x"]})", R"({"a":[0,{"b":7}]})") == "7");
  CHECK(apply(R"({"var":["a.01","x"]})", R"({"a":[0,1]})") == R"("x")");
  CHECK(apply(R"({"var":["a.2","x"]})", R"({"a":[0,1]})") == R"("x")");
  CHECK(apply(R"({"var":["a","x"]})", R"({"a":null})") == "null");
  CHECK(apply(R"({"var":["a.b","x"]})", R"({"a":null})") == R"("x")");
  CHECK(apply(R"({"var":["a.","x"]})", R"({"a":{"":5}})") == "5");
  CHECK(apply(R"({"var":{"cat":["a",".b"]}})", R"({"a":{"b":3}})") == "3");
  CHECK(apply(R"({"var":[{"cat":["a",".c"]},{"+":[1,2]}]})", R"({"a":{"b":3}})") == "3");
  CHECK(apply(R"({"var":["z",{"+":[1,2]}]})") == "3");
  CHECK(apply(R"({"var":"$flagd.flagKey"})", R"({"$flagd":{"flagKey":"mine"}})") == R"("mine")");
  CHECK(apply(R"({"missing":["a","b","c",""]})", R"({"a":0,"b":""})") == R"(["b","c"])");
  CHECK(apply(R"({"missing_some":[1,"a"]})") == R"(["a"])");
  CHECK(apply(R"({"missing_some":[1,"a"]})", R"({"a":1})") == "[]");
}

TEST_CASE("lists") {
  CHECK(apply(R"({"map":[[1,2],{"var":""}]})") == "[1,2]");
  CHECK(apply(R"({"map":[{"var":"l"},{"var":"x"}]})", R"({"l":[{"x":1},5,null]})") ==
        "[1,null,null]");
  CHECK(apply(R"({"filter":["no list",true]})") == "[]");
  CHECK(apply(R"({"reduce":[[1,2,3],{"-":[{"var":"current"},{"var":"accumulator"}]}]})") == "2");
  CHECK(apply(R"({"reduce":[[1],{"var":""},9]})") == R"({"current":1,"accumulator":9})");
  CHECK(apply(R"({"reduce":["x",0,{"var":"s"}]})", R"({"s":4})") == "4");
  check_true(R"({"none":[7,true]})");
  check_false(R"({"some":[{"var":"x"},true]})");
  check_false(R"({"all":[[],true]})");
  CHECK(apply(R"({"merge":[1,[2,[3]],null]})") == "[1,2,[3],null]");
}

TEST_CASE("short circuits do not evaluate what they skip, and give the value itself") {
  CHECK(apply(R"({"or":[0,"",[],"last"]})") == R"("last")");
  CHECK(apply(R"({"and":[1,"x",0,"never"]})") == "0");
  CHECK(apply(R"({"and":[]})") == "null");
  CHECK(apply(R"({"if":[{},"object","none"]})") == R"("object")");
  check_true(R"({"!!":[{}]})");
  check_true(R"({"!":[]})");
  check_true(R"({"!":[{"/":[0,0]}]})");
}

TEST_CASE("rules that do not compile") {
  CHECK(apply(R"({"nope":[1]})") == R"(error: unknown operator "nope")");
  CHECK(apply(R"({"if":[true,1,{"nope":[]}]})") == R"(error: unknown operator "nope")");
  CHECK(apply(R"({"+":[1],"-":[1]})") ==
        "error: an object with 2 keys where one operator is expected");
  CHECK(apply(R"({"$ref":"x"})") == R"(error: $ref to undefined evaluator "x")");
}
