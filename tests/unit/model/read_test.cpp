#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

std::string help_of(const ReadResult& result, std::string_view rule) {
  for (const report::Finding& finding : result.report.findings()) {
    if (finding.rule->name == rule) return finding.help;
  }
  return "no finding of " + std::string(rule);
}

std::map<std::string, std::string> many_files() {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 60; ++i) {
    const std::string key = fmt::format("flag-{:02}", i);
    const std::string owner = i % 7 == 0 ? "requires: [ { flag: flag-99, serve: on } ]\n" : "";
    files[fmt::format("flags/area-{}/{}.yaml", i % 5, key)] =
        i % 11 == 0 ? "key: [" : flag_file(key, owner);
  }
  return files;
}

}  // namespace

TEST_CASE("the number of threads changes nothing") {
  const ReadResult one = read_files(many_files(), 1);
  REQUIRE_GT(one.report.findings().size(), 10u);
  for (const unsigned threads : {2u, 7u}) {
    const ReadResult other = read_files(many_files(), threads);
    REQUIRE_EQ(other.report.findings().size(), one.report.findings().size());
    for (std::size_t i = 0; i < one.report.findings().size(); ++i) {
      const auto& a = one.report.findings()[i];
      const auto& b = other.report.findings()[i];
      CHECK_EQ(a.message, b.message);
      CHECK(a.span == b.span);
      CHECK(a.rule == b.rule);
    }
    REQUIRE_EQ(other.model.flags.size(), one.model.flags.size());
    for (std::size_t i = 0; i < one.model.flags.size(); ++i) {
      CHECK_EQ(*one.model.flags[i].key, *other.model.flags[i].key);
      CHECK_EQ(one.model.flags[i].complete, other.model.flags[i].complete);
    }
  }
}

TEST_CASE("ten mistakes in one file are ten findings") {
  const ReadResult result = read_files({{"flags/checkout.yaml",
                                         "key: checkout\n"
                                         "title: 12\n"            // a number
                                         "type: relase\n"         // a word
                                         "ownr: team-web\n"       // a field, and `owner` missing
                                         "risk: [L1]\n"           // a list
                                         "created: 2026-13-01\n"  // a date
                                         "permanent: yes\n"       // fine: a word is a reason
                                         "playbook: rollbacks/x.md\n"  // a playbook
                                         "exposure: server\n"          // no list
                                         "environments:\n"
                                         "  staging: { serve: onn }\n"  // a variant
                                         "  production: { serve: { on: 50, off: 49 } }\n"  // a sum
                                         "  prod: { serve: on }\n"}});  // an environment
  const std::vector<std::string> expected{"EN024 expected a string, found a number",
                                          "EN025 unknown word `relase`",
                                          "EN022 the flag has no field `ownr`",
                                          "EN024 expected a word, found a list",
                                          "EN026 `2026-13-01` is not a date",
                                          "EN111 there is no playbook `rollbacks/x.md`",
                                          "EN024 expected a list, found a string",
                                          "EN109 the flag has no variant `onn`",
                                          "EN029 the weights sum to 99 %, not to 100 %",
                                          "EN104 there is no environment `prod`"};
  CHECK(messages(result) == expected);
  CHECK_EQ(help_of(result, "unknown-field"), "did you mean `owner`?");
  CHECK_EQ(help_of(result, "unknown-word"), "did you mean `release`?");
  CHECK_EQ(help_of(result, "unknown-variant"), "did you mean `on`?");
  REQUIRE_EQ(result.model.flags.size(), 1u);
  CHECK_FALSE(result.model.flags[0].complete);
}

TEST_CASE("a file that cannot be parsed is one finding, and none for those who name it") {
  const ReadResult result =
      read_files({{"flags/broken.yaml", "key: ["},
                  {"flags/checkout.yaml",
                   flag_file("checkout", "requires: [ { flag: broken, serve: on } ]\n")}});
  REQUIRE_EQ(result.report.findings().size(), 1u);
  CHECK_EQ(result.model.path(result.report.findings()[0].span.file), "flags/broken.yaml");
  REQUIRE_EQ(result.model.flags.size(), 1u);
  CHECK_FALSE(result.model.flags[0].requires_[0].flag.id.has_value());
  CHECK_FALSE(result.model.flags[0].complete);
}

