#include "base/json.h"

#include <bit>
#include <cstdint>
#include <doctest/doctest.h>
#include <vector>

using ensign::canonical;
using ensign::ecmascript_number;
using ensign::Json;

TEST_CASE("numbers are printed as RFC 8785, appendix B, lists them") {
  struct Sample {
    std::uint64_t bits;
    const char* text;
  };
  const std::vector<Sample> samples{{0x0000000000000000, "0"},
                                    {0x8000000000000000, "0"},
                                    {0x0000000000000001, "5e-324"},
                                    {0x8000000000000001, "-5e-324"},
                                    {0x7fefffffffffffff, "1.7976931348623157e+308"},
                                    {0xffefffffffffffff, "-1.7976931348623157e+308"},
                                    {0x4340000000000000, "9007199254740992"},
                                    {0xc340000000000000, "-9007199254740992"},
                                    {0x4430000000000000, "295147905179352830000"},
                                    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
                                    {0x44b52d02c7e14af6, "1e+23"},
                                    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
                                    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
                                    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
                                    {0x444b1ae4d6e2ef50, "1e+21"},
                                    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
                                    {0x3eb0c6f7a0b5ed8d, "0.000001"},
                                    {0x41b3de4355555553, "333333333.3333332"},
                                    {0x41b3de4355555554, "333333333.33333325"},
                                    {0x41b3de4355555555, "333333333.3333333"},
                                    {0x41b3de4355555556, "333333333.3333334"},
                                    {0x41b3de4355555557, "333333333.33333343"},
                                    {0xbecbf647612f3696, "-0.0000033333333333333333"},
                                    {0x43143ff3c1cb0959, "1424953923781206.2"}};
  for (const Sample& sample : samples) {
    CHECK(ecmascript_number(std::bit_cast<double>(sample.bits)) == sample.text);
  }
}

TEST_CASE("members are sorted by UTF-16 code units: the example of RFC 8785, section 3.2.3") {
  const Json object = Json::object({{"\u20ac", "Euro Sign"},
                                    {"\r", "Carriage Return"},
                                    {"\ufb33", "Hebrew Letter Dalet With Dagesh"},
                                    {"1", "One"},
                                    {"\U0001F600", "Emoji: Grinning Face"},
                                    {"\u0080", "Control"},
                                    {"\u00f6", "Latin Small Letter O With Diaeresis"}});
  CHECK(canonical(object) ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
        "\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("the whole example of RFC 8785, section 3.2.2") {
  const Json object = Json::object({{"numbers", Json::array({333333333.33333329, 1E30, 4.50, 2e-3,
                                                             0.000000000000000000000000001})},
                                    {"string", "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f"},
                                    {"literals", Json::array({nullptr, true, false})}});
  CHECK(canonical(object) ==
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
        "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST_CASE("one key that begins another comes first, at every depth") {
  const Json object = Json::object({{"ab", 1}, {"a", Json::object({{"d", 2}, {"c", 3}})}, {"", 4}});
  CHECK(canonical(object) == R"({"":4,"a":{"c":3,"d":2},"ab":1})");
}

TEST_CASE("pretty keeps the order of insertion and ends in a line feed") {
  const Json object =
      Json::object({{"b", Json::array({1, 2})}, {"a", Json::object()}, {"c", Json::array()}});
  CHECK(pretty(object) == "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"c\": []\n}\n");
}

TEST_CASE("values that are the same canonical JSON are equal") {
  CHECK(Json::object({{"a", 1}, {"b", 2.0}}) == Json::object({{"b", 2}, {"a", 1.0}}));
  CHECK_FALSE(Json::array({1, 2}) == Json::array({2, 1}));
  CHECK_FALSE(Json("1") == Json(1));
  CHECK_FALSE(Json(nullptr) == Json(false));
}

TEST_CASE("members are found by name, and only in objects") {
  const Json object = Json::object({{"name", "checkout"}});
  REQUIRE(object.find("name") != nullptr);
  CHECK(*object.find("name")->string() == "checkout");
  CHECK(object.find("other") == nullptr);
  CHECK(Json("name").find("name") == nullptr);
}
