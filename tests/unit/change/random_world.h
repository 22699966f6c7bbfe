// Random flags over declared attributes of every type, and random contexts that keep to the types:
// the same ones for the same seed on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/model.h"
#include "random_source.h"

namespace ensign::test {

class RandomWorld : RandomSource {
 public:
  explicit RandomWorld(std::uint64_t seed) : RandomSource(seed) {}

  model::Model model() {
    using model::AttributeType;
    model::Model result;
    result.config.name.value = "random";
    result.config.environments.emplace_back().name.value = "production";
    for (auto& [name, type] :
         std::vector<std::pair<std::string, AttributeType>>{{"age", AttributeType::integer},
                                                            {"beta", AttributeType::boolean},
                                                            {"plan", AttributeType::string},
                                                            {"region", AttributeType::string},
                                                            {"seen", AttributeType::timestamp},
                                                            {"share", AttributeType::number},
                                                            {"user.email", AttributeType::string},
                                                            {"version", AttributeType::version}}) {
      model::Attribute attribute;
      attribute.name.value = name;
      attribute.type = type;
      if (name == "plan") attribute.values = {"free", "team", "business"};
      if (name == "region") attribute.required = true;
      result.config.attributes.push_back(attribute);
    }
    for (usable_segments_ = 0; usable_segments_ < 2;) {
      model::Segment segment;
      segment.name.value = "segment-" + std::to_string(usable_segments_);
      segment.condition = condition(1);
      result.segments.push_back(std::move(segment));
      ++usable_segments_;
    }
    result.flags.push_back(flag());
    return result;
  }

  // With `now`, in the order of the attributes; null is missing.
  std::vector<std::pair<std::string, Json>> values() {
    std::vector<std::pair<std::string, Json>> all;
    const auto add = [&](const char* name, Json value) {
      all.emplace_back(name, pick(4) == 0 ? Json() : std::move(value));
    };
    add("age", Json(std::int64_t{pick(8)} - 2));
    add("beta", Json(pick(2) == 0));
    add("plan", std::string(plan()));
    all.emplace_back("region", short_text());
    add("seen", Json(moment_seconds() + pick(3) - 1));
    add("share", Json((double(pick(16)) - 4) / 4));
    add("user.email", pick(6) == 0 ? "" : short_text() + short_text());
    add("version", version());
    all.emplace_back("targetingKey", short_text() + std::to_string(pick(1000)));
    return all;
  }

  std::int64_t clock() { return moment_seconds() + pick(3) - (pick(2) == 0 ? 0 : 1); }

 private:
  using Condition = model::Condition;
  using Operator = model::Operator;

  std::string_view plan() {
    constexpr std::string_view plans[] = {"free", "team", "business"};
    return plans[pick(3)];
  }

  std::string version() {
    constexpr const char* suffixes[] = {"", "", "-0", "-a", "-a.0", "-a.1", "-1", "+x", "-a+x"};
    return "1." + std::to_string(pick(2)) + "." + std::to_string(pick(3)) + suffixes[pick(9)];
  }

