// One flag, after its place in the block.
#include <fmt/format.h>

#include "plan.h"

namespace ensign::bench {
namespace {

struct Shape {
  std::string type, value, variants, end;  // `end` is expires or permanent, a whole line
  std::string on, off;                     // names of variants
  std::string risk;
};

Shape shape_of(std::size_t flag, Random& random) {
  const std::string expires =
      fmt::format("expires: 2026-{:02}-{:02}", 10 + random.below(3), 1 + random.below(28));
  constexpr const char* low[] = {"L0", "L1", "L1"};
  switch (slot_of(flag)) {
    case Slot::planned:
      return {"release", "boolean", "{ on: true, off: false }",          expires,
              "on",      "off",     flag % block_size == 0 ? "L3" : "L2"};
    case Slot::experiment:
      return {"experiment",
              "string",
              "{ classic: classic, short: short-form, long: long-form }",
              fmt::format("expires: 2026-10-{:02}", 1 + random.below(28)),
              "short",
              "classic",
              "L1"};
    case Slot::kill_switch:
      return {"kill-switch",
              "boolean",
              "{ on: true, off: false }",
              "permanent: It stops the feature when something goes wrong.",
              "on",
              "off",
              "L1"};
    case Slot::config:
      if (flag % 2 == 0) {
        return {"config",
                "integer",
                "{ small: 50, usual: 200, large: 1000 }",
                "permanent: Operations tune it.",
                "large",
                "usual",
                "L0"};
      }
      return {"config",
              "object",
              "{ gentle: { retries: 2, wait: 5.5, hosts: [a, b] }, eager: { retries: 5, wait: 0.5, "
              "hosts: [a] } }",
              "permanent: Operations tune it.",
              "eager",
              "gentle",
              "L0"};
    case Slot::permission:
      return {"permission",
              "boolean",
              "{ granted: true, denied: false }",
              "permanent: It is part of the plans that are sold.",
              "granted",
              "denied",
              "L1"};
    case Slot::plain:
      break;
  }
  return {"release", "boolean", "{ on: true, off: false }", expires, "on", "off", random.pick(low)};
}

// Rules ask for different attributes, so none shadows another.
std::string rules_of(const Plan& plan, std::size_t flag, const Shape& shape, Random& random) {
  const std::size_t block = flag / block_size, place = flag % block_size;
  std::string rules;
  const auto add = [&](std::string_view name, std::string_view condition, std::string_view serve) {
    rules += fmt::format("      - {{ name: {}, if: {}, serve: {} }}\n", name, condition, serve);
  };
  if (random.chance(40)) {
    add("staff", "{ user.email: { ends_with: \"@example.com\" } }", shape.on);
  }
  if ((place == 23 || place == 24) && plan.has_segments(block)) {
    rules += fmt::format(
        "      - {{ name: chosen, if: {{ workspace: {{ in_segment: {} }} }},\n"
        "          serve: {{ {}: 25, {}: 75 }}, by: workspace }}\n",
        segment_name(block, place - 23), shape.on, shape.off);
  }
  if (random.chance(25)) add("nearby", "{ user.country: [DE, FR, NL] }", shape.on);
  if (random.chance(25)) add("large", "{ plan: business, seats: { at_least: 50 } }", shape.on);
  if (random.chance(15)) add("fresh", "{ app.version: { version_at_least: 3.2.0 } }", shape.on);
  if (slot_of(flag) == Slot::permission) {
    add("sold", "{ all: [{ plan: team }, { not: { region: [cn, ru] } }] }", shape.on);
  }
  return rules;
}

std::string default_of(std::size_t flag, const Shape& shape) {
  if (slot_of(flag) == Slot::experiment) {
    return "{ classic: 50, short: 25, long: 25 }\n    by: workspace";
  }
  return flag % block_size == 20 || slot_of(flag) == Slot::kill_switch ? shape.on : shape.off;
}

std::string tests_of(std::size_t flag, const Shape& shape, const std::string& rules) {
  std::string tests;
  const bool is_experiment = slot_of(flag) == Slot::experiment;  // its group decides first
  if (!is_experiment && rules.find("name: staff") != std::string::npos) {
    tests += fmt::format(
        "  - {{ in: production, context: {{ user.email: a@example.com, workspace: w1 }}, "
        "expect: {}, rule: staff }}\n",
        shape.on);
  }
  if (flag % block_size == 6) {  // inside the 30 % that its group gives it, 50, 25 and 25 %
    return tests +
           "  - { in: production, context: {}, distribution: { classic: 85, short: 7.5, long: 7.5 "
           "},\n"
           "      within: 2, over: workspace }\n";
  }
  if (is_experiment) {  // the last tenth of the users is in no experiment of the group
    return tests +
           "  - { in: production, context: { workspace: w1 }, at: \"95%\", expect: classic }\n";
  }
  return tests + fmt::format(
                     "  - {{ in: production, context: {{ workspace: w1, user.country: SE, plan: "
                     "free, app.version: 1.0.0 }},\n      expect: {} }}\n",
                     default_of(flag, shape));
}

std::string duties_of(const Plan& plan, std::size_t flag, const Shape& shape) {
  const std::size_t block = flag / block_size;
  std::string text;
  if (slot_of(flag) == Slot::planned || slot_of(flag) == Slot::experiment ||
      slot_of(flag) == Slot::kill_switch) {
    text += fmt::format(
        "fallback:\n  tier: 0\n  serve: {}\n  badge: Classic view\n"
        "  reason: The new way is being checked.\n  preserves: Everything that was saved.\n",
        shape.off);
  }
  if (shape.risk == "L3") text += fmt::format("kill_switch: KS{}\n", 1 + block % 5);
  if (slot_of(flag) == Slot::planned) text += "playbook: " + playbook_path(block) + "\n";
  const std::size_t place = flag % block_size;
  if (place == 21) {
    text += fmt::format("requires: [ {{ flag: {}, serve: on }} ]\n", flag_key(flag - 1));
  }
  if (place < 20 || plan.flags <= block * block_size) return text;
  return text + fmt::format("milestone: {}\n", milestone(block));
}

}  // namespace

File flag_file(const Plan& plan, std::size_t flag, int edition) {
  Random random("flag", flag);
  const std::size_t block = flag / block_size;
  const std::string key = flag_key(flag);
  const Shape shape = shape_of(flag, random);
  const bool has_prose = slot_of(flag) == Slot::planned || random.chance(20);
  const std::string title = phrase(random);
  const std::string description = sentence(random, 10);
  const std::string rules = rules_of(plan, flag, shape, random);
  const bool by_plan = slot_of(flag) == Slot::planned;
  std::string text = fmt::format(
      "key: {}\ntitle: {}\ndescription: >-\n  {}{}\ntype: {}\nvalue: {}\nvariants: {}\n"
      "owner: {}\nrisk: {}\ncreated: 2026-08-{:02}\n{}\nexposure: [{}]\ncode_default: {}\n",
      key, title, description, edition == 0 ? "" : " Reviewed by its team.", shape.type,
      shape.value, shape.variants, team_of(plan, block), shape.risk, 1 + random.below(28),
      shape.end, rules.find("user.email") == std::string::npos ? "server, client" : "server",
      shape.off);
  text += duties_of(plan, flag, shape);
  text += fmt::format("environments:\n  staging: {{ serve: {} }}\n  production:\n    serve: {}\n",
                      shape.on, default_of(flag, shape));
  if (!rules.empty()) text += "    rules:\n" + rules;
  if (by_plan) text += fmt::format("    stages: {}\n", plan_id(block));
  text += "tests:\n" + tests_of(flag, shape, rules);
  if (random.chance(30)) text += fmt::format("meta: {{ ticket: T-{} }}\n", 1000 + flag);
  if (!has_prose) return {fmt::format("flags/{}/{}.yaml", area_name(block), key), text};
  return {fmt::format("flags/{}/{}.md", area_name(block), key),
          fmt::format("---\n{}---\n{}\n- {}- {}\n| variant | what users see |\n|---|---|\n"
                      "| `{}` | the new way |\n| `{}` | the old way |\n",
                      text, paragraph(random, 3), paragraph(random, 1), paragraph(random, 1),
                      shape.on, shape.off)};
}

}  // namespace ensign::bench
