// Groups, profiles, tombstones, the ladder, and what a flag says about itself.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

using Lines = std::vector<std::string>;

const std::string with_fallback = "fallback: { tier: 0, serve: off }\n";

std::string group_file(std::string_view name, std::string_view rest) {
  return fmt::format("group: {}\ntitle: A group\nowner: team-web\n{}", name, rest);
}

std::string retired(std::string_view key, std::string_view more = {}) {
  return fmt::format("  {}: {{ on: 2026-05-01, type: release, reason: Done.{} }}\n", key, more);
}

}  // namespace

TEST_CASE("a group arrives, and its flags know it") {
  const ReadResult result = read_files(
      {{"flags/exp-a.yaml", flag_file("exp-a", with_fallback)},
       {"flags/exp-b.yaml", flag_file("exp-b", with_fallback)},
       {"flags/alone.yaml", flag_file("alone", "")},
       {"flags/groups/both.yaml",
        group_file("both", "by: workspace\nsalt: s\nflags: { exp-b: 40.5, exp-a: 40 }\n")}});
  CHECK(messages(result).empty());
  REQUIRE_EQ(result.model.groups.size(), 1u);
  const Group& group = result.model.groups[0];
  CHECK(group.complete);
  CHECK_EQ(**group.by, "workspace");
  CHECK_EQ(**group.salt, "s");
  REQUIRE_EQ(group.members.size(), 2u);
  CHECK_EQ(*group.members[0].flag.name, "exp-b");  // in the order of the file
  CHECK_EQ(group.members[0].weight, 40'500);
  CHECK_FALSE(result.model.flags[0].group.has_value());
  for (const std::size_t member : {1u, 2u}) {
    REQUIRE(result.model.flags[member].group.has_value());
    CHECK_EQ(*result.model.at(*result.model.flags[member].group).name, "both");
  }
}

TEST_CASE("a group at fault makes its flags incomplete, and each cause is told once") {
  const ReadResult result = read_files(
      {{"flags/exp-a.yaml", flag_file("exp-a", with_fallback)},
       {"flags/groups/one.yaml",
        group_file("one", "by: shoe\nflags: { exp-a: 40, exp-c: 60.5 }\n")},
       {"flags/groups/two.yaml", group_file("two", "flags: { exp-a: 1.2345, exp-d: x }\n")}});
  CHECK(messages(result) ==
        Lines{"EN105 there is no attribute `shoe`", "EN029 the flags take 100.5 % of the users",
              "EN108 there is no flag `exp-c`", "EN034 `1.2345` is not a percentage",
              "EN024 expected a percentage, found a string"});
  CHECK_FALSE(result.model.groups[0].complete);
  CHECK_FALSE(result.model.flags[0].complete);
}

TEST_CASE("a profile names flags of its environment") {
  const std::string rest =
      "serves: { shown: on, elsewhere: on, shwon: off, shown-too: of }\n"
      "verified: { on: 2026-05-01, evidence: nobody-saw-it }\n";
  const ReadResult result = read_files(
      {{"flags/shown.yaml", flag_file("shown", "")},
       {"flags/shown-too.yaml", flag_file("shown-too", "")},
       {"flags/elsewhere.yaml", flag_file("elsewhere", "", "  production: { serve: on }\n")},
       {"flags/profiles/safe.yaml",
        "profile: safe\ntitle: Safe\nowner: ada\nenvironment: staging\n" + rest}});
  CHECK(messages(result) == Lines{"EN104 `elsewhere` says nothing for `staging`",
                                  "EN108 there is no flag `shwon`",
                                  "EN109 `shown-too` has no variant `of`",
                                  "EN116 there is no evidence `nobody-saw-it`"});
  REQUIRE_EQ(result.model.profiles.size(), 1u);
  const Profile& profile = result.model.profiles[0];
  CHECK_FALSE(profile.complete);
  CHECK_EQ(profile.index.value(), 0u);
  CHECK_EQ(to_string(*profile.verified->on), "2026-05-01");
}

TEST_CASE("a name that was retired is told with its day and what took its place") {
  const std::string list = "retired:\n" + retired("older", ", successor: old") +
                           retired("old", ", successor: fresh") + retired("gone") +
                           retired("lost", ", successor: frehs");
  const ReadResult result =
      read_files({{"flags/fresh.yaml", flag_file("fresh", "")},
                  {"flags/retired.yaml", list},
                  {"flags/kill-switches.yaml",
                   "levels:\n  KS1: { flags: [fresh, old, older, gone, never] }\n"}});
  CHECK(messages(result) == Lines{"EN108 the flag `old` was retired on 2026-05-01",
                                  "EN108 the flag `older` was retired on 2026-05-01",
                                  "EN108 the flag `gone` was retired on 2026-05-01",
                                  "EN108 there is no flag `never`",
                                  "EN108 there is no flag `frehs`"});
  const auto& findings = result.report.findings();
  CHECK_EQ(findings[0].help, "`fresh` took its place");
  CHECK_EQ(findings[1].help, "`fresh` took its place");
  CHECK_EQ(findings[2].help, "no flag took its place: take the reference away");
  CHECK_EQ(findings[4].help, "did you mean `fresh`?");
  REQUIRE_EQ(result.model.tombstones.size(), 4u);
  CHECK_EQ(*result.model.tombstones[0].key, "gone");  // by key
  CHECK(result.model.tombstones[2].successor->flag.has_value());
  CHECK(result.model.tombstones[3].successor->tombstone == Id<Tombstone>{2});
}

TEST_CASE("successors in a circle are one finding, and no endless walk") {
  const ReadResult result = read_files(
      {{"flags/fresh.yaml", flag_file("fresh", "requires: [ { flag: a, serve: on } ]\n")},
       {"flags/retired.yaml", "retired:\n" + retired("a", ", successor: b") +
                                  retired("b", ", successor: c") + retired("c", ", successor: b") +
                                  retired("d", ", successor: d")}});
  CHECK(messages(result) == Lines{"EN108 the flag `a` was retired on 2026-05-01",
                                  "EN136 retired flags replace each other in a circle: `b → c → b`",
                                  "EN136 retired flags replace each other in a circle: `d → d`"});
}

TEST_CASE("the key of a retired flag is not used again") {
  const ReadResult result = read_files(
      {{"flags/old_search.yaml", flag_file("old_search", "")},
       {"flags/search.yaml", flag_file("search", "")},
       {"flags/retired.yaml", "retired:\n" + retired("Old-Search") + retired("search")}});
  CHECK(messages(result) == Lines{"EN127 `old_search` is too like the retired key `Old-Search`",
                                  "EN127 the key `search` is retired"});
  REQUIRE_EQ(result.report.findings()[0].labels.size(), 1u);
  CHECK(result.report.findings()[0].labels[0].span == result.model.tombstones[0].key.span);
}

TEST_CASE("the ladder has triggers, steps and people") {
  const ReadResult result = read_files(
      {{"flags/kill-switches.yaml",
        "levels:\n  KS1: { title: Stop, preserves: Reading works. }\n"
        "triggers:\n  lost: { title: Messages are lost, class: P0, levels: [KS1, KS9] }\n"
        "workflow: [Declare, Activate]\nactivate: [operations]\nresume: [product-ower]\n"}});
  CHECK(messages(result) ==
        Lines{"EN110 there is no kill switch `KS9`", "EN103 there is no role `product-ower`"});
  const Model& model = result.model;
  CHECK_EQ(model.kill_levels.at(0).preserves, "Reading works.");
  CHECK(**model.kill_triggers.at(0).trigger_class == TriggerClass::P0);
  CHECK_EQ(model.kill_triggers.at(0).levels.at(0).id->index, 0u);
  CHECK_EQ(*model.kill_procedure.workflow.at(1), "Activate");
  CHECK(model.kill_procedure.activate.at(0).id.has_value());
}

TEST_CASE("what a flag says about itself is linked") {
  const ReadResult result = read_files({{"flags/checkout.yaml", flag_file("checkout", R"(
description: Checks out.
extensions: [ { from: 2026-06-30, to: 2026-12-31, reason: slower, approved: eve } ]
satisfies: ["6.2"]
scopes: [workspace, tenant]
replaces: { new: process, legacy: process_old }
fallback:
  serve: off
  triggers: [Too slow]
  telemetry: checkout.fallback
  audit: true
  translations: { de: { badge: Alt }, pt-BR: { badge: Velho },
    x: { badge: X }, de--at: { badge: A } }
)")}});
  CHECK(messages(result) == Lines{"EN102 there is no person `eve`",
                                  "EN118 there is no requirement `6.2`",
                                  "EN106 there is no scope `tenant`", "EN034 `x` is no language",
                                  "EN034 `de--at` is no language"});
  const Flag& flag = result.model.flags.at(0);
  CHECK_EQ(flag.description, "Checks out.");
  CHECK_EQ(*flag.replaces->legacy, "process_old");
  CHECK_EQ(*flag.fallback->triggers.at(0), "Too slow");
  CHECK_EQ(**flag.fallback->telemetry, "checkout.fallback");
  CHECK(flag.fallback->audit);
  CHECK_EQ(flag.fallback->translations.at(1).badge, "Velho");
}

}  // namespace ensign::model