TEST_CASE("a copy that keeps the key of its original gives way to it") {
  const ReadResult result = read_files({{"flags/a-copy.yaml", flag_file("checkout", "")},
                                        {"flags/checkout.yaml", flag_file("checkout", "")}});
  CHECK(messages(result) ==
        std::vector<std::string>{"EN120 this is `checkout`, but its file is named `a-copy`"});
  REQUIRE_EQ(result.model.flags.size(), 1u);
  CHECK_EQ(result.model.path(result.model.flags[0].file), "flags/checkout.yaml");
  CHECK(result.model.flags[0].complete);
}

TEST_CASE("a missing flag is told where it is named") {
  const ReadResult result =
      read_files({{"flags/checkout.yaml",
                   flag_file("checkout", "requires: [ { flag: chekout-api, serve: on } ]\n")},
                  {"flags/checkout-api.yaml", flag_file("checkout-api", "")}});
  CHECK(messages(result) == std::vector<std::string>{"EN108 there is no flag `chekout-api`"});
  CHECK_EQ(help_of(result, "unknown-flag"), "did you mean `checkout-api`?");
}

TEST_CASE("a broken ensign.yaml or roster makes nobody else wrong") {
  const std::string flag = flag_file("checkout", "");
  const ReadResult config =
      read_files({{"ensign.yaml", "project: ["}, {"flags/checkout.yaml", flag}});
  CHECK_EQ(config.report.findings().size(), 1u);
  const ReadResult roster =
      read_files({{"trust/people.yaml", "people: 3\n"}, {"flags/checkout.yaml", flag}});
  CHECK(messages(roster) == std::vector<std::string>{"EN024 expected a mapping, found a number"});
  const ReadResult neither =
      read(source::Snapshot::from_memory({{"flags/checkout.yaml", flag}}, test_day), 1);
  CHECK(messages(neither) == std::vector<std::string>{"EN020 there is no `ensign.yaml`"});
  const ReadResult nothing = read(source::Snapshot::from_memory({}, test_day), 1);
  CHECK(messages(nothing) == std::vector<std::string>{"EN020 there is no `ensign.yaml`"});
}

TEST_CASE("a refused entry is not judged again") {
  source::File refused{"flags/checkout.yaml", "", true};
  source::File config{"ensign.yaml", rule_pages::source_file("tests/rule_pages/ensign.yaml")};
  const source::Snapshot snapshot({refused, config}, {}, test_day);
  CHECK(messages(read(snapshot, 1)).empty());
}

