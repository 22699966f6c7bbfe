// Random flags, segments and contexts, the same ones for the same seed on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"
#include "random_source.h"

namespace ensign::test {

class RandomModel : RandomSource {
 public:
  explicit RandomModel(std::uint64_t seed) : RandomSource(seed) {}

  model::Model model() {
    model::Model result;
    result.config.name.value = "random";
    result.config.environments.push_back({{"production", {}}, {}, false, {}, {}, {}});
    for (std::size_t i = 0; i < 3; ++i) {
      usable_segments_ = i;  // a segment may use the ones before it
      model::Segment segment;
      segment.name.value = "segment-" + std::to_string(i);
      segment.condition = condition(2);
      result.segments.push_back(std::move(segment));
    }
    usable_segments_ = 3;
    result.flags.push_back(flag());
    if (pick(3) == 0) add_group(result);
    return result;
  }

  Json context() {
    Json object = Json::object();
    for (const char* name : {"text", "plan", "targetingKey"}) add(object, name, short_text());
    add(object, "number", Json(std::int64_t{pick(7)} - 3));
    add(object, "joined", Json(std::int64_t{pick(7)} * 100));
    add(object, "flagged", Json(pick(2) == 0));
    add(object, "version", version());
    Json user = Json::object();
    add(user, "email", short_text());
    if (pick(3) != 0) object.set("user", std::move(user));
    return object;
  }

  std::int64_t clock() { return std::int64_t{pick(7)} * 100; }

 private:
  // Of the flag and two that are not there, with a rest or without one.
  void add_group(model::Model& model) {
    model::Flag& flag = model.flags.front();
    if (!flag.fallback) flag.fallback.emplace();
    flag.fallback->serve.value = "b";
    flag.fallback->variant = 1;
    flag.group = id_at<model::Group>(0);
    model::Group& group = model.groups.emplace_back();
    group.name.value = short_text();
    if (pick(2) == 0) group.by = Spanned<std::string>{"plan", {}};
    if (pick(2) == 0) group.salt = Spanned<std::string>{short_text(), {}};
    for (const std::string& key : {std::string("-first"), *flag.key, std::string("-last")}) {
      group.members.push_back({{{key, {}}, {}}, std::int64_t{pick(3)} * 16'667, {}});
    }
  }

  // Absent, null or empty as often as not.
  void add(Json& object, const char* name, Json value) {
    switch (pick(6)) {
      case 0:
        return;
      case 1:
        return object.set(name, nullptr);
      case 2:
        return object.set(name, "");
      default:
        return object.set(name, std::move(value));
    }
  }

  std::string version() {
    return std::to_string(pick(3)) + "." + std::to_string(pick(3)) + "." + std::to_string(pick(3));
  }

  model::Condition test_of(const char* attribute, model::Operator op, std::vector<Json> operands) {
    model::Condition test;
    test.kind = model::Condition::Kind::test;
    test.attribute.value = attribute;
    test.op = op;
    for (Json& operand : operands) test.operands.push_back({std::move(operand), {}});
    return test;
  }

  std::string moment() {
    if (pick(4) == 0) return pick(2) == 0 ? "1970-01-01" : "1970-01-02";
    return to_string(Instant{clock()});
  }

  model::Condition segment_test() {
    const auto op = pick(2) == 0 ? model::Operator::in_segment : model::Operator::not_in_segment;
    model::Condition test = test_of("plan", op, {""});
    const auto index = pick(static_cast<std::uint32_t>(usable_segments_));
    test.segment = model::Ref<model::Segment>{{}, id_at<model::Segment>(index)};
    return test;
  }

  model::Operator offset(model::Operator first, std::uint32_t count) {
    return static_cast<model::Operator>(static_cast<std::uint32_t>(first) + pick(count));
  }

  model::Condition test() {
    using model::Operator;
    switch (pick(10)) {
      case 0:
        return test_of("plan", offset(Operator::equals, 2), {short_text()});
      case 1:
        return test_of("text", offset(Operator::in, 2), {short_text(), short_text()});
      case 2:
        return test_of("user.email", offset(Operator::starts_with, 3), {short_text()});
      case 3:
        return test_of("number", offset(Operator::at_least, 4), {Json(std::int64_t{pick(3)} - 1)});
      case 4:
        return test_of("version", offset(Operator::version_at_least, 5), {version()});
      case 5:
        return test_of("text", Operator::exists, {pick(2) == 0});
      case 6:
        return test_of("joined", offset(Operator::before, 2), {moment()});
      case 7:
        return test_of("now", offset(Operator::before, 2), {moment()});
      case 8:
        return test_of("flagged", offset(Operator::equals, 2), {pick(2) == 0});
      default:
        break;
    }
    if (usable_segments_ == 0) return test_of("number", Operator::equals, {Json(2)});
    return segment_test();
  }

  model::Condition condition(int depth) {
    if (depth == 0 || pick(3) == 0) return test();
    model::Condition result;
    const auto kind = pick(3);
    result.kind = kind == 0   ? model::Condition::Kind::all
                  : kind == 1 ? model::Condition::Kind::any
                              : model::Condition::Kind::negation;
    const std::uint32_t count = kind == 2 ? 1 : 1 + pick(3);
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
    if (pick(2) == 0) result.by = Spanned<std::string>{"plan", {}};
    return result;
  }

  model::Flag flag() {
    model::Flag result;
    result.key.value = short_text();
    for (const char* name : {"a", "b", "c"}) result.variants.push_back({{name, {}}, name, {}});
    if (pick(3) == 0) result.salt = Spanned<std::string>{short_text(), {}};
    if (pick(3) == 0) {
      result.on_expiry = model::OnExpiry::fallback;
      result.expires = Spanned<Date>{Date{0}, {}};
      result.fallback.emplace();
      result.fallback->serve.value = "b";
      result.fallback->variant = 1;
    }
    model::FlagEnvironment own;
    own.environment.value = "production";
    own.index = 0;
    own.serve = serve();
    for (std::uint32_t i = 0; i < pick(4); ++i) {
      own.rules.push_back({{"rule-" + std::to_string(i), {}}, {}, condition(3), serve()});
    }
    result.environments.push_back(std::move(own));
    return result;
  }

  std::size_t usable_segments_ = 0;
};

}  // namespace ensign::test
