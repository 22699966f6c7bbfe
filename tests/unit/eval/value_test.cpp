#include "eval/value.h"

#include <cmath>
#include <doctest/doctest.h>
#include <string>

#include "eval/number.h"

using namespace ensign::eval;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string text(double value) {
  NumberText buffer;
  return std::string(text_of(value, buffer));
}

}  // namespace

TEST_CASE("JSON keeps document order and comes back as it was") {
  const std::string json =
      R"({"z":1,"a":[true,false,null,"x",-2.5],"m":{},"quote\"\\\n\u0001":"ü\u2028"})";
  const auto value = parse_json(json);
  REQUIRE(value.has_value());
  CHECK(to_json(*value) ==
        "{\"z\":1,\"a\":[true,false,null,\"x\",-2.5],\"m\":{},"
        "\"quote\\\"\\\\\\n\\u0001\":\"\xC3\xBC\xE2\x80\xA8\"}");
  CHECK(value->find("m")->is_object());
  CHECK(value->find("none") == nullptr);
}

TEST_CASE("every member of a large object is found") {
  std::string json = "{";
  for (int i = 0; i < 100; ++i) {
    if (i != 0) json += ',';
    json.append("\"k").append(std::to_string(i * 37 % 100)).append("\":").append(std::to_string(i));
  }
  const auto value = parse_json(json + "}");
  REQUIRE(value.has_value());
  for (int i = 0; i < 100; ++i) {
    const View* found = value->find(std::string("k").append(std::to_string(i * 37 % 100)));
    REQUIRE(found != nullptr);
    CHECK(found->as_number() == i);
  }
  CHECK(value->find("k100") == nullptr);
  CHECK(value->find("") == nullptr);
  CHECK(to_json(*value) == json + "}");
}

TEST_CASE("a copy outlives what it was copied from") {
  Value copy;
  {
    const auto original =
        parse_json(R"({"list":[1,"two",{"three":3}],"text":"a long enough text"})");
    const auto copied = Value::copy_of(*original);
    REQUIRE(copied.has_value());
    copy = *copied;
  }
  CHECK(to_json(copy) == R"({"list":[1,"two",{"three":3}],"text":"a long enough text"})");
}

TEST_CASE("hostile JSON is refused") {
  const std::string hostile[] = {
      "",
      " ",
      "{",
      "nul",
      "NaN",
      "[NaN]",
      "Infinity",
      "-Infinity",
      "1e400",
      "01",
      "1.",
      "+1",
      "'a'",
      "{a:1}",
      "[1,]",
      "{\"a\":1,}",
      "{} {}",
      "1 2",
      "{}x",
      "// comment\n{}",
      "\xEF\xBB\xBF{}",
      "\"\xFF\"",
      "\"\xC0\xAF\"",
      "\"\xED\xA0\x80\"",
      R"("\ud800")",
      R"("\udc00")",
      R"("\udc00\ud800")",
      R"({"\udc00":1})",
      "\"\x01\"",
      std::string("\"a\0b\"", 5),
      std::string("{}\0", 3),
      R"({"a":1,"a":2})",
      R"({"a":1,"\u0061":2})",
      R"([{"x":{"k":1,"k":1}}])",
      nested(65),
      nested(10'000),
  };
  for (const std::string& json : hostile) {
    CAPTURE(json.substr(0, 60));
    const auto value = parse_json(json);
    REQUIRE_FALSE(value.has_value());
    CHECK_FALSE(value.error().message.empty());
  }
  CHECK(parse_json(nested(64)).has_value());
  CHECK(parse_json(R"("\ud83d\ude00")").has_value());
  CHECK(parse_json("\"\xED\x9F\xBF\"").has_value());  // U+D7FF, the last before the surrogates
}

TEST_CASE("integers beyond 64 bits are the nearest double") {
  const auto value =
      parse_json(R"({"\"99999999999999999999":[100000000000000000000,-100000000000000000000,1e3,)"
                 R"(18446744073709551615,"12345678901234567890123","\\"]})");
  REQUIRE(value.has_value());
  CHECK(to_json(*value) ==
        R"({"\"99999999999999999999":[100000000000000000000,-100000000000000000000,1000,)"
        R"(18446744073709552000,"12345678901234567890123","\\"]})");
  CHECK_FALSE(parse_json(std::string("1").append(400, '0')).has_value());
  CHECK_FALSE(parse_json(std::string("0").append(30, '1')).has_value());
  CHECK_FALSE(parse_json(std::string("[1").append(30, '1') + "-]").has_value());
}

TEST_CASE("a duplicate key is found among many and named") {
  std::string json = "{\"k7\":0";
  for (int i = 0; i < 40; ++i) json.append(",\"k").append(std::to_string(i)).append("\":0");
  const auto value = parse_json(json + "}");
  REQUIRE_FALSE(value.has_value());
  CHECK(value.error().message == "duplicate key \"k7\"");
}

// Expected texts are ECMAScript's String(x).
TEST_CASE("numbers as text") {
  CHECK(text(0) == "0");
  CHECK(text(-0.0) == "0");
  CHECK(text(1.2) == "1.2");
  CHECK(text(-1234.5) == "-1234.5");
  CHECK(text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(text(1e21) == "1e+21");
  CHECK(text(1e20) == "100000000000000000000");
  CHECK(text(123456789012345680000.0) == "123456789012345680000");
  CHECK(text(9007199254740993.0) == "9007199254740992");
  CHECK(text(0.000001) == "0.000001");
  CHECK(text(0.00000123) == "0.00000123");
  CHECK(text(1e-7) == "1e-7");
  CHECK(text(-1.5e-9) == "-1.5e-9");
  CHECK(text(5e-324) == "5e-324");
  CHECK(text(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(text(std::nan("")) == "NaN");
  CHECK(text(-INFINITY) == "-Infinity");
}

// Expected values are ECMAScript's Number(x) and parseFloat(x).
TEST_CASE("text as numbers") {
  CHECK(number_of("") == 0);
  CHECK(number_of(" \t\n\xC2\xA0 12 \xE2\x80\xA8") == 12);
  CHECK(number_of("-.5") == -0.5);
  CHECK(number_of("+5.") == 5);
  CHECK(number_of("1e3") == 1000);
  CHECK(number_of("0x1F") == 31);
  CHECK(number_of("0b101") == 5);
  CHECK(number_of("0o17") == 15);
  CHECK(number_of("Infinity") == INFINITY);
  CHECK(number_of("-Infinity") == -INFINITY);
  CHECK(number_of("1e999") == INFINITY);
  CHECK(number_of("-1e999") == -INFINITY);
  CHECK(number_of("1e-999") == 0);
  CHECK(number_of(std::string("0.").append(400, '0') + "1e3") == 0);
  CHECK(number_of(std::string(400, '9')) == INFINITY);
  for (const char* text : {"abc", "1x", "1 2", ".", "e5", "1e", "+", "--1", "0x", "0xG", "-0x1",
                           "inf", "nan", "infinity", "1_000", "0b2"}) {
    CAPTURE(text);
    CHECK(std::isnan(number_of(text)));
  }
  CHECK(leading_number_of("3 apples") == 3);
  CHECK(leading_number_of("  -2.5e1x") == -25);
  CHECK(leading_number_of("1e") == 1);
  CHECK(leading_number_of("0x10") == 0);
  CHECK(leading_number_of("Infinitynow") == INFINITY);
  CHECK(std::isnan(leading_number_of("")));
  CHECK(std::isnan(leading_number_of("x1")));
}