  std::int64_t moment_seconds() { return (1 + std::int64_t{pick(4)}) * 43'200; }

  std::string moment() {
    if (pick(3) == 0) return pick(2) == 0 ? "1970-01-02" : "1970-01-03";
    return to_string(Instant{moment_seconds()});
  }

  Operator offset(Operator first, std::uint32_t count) {
    return static_cast<Operator>(static_cast<std::uint32_t>(first) + pick(count));
  }

  Condition test_of(const char* attribute, Operator op, std::vector<Json> operands) {
    Condition test;
    test.kind = Condition::Kind::test;
    test.attribute.value = attribute;
    test.op = op;
    for (Json& operand : operands) test.operands.push_back({std::move(operand), {}});
    return test;
  }

  Condition segment_test() {
    constexpr const char* attributes[] = {"plan", "user.email", "age"};
    Condition test = test_of(attributes[pick(3)], offset(Operator::in_segment, 2), {""});
    test.segment = model::Ref<model::Segment>{{}, id_at<model::Segment>(pick(usable_segments_))};
    return test;
  }

  Condition text_test(const char* attribute) {
    switch (pick(3)) {
      case 0:
        return test_of(attribute, offset(Operator::equals, 2), {short_text()});
      case 1:
        return test_of(attribute, offset(Operator::in, 2), {short_text(), short_text()});
      default:
        return test_of(attribute, offset(Operator::starts_with, 3), {short_text()});
    }
  }

  Condition test() {
    constexpr const char* any[] = {"age",  "beta",  "plan",       "region",
                                   "seen", "share", "user.email", "version"};
    switch (pick(12)) {
      case 0:
        return test_of("plan", offset(Operator::in, 2), {plan(), plan()});
      case 1:
      case 2:
        return text_test("user.email");
      case 3:
        return text_test("region");
      case 4:
        return test_of("age", offset(Operator::at_least, 4), {Json((double(pick(8)) - 2) / 2)});
      case 5:
        return test_of("share", offset(Operator::at_least, 4), {Json(double(pick(4)) / 2)});
      case 6:
        return test_of("version", offset(Operator::version_at_least, 5), {version()});
      case 7:
        return test_of("version", offset(Operator::equals, 2), {version()});
      case 8:
        return test_of(any[pick(8)], Operator::exists, {pick(2) == 0});
      case 9:
        return test_of(pick(2) == 0 ? "seen" : "now", offset(Operator::before, 2), {moment()});
      case 10:
        return pick(2) == 0 ? test_of("beta", Operator::equals, {pick(2) == 0})
                            : test_of("age", Operator::not_equals, {Json(std::int64_t{pick(4)})});
      default:
        return usable_segments_ == 0 ? text_test("targetingKey") : segment_test();
    }
  }

  Condition condition(int depth) {
    if (depth == 0 || pick(4) == 0) return test();
    Condition result;
    const auto kind = pick(3);
    result.kind = kind == 0   ? Condition::Kind::all
                  : kind == 1 ? Condition::Kind::any
                              : Condition::Kind::negation;
    const std::uint32_t count = kind == 2 ? 1 : 2;
    for (std::uint32_t i = 0; i < count; ++i) result.children.push_back(condition(depth - 1));
    return result;
  }

  model::Serve serve() {
    model::Serve result;
    if (pick(2) == 0) {
      result.shares.push_back({pick(3), 100'000, {}});
      return result;
    }
    const std::int64_t first = std::int64_t{pick(5)} * 25'000;
    result.shares = {{0, first, {}}, {1, 0, {}}, {2, 100'000 - first, {}}};
    if (pick(2) == 0) result.by = Spanned<std::string>{pick(2) == 0 ? "user.email" : "region", {}};
    return result;
  }

  model::Flag flag() {
    model::Flag result;
    result.key.value = "flag-" + short_text();
    for (const char* name : {"a", "b", "c"}) result.variants.push_back({{name, {}}, name, {}});
    if (pick(3) == 0) result.salt = Spanned<std::string>{short_text(), {}};
    if (pick(3) == 0) {
      result.on_expiry = model::OnExpiry::fallback;
      result.expires = Spanned<Date>{Date{1}, {}};
      result.fallback.emplace();
      result.fallback->serve.value = "b";
      result.fallback->variant = 1;
    }
    model::FlagEnvironment own;
    own.environment.value = "production";
    own.index = 0;
    own.serve = serve();
    const std::uint32_t rules = 1 + pick(3);
    for (std::uint32_t i = 0; i < rules; ++i) {
      own.rules.push_back({{"rule-" + std::to_string(i), {}}, {}, condition(2), serve()});
    }
    result.environments.push_back(std::move(own));
    return result;
  }

  std::uint32_t usable_segments_ = 0;
};

}  // namespace ensign::test