TEST_CASE("every field of docs/files.md for flags arrives") {
  const ReadResult result = read_files(
      {{"flags/shop/checkout.md",
        "---\n"
        "key: checkout\ntitle: New checkout\ntype: release\nowner: ada\nrisk: L0\n"
        "created: 2026-01-02\nexpires: 2026-12-31\non_expiry: fallback\n"
        "extensions: [ { from: 2026-06-30, to: 2026-12-31, reason: slower } ]\n"
        "milestone: v2\nexposure: [client, server]\ncode_default: off\nenv_var: FEATURE_X\n"
        "salt: pepper\nfallback: { tier: 1, serve: off, badge: Old }\n"
        "environments:\n"
        "  production:\n"
        "    serve: off\n"
        "    rules:\n"
        "      - { name: pilots, if: { workspace: [w1], plan: { not_in: [free] } }, serve: { off: "
        "25, on: 75 }, by: workspace }\n"
        "  staging: { serve: on }\n"
        "tests:\n"
        "  - { in: production, context: { user.email: a@b.c, user: { age: 3 }, workspace: w1 }, "
        "expect: on, at: \"12.5%\" }\n"
        "meta: { jira: A-1, n: 1 }\n"
        "---\n"
        "Prose.\n"}});
  CHECK(messages(result).empty());
  REQUIRE_EQ(result.model.flags.size(), 1u);
  const Flag& flag = result.model.flags[0];
  CHECK(flag.complete);
  CHECK_EQ(*flag.area, "shop");
  CHECK_EQ(*result.model.at(*flag.owner.person).id, "ada");
  CHECK_FALSE(flag.owner.team.has_value());
  CHECK_EQ(to_string(flag.expires->value), "2026-12-31");
  CHECK(flag.on_expiry == OnExpiry::fallback);
  CHECK_EQ(to_string(flag.extensions[0].to), "2026-12-31");
  CHECK(flag.exposure == std::vector{Exposure::client, Exposure::server});
  REQUIRE_EQ(flag.variants.size(), 2u);
  CHECK_EQ(*flag.variants[0].name, "on");
  CHECK_EQ(canonical(flag.variants[1].value), "false");
  CHECK_EQ(flag.fallback->variant.value(), 1u);
  CHECK_EQ(syntax::plain_text(flag.prose.children.at(0)), "Prose.");
  CHECK_EQ(canonical(flag.meta), R"({"jira":"A-1","n":1})");

  SUBCASE("environments stand in the order of ensign.yaml") {
    CHECK_EQ(*flag.environments[0].environment, "staging");
    CHECK_EQ(flag.environments[1].index.value(), 1u);
  }
  SUBCASE("weights stand in the order of the variants") {
    const Serve& serve = flag.environments[1].rules[0].serve;
    REQUIRE_EQ(serve.shares.size(), 2u);
    CHECK_EQ(serve.shares[0].variant, 0u);
    CHECK_EQ(serve.shares[0].weight, 75'000);
    CHECK_EQ(serve.shares[1].weight, 25'000);
    CHECK_EQ(**serve.by, "workspace");
  }
  SUBCASE("several members of a condition must all hold") {
    const Condition& condition = flag.environments[1].rules[0].condition;
    CHECK(condition.kind == Condition::Kind::all);
    REQUIRE_EQ(condition.children.size(), 2u);
    CHECK(condition.children[0].op == Operator::in);
    CHECK(condition.children[1].op == Operator::not_in);
    CHECK_EQ(canonical(*condition.children[1].operands[0]), "\"free\"");
  }
  SUBCASE("flat and nested names of a context are one") {
    CHECK_EQ(canonical(flag.tests[0].context),
             R"({"user":{"age":3,"email":"a@b.c"},"workspace":"w1"})");
    CHECK_EQ(flag.tests[0].hash.value(), 536'870'912u);
  }
}

TEST_CASE("a context that says one thing twice is refused") {
  const ReadResult result = read_files(
      {{"flags/checkout.yaml", flag_file("checkout",
                                         "tests: [ { in: staging, expect: on, context: { "
                                         "user.email: a, user: { email: b } } } ]\n")}});
  CHECK(messages(result) == std::vector<std::string>{"EN034 the context holds `user` twice"});
}

TEST_CASE("releases stand in the order of precedence") {
  std::map<std::string, std::string> files;
  for (const std::string version :
       {"2.10.0", "2.9.0", "2.10.0-rc.1", "2.10.0-rc.11", "2.10.0-rc.2"}) {
    files["releases/" + version + "/release.md"] =
        "---\nversion: " + version +
        "\ntitle: A release\ntype: minor\nlevel: L1\nstate: planned\nmilestone: v2\nowner: "
        "ada\n---\n";
  }
  const ReadResult result = read_files(std::move(files));
  CHECK(messages(result).empty());
  std::vector<std::string> versions;
  for (const Release& release : result.model.releases) versions.push_back(*release.version);
  CHECK(versions ==
        std::vector<std::string>{"2.9.0", "2.10.0-rc.1", "2.10.0-rc.2", "2.10.0-rc.11", "2.10.0"});
}

TEST_CASE("each cycle is told once, and what hangs on it is not complete") {
  const auto segment = [](std::string_view name, std::string_view condition) {
    return fmt::format("name: {}\ntitle: A segment\nowner: ada\nif: {}\n", name, condition);
  };
  const auto uses = [](std::string_view name) {
    return fmt::format("{{ workspace: {{ in_segment: {} }} }}", name);
  };
  const ReadResult result = read_files({{"flags/segments/a.yaml", segment("a", uses("b"))},
                                        {"flags/segments/b.yaml", segment("b", uses("c"))},
                                        {"flags/segments/c.yaml", segment("c", uses("a"))},
                                        {"flags/segments/d.yaml", segment("d", uses("d"))},
                                        {"flags/segments/e.yaml", segment("e", uses("a"))},
                                        {"flags/segments/f.yaml", segment("f", "{ plan: team }")}});
  CHECK(messages(result) ==
        std::vector<std::string>{"EN125 segments are defined in a circle: `a → b → c → a`",
                                 "EN125 segments are defined in a circle: `d → d`"});
  for (const Segment& one : result.model.segments) CHECK_EQ(one.complete, *one.name == "f");
}

TEST_CASE("gates have the fields of their type") {
  const auto plan = [](std::string_view gate) {
    return fmt::format(
        "plan: p\ntitle: A plan\nowner: ada\nmetrics: {{ errors: {{}} }}\n"
        "stages: [ {{ stage: s, title: S, environment: staging, serves: {{}}, exit: [ {} ] }} ]\n",
        gate);
  };
  const auto findings = [&](std::string_view gate) {
    return messages(read_files({{"releases/stages/p.yaml", plan(gate)}}));
  };
  using List = std::vector<std::string>;
  CHECK(findings("{ gate: a, type: metric, metric: errors, relative: { at_most: 0.1 } }") ==
        List{});
  CHECK(findings("{ gate: a, type: metric, metric: errors }") ==
        List{"EN023 there is no threshold for the metric `errors`"});
  CHECK(findings("{ gate: a, type: sign-off }") == List{"EN023 the gate has no `role`"});
  CHECK(findings("{ gate: a, type: drill, role: operations }") ==
        List{"EN022 the gate has no field `role`"});
  CHECK(findings("{ gate: a, type: checklst, items: [] }") ==
        List{"EN025 unknown word `checklst`"});
  CHECK(findings("{ gate: a, type: stage, stage: t }") == List{"EN113 there is no stage `t`"});
  CHECK(findings("{ gate: a, type: drill }, { gate: a, type: incidents }") ==
        List{"EN121 there is already a gate `a`"});
}

TEST_CASE("hostile names end in findings, not in a deep stack") {
  std::string dots = "a";
  for (int i = 0; i < 200; ++i) dots += ".a";
  const ReadResult result =
      read_files({{"flags/checkout.yaml",
                   flag_file("checkout", "tests: [ { in: staging, expect: on, context: { " + dots +
                                             ": 1 } } ]\n")}});
  REQUIRE_EQ(result.report.findings().size(), 1u);
  CHECK_EQ(result.report.findings()[0].rule->name, "invalid-value");
}

TEST_CASE("thousands of unknown names among thousands of known ones are told in time") {
  std::string requirements = "requires:\n";
  std::map<std::string, std::string> files;
  for (int i = 0; i < 2'000; ++i) {
    requirements += fmt::format("  - {{ flag: unknown-flag-{:05}, serve: on }}\n", i);
    const std::string key = fmt::format("known-flag-{:05}", i);
    files["flags/" + key + ".yaml"] = flag_file(key, "");
  }
  files["flags/checkout.yaml"] = flag_file("checkout", requirements);
  CHECK_EQ(read_files(std::move(files), 2).report.findings().size(), 2'000u);
}

}  // namespace ensign::model
