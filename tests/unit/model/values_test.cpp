#include "model/values.h"

#include <doctest/doctest.h>

#include "model/names.h"

namespace ensign::model {
namespace {

Node scalar(std::string_view text, bool plain = true) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.plain = plain;
  node.text = text;
  node.span = {FileId{}, 0, static_cast<std::uint32_t>(text.size())};
  return node;
}

// The value, or nothing; in that case there must be exactly one finding, else none.
template <typename Reader>
auto read_with(Reader reader, const Node& node) {
  Report report;
  auto value = reader(node, report);
  CHECK_EQ(report.findings().size(), value ? 0u : 1u);
  return value;
}

}  // namespace

// floor(p / 100 * 2^32), by hand: 2^32 = 4,294,967,296.
TEST_CASE("a place in a split is the hash at which it begins") {
  const auto hash = [](std::string_view text) {
    return *read_with(read_bucket, scalar(text)).value();
  };
  CHECK_EQ(hash("0%"), 0u);
  CHECK_EQ(hash("50%"), 2'147'483'648u);
  CHECK_EQ(hash("12.5%"), 536'870'912u);
  CHECK_EQ(hash("33.333%"), 1'431'641'448u);     // 0.33333 * 2^32 = 1,431,641,448.7...
  CHECK_EQ(hash("99.999999%"), 4'294'967'253u);  // 42.95 below 2^32
  CHECK_EQ(hash("0.000001%"), 42u);
  for (const std::string_view text :
       {"100%", "12.5", "%", "-1%", "1e1%", "12.%", ".5%", "1.1234567%", "1000%", "12 %"}) {
    CAPTURE(text);
    CHECK_FALSE(read_with(read_bucket, scalar(text)).has_value());
  }
}

TEST_CASE("weights are exact to a thousandth of a percent") {
  const auto weight = [](std::string_view text) {
    return *read_with(read_weight, scalar(text)).value();
  };
  CHECK_EQ(weight("100"), 100'000);
  CHECK_EQ(weight("0"), 0);
  CHECK_EQ(weight("33.333"), 33'333);
  CHECK_EQ(weight("0.1"), 100);
  CHECK_EQ(weight("12.50"), 12'500);
  for (const std::string_view text : {"100.001", "101", "-1", "0.1234", "1e1", "half", "12.5%"}) {
    CAPTURE(text);
    CHECK_FALSE(read_with(read_weight, scalar(text)).has_value());
  }
  CHECK_FALSE(read_with(read_weight, scalar("50", false)).has_value());
}

TEST_CASE("durations have one unit, ranges a shorter and a longer end") {
  const auto range = [](std::string_view text) {
    const auto value = read_with(read_duration_range, scalar(text)).value();
    return std::pair(value.min_seconds, value.max_seconds);
  };
  CHECK(range("2d..3d") == std::pair<std::int64_t, std::int64_t>(172'800, 259'200));
  CHECK(range("4w..6w") == std::pair<std::int64_t, std::int64_t>(2'419'200, 3'628'800));
  CHECK(range("48h") == std::pair<std::int64_t, std::int64_t>(172'800, 172'800));
  CHECK(range("24h..1d") == std::pair<std::int64_t, std::int64_t>(86'400, 86'400));
  for (const std::string_view text :
       {"3d..2d", "2d...3d", "2d..", "..3d", "2..3d", "2 d", "", "0h"}) {
    CAPTURE(text);
    CHECK_FALSE(read_with(read_duration_range, scalar(text)).has_value());
  }
  CHECK_EQ(*read_with(read_duration, scalar("30min")).value(), 1'800);
  CHECK_FALSE(read_with(read_duration, scalar("0d")).has_value());
  CHECK_FALSE(read_with(read_duration, scalar("1d..2d")).has_value());
}

TEST_CASE("only true and false are booleans, and the words for them are told apart") {
  CHECK(*read_with(read_boolean, scalar("true")).value());
  CHECK_FALSE(*read_with(read_boolean, scalar("false")).value());
  const auto rule_for = [](const Node& node) {
    Report report;
    read_boolean(node, report);
    return std::string(report.findings()[0].rule->name) + ": " + report.findings()[0].help;
  };
  CHECK_EQ(rule_for(scalar("yes")), "word-for-boolean: write `true`");
  CHECK_EQ(rule_for(scalar("ON")), "word-for-boolean: write `true`");
  CHECK_EQ(rule_for(scalar("off")), "word-for-boolean: write `false`");
  CHECK_EQ(rule_for(scalar("True")), "word-for-boolean: write `true`");
  CHECK_EQ(rule_for(scalar("true", false)), "wrong-type: leave out the quotes");
  CHECK_EQ(rule_for(scalar("maybe")), "wrong-type: write `true` or `false`");
}

TEST_CASE("texts are not numbers, booleans or empty") {
  CHECK_EQ(*read_with(read_text, scalar("on")).value(), "on");
  CHECK_EQ(*read_with(read_text, scalar("2.10", false)).value(), "2.10");
  CHECK_EQ(*read_with(read_text, scalar("2026-06-01")).value(), "2026-06-01");
  CHECK_FALSE(read_with(read_text, scalar("2.10")).has_value());
  CHECK_FALSE(read_with(read_text, scalar("true")).has_value());
  CHECK_FALSE(read_with(read_text, scalar("", false)).has_value());
}

TEST_CASE("names: what they may hold, which are kept, which are alike") {
  CHECK(is_id("a"));
  CHECK(is_id("2.4.0-rc_1"));
  CHECK(is_id(std::string(100, 'a')));
  for (const std::string& text :
       {std::string(), std::string("-a"), std::string(".a"), std::string("a b"), std::string("ä"),
        std::string(101, 'a'), std::string("a/b")}) {
    CAPTURE(text);
    CHECK_FALSE(is_id(text));
  }
  for (const std::string_view text : {"index", "Index", "__proto__", "constructor", "prototype",
                                      "con", "NUL", "com1", "lpt9", "aux.v2"}) {
    CAPTURE(text);
    CHECK(is_reserved(text));
  }
  for (const std::string_view text : {"indexes", "console", "com", "com10", "contact"}) {
    CAPTURE(text);
    CHECK_FALSE(is_reserved(text));
  }
  CHECK_EQ(key_fold("New.Query_engine"), key_fold("new-query-engine"));
  CHECK_NE(key_fold("new-query"), key_fold("newquery"));
}

}  // namespace ensign::model
