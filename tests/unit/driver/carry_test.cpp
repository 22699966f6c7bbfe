// What ships where not all is approved.
#include "driver/carry.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

#include "crypto/stock_tools.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/plain.h"
#include "emit/bundle/target.h"
#include "publish/manifest.h"
#include "rule_pages/trusted.h"
#include "test_signer.h"

namespace ensign::driver {
namespace {

using rule_pages::PageFile;
using test::Lines;

const Instant today = *parse_as_of("2026-06-01");

std::string flag(const std::string& key, const std::string& serve, const std::string& more = "") {
  return "key: " + key + "\ntitle: A flag\ntype: permission\nowner: team-web\nrisk: L1\n" +
         "permanent: part of the product\nfallback: { tier: 1, serve: off }\n" + more +
         "environments:\n  staging: { serve: on }\n  production: { serve: " + serve + " }\n";
}

PageFile approved(const std::string& key) {
  const Lines lines{
      .action = "propose", .subject = "flag/" + key + "@production", .content = "record"};
  return {lines.path(), lines.text(), PageFile::Kind::file, "ada"};
}

PageFile removal(const std::string& key) {
  const Lines lines{.action = "propose", .subject = "flag/" + key + "@production"};
  return {lines.path(), lines.text(), PageFile::Kind::file, "ada"};
}

PageFile levels(const std::string& flags) {
  return {"flags/kill-switches.yaml", "levels:\n  KS1: { title: All, flags: [" + flags + "] }\n"};
}

// A repository with a root of trust, where one person is asked for each entry of production.
struct Judged {
  source::Snapshot snapshot;
  model::Model model;
  policy::Verdict verdict;
};

Judged judged(std::vector<PageFile> files) {
  files.push_back(
      {"trust/people.yaml", rule_pages::source_file("tests/rule_pages/trusted/people.yaml")});
  files.push_back({"ensign.yaml", rule_pages::source_file("tests/rule_pages/trusted/ensign.yaml") +
                                      "targets: { all: { title: All } }\n"});
  files.push_back({"trust/policy.yaml", "approvals:\n  - { rule: all }\n"});
  std::map<std::string, std::string> written;
  for (const PageFile& file : rule_pages::signed_files(std::move(files), {}, today)) {
    written[file.path] = file.bytes;
  }
  Judged result{source::Snapshot::from_memory(written, today), {}, {}};
  auto read = model::read(result.snapshot, 1);
  REQUIRE_FALSE(read.report.has_errors());
  result.model = std::move(read.model);
  policy::Case what;
  what.head = {&result.model, &result.snapshot};
  what.question = policy::Question::shippable;
  result.verdict = policy::judge(what, std::move(read.report));
  REQUIRE(result.verdict.sound);
  return result;
}

// Writes the bundle and the target of production, as a build would.
Json ship(const stock::TemporaryFolder& folder, const seal::GovernedModel& governed) {
  for (const emit::Bundle& bundle : emit::bundles(governed, {})) {
    if (bundle.environment != "production") continue;
    std::filesystem::create_directories(folder.path() / "bundles/production");
    folder.write(bundle.file.path, bundle.file.bytes);
    for (const auto& target : emit::targets(governed, bundle)) {
      folder.write(target.file.path, target.file.bytes);
    }
    return bundle.document;
  }
  FAIL("there is no production");
  return {};
}

seal::GovernedModel sealed(Judged now, const stock::TemporaryFolder& before) {
  Emission emission;
  emission.out = before.path().string();
  auto carried = carry_over(now.model, now.verdict, emission,
                            shipped_before(emission.out, proofs_before(emission.out)));
  REQUIRE(carried.has_value());
  auto governed = seal::seal(std::move(now.model), std::move(now.verdict), std::move(*carried));
  REQUIRE(governed.has_value());
  return std::move(*governed);
}

std::string served(const Json& document, const std::string& key) {
  const Json* found = document.find("flags")->find(key);
  return found == nullptr ? "absent" : *found->find("defaultVariant")->string();
}

// `a`, `b` and `gone`, all on and approved.
void ship_first(const stock::TemporaryFolder& folder) {
  Judged first = judged({{"flags/a.yaml", flag("a", "on")},
                         {"flags/b.yaml", flag("b", "on")},
                         {"flags/gone.yaml", flag("gone", "on")},
                         levels("a, b, gone"),
                         approved("a"),
                         approved("b"),
                         approved("gone")});
  REQUIRE(first.verdict.held.empty());
  const Json document = ship(folder, sealed(std::move(first), folder));
  REQUIRE(served(document, "gone") == "on");
}

}  // namespace

TEST_CASE("what is not approved ships as before, what is new is left out, and the rest ships") {
  const stock::TemporaryFolder folder;
  ship_first(folder);
  Judged now = judged({{"flags/a.yaml", flag("a", "off")},
                       {"flags/b.yaml", flag("b", "off")},
                       {"flags/fresh.yaml", flag("fresh", "on")},
                       levels("b, fresh"),
                       approved("b")});
  const source::Snapshot snapshot = now.snapshot;
  const auto governed = sealed(std::move(now), folder);
  REQUIRE(governed.carried().size() == 3);
  CHECK(governed.carried("flag/a@production")->flag.has_value());
  CHECK_FALSE(governed.carried("flag/fresh@production")->flag.has_value());
  CHECK(governed.carried("flag/gone@production")->why.starts_with("its removal still needs"));
  CHECK(governed.carried("flag/b@production") == nullptr);

  const Json document = ship(folder, governed);
  CHECK(served(document, "a") == "on");
  CHECK(served(document, "b") == "off");
  CHECK(served(document, "fresh") == "absent");
  CHECK(served(document, "gone") == "on");
  const Json& kill = *document.find("ensign")->find("kill");
  CHECK(canonical(kill) == R"({"fallback":{"a":"off","b":"off","gone":"off"},)"
                           R"("levels":[{"flags":["a","b","gone"],"id":"KS1"}]})");
  const auto target = emit::read_target(folder.read("bundles/production/all.json"));
  REQUIRE(target.has_value());
  CHECK(target->choice.flags == std::vector<std::string>{"a", "b", "gone"});

  const std::string manifest = publish::manifest(governed, snapshot, {}, {}).bytes;
  CHECK(manifest.contains("\"subject\": \"flag/fresh@production\""));
}

TEST_CASE("what is approved later ships then, and an approved removal removes") {
  const stock::TemporaryFolder folder;
  ship_first(folder);
  const auto governed = sealed(judged({{"flags/a.yaml", flag("a", "off")},
                                       {"flags/b.yaml", flag("b", "on")},
                                       levels("a, b"),
                                       approved("a"),
                                       approved("b"),
                                       removal("gone")}),
                               folder);
  CHECK(governed.carried().empty());
  const Json document = ship(folder, governed);
  CHECK(served(document, "a") == "off");
  CHECK(served(document, "gone") == "absent");
}

TEST_CASE("an approved removal waits for the end of a freeze") {
  const stock::TemporaryFolder folder;
  ship_first(folder);
  const auto governed =
      sealed(judged({{"flags/a.yaml", flag("a", "on")},
                     {"flags/b.yaml", flag("b", "on")},
                     levels("a, b"),
                     approved("a"),
                     approved("b"),
                     removal("gone"),
                     {"releases/freezes/launch.yaml",
                      "freeze: launch\ntitle: Launch\nreason: All are away.\nowner: team-web\n"
                      "from: 2026-05-25\nuntil: 2026-06-07\n"}}),
             folder);
  REQUIRE(governed.carried().size() == 1);
  CHECK(governed.carried("flag/gone@production")->why ==
        "its removal stands still until 2026-06-07T23:59:59Z, for the freeze `launch`");
  CHECK(served(ship(folder, governed), "gone") == "on");
}

TEST_CASE("with all that was shipped held back, the bundle says what it said") {
  const stock::TemporaryFolder folder;
  ship_first(folder);
  const std::string before = folder.read("bundles/production/bundle.json");
  const auto governed = sealed(judged({{"flags/a.yaml", flag("a", "off")},
                                       {"flags/b.yaml", flag("b", "off")},
                                       {"flags/gone.yaml", flag("gone", "off")},
                                       levels("a, b, gone")}),
                               folder);
  ship(folder, governed);
  CHECK(folder.read("bundles/production/bundle.json") == before);
}

TEST_CASE("without a bundle before, what is not approved is left out") {
  const stock::TemporaryFolder folder;
  const auto governed = sealed(
      judged({{"flags/a.yaml", flag("a", "on")}, {"flags/b.yaml", flag("b", "on")}, approved("b")}),
      folder);
  const Json document = ship(folder, governed);
  CHECK(served(document, "a") == "absent");
  CHECK(served(document, "b") == "on");
}

TEST_CASE("flags of which one requires the other change together") {
  const std::string requires_b = "requires: [ { flag: b, serve: on } ]\n";
  const stock::TemporaryFolder folder;
  Judged first = judged({{"flags/a.yaml", flag("a", "off", requires_b)},
                         {"flags/b.yaml", flag("b", "off")},
                         approved("a"),
                         approved("b")});
  ship(folder, sealed(std::move(first), folder));

  // `a` may go on, but not before `b`.
  const auto governed = sealed(judged({{"flags/a.yaml", flag("a", "on", requires_b)},
                                       {"flags/b.yaml", flag("b", "on")},
                                       approved("a")}),
                               folder);
  const Json document = ship(folder, governed);
  CHECK(served(document, "a") == "off");
  CHECK(served(document, "b") == "off");
  CHECK(governed.carried("flag/a@production")->why.starts_with("waits for `b`, which still needs"));

  // The other way round nobody is served `a` without `b`.
  const auto other = sealed(judged({{"flags/a.yaml", flag("a", "on", requires_b)},
                                    {"flags/b.yaml", flag("b", "on")},
                                    approved("b")}),
                            folder);
  const Json later = ship(folder, other);
  CHECK(served(later, "a") == "off");
  CHECK(served(later, "b") == "on");
  CHECK(other.carried().size() == 1);
}

TEST_CASE("a flag that ships as before brings the segment that it refers to") {
  const std::string rules =
      "environments:\n  production:\n    serve: off\n    rules:\n"
      "      - { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on }\n";
  const auto using_segment = [&](const std::string& key) {
    std::string text = flag(key, "off");
    return text.substr(0, text.find("environments:")) + rules;
  };
  const PageFile segment{"flags/segments/pilots.yaml",
                         "name: pilots\ntitle: Pilots\nowner: team-web\n"
                         "if: { workspace: [w1, w2] }\n"};
  const stock::TemporaryFolder folder;
  ship(folder,
       sealed(judged({{"flags/a.yaml", using_segment("a")}, segment, approved("a")}), folder));
  const auto governed = sealed(judged({{"flags/a.yaml", flag("a", "on")}}), folder);
  const Json document = ship(folder, governed);
  const Json& evaluators = *document.find("$evaluators");
  REQUIRE(evaluators.members()->size() == 1);
  const std::string name = evaluators.members()->front().first;
  CHECK(canonical(*document.find("flags")).contains(name));
}

TEST_CASE("a flag that is gone and ships on keeps its variable") {
  const stock::TemporaryFolder folder;
  Judged first = judged({{"flags/a.yaml", flag("a", "on", "env_var: FEATURE_A\n")},
                         {"flags/b.yaml", flag("b", "on", "env_var: FEATURE_B\n")},
                         approved("a"),
                         approved("b")});
  const auto write = [&](const seal::GovernedModel& governed) {
    for (const emit::Bundle& bundle : emit::bundles(governed, {})) {
      if (bundle.environment != "production") continue;
      const auto file = emit::environment_file(governed.model(), bundle, governed.carried());
      folder.write(file.path, file.bytes);
      return file.bytes.substr(file.bytes.find('\n') + 1);
    }
    return std::string();
  };
  const auto before = sealed(std::move(first), folder);
  ship(folder, before);
  REQUIRE(write(before) == "# flag a\nFEATURE_A=true\n# flag b\nFEATURE_B=true\n");
  const auto governed = sealed(
      judged({{"flags/b.yaml", flag("b", "on", "env_var: RENAMED\n")}, approved("b")}), folder);
  CHECK(governed.carried("flag/a@production")->env_var == "FEATURE_A");
  ship(folder, governed);
  CHECK(write(governed) == "# flag a\nFEATURE_A=true\n# flag b\nRENAMED=true\n");
  // And again, from what that wrote.
  const auto again = sealed(
      judged({{"flags/b.yaml", flag("b", "on", "env_var: RENAMED\n")}, approved("b")}), folder);
  CHECK(again.carried("flag/a@production")->env_var == "FEATURE_A");
}

TEST_CASE("what was shipped and cannot be evaluated stops the build with its name") {
  const stock::TemporaryFolder folder;
  ship_first(folder);
  const std::string bytes = folder.read("bundles/production/bundle.json");
  const auto carry = [&](const std::string& healthy, const std::string& broken) {
    std::string spoilt = bytes;
    spoilt.replace(spoilt.find(healthy), healthy.size(), broken);
    folder.write("bundles/production/bundle.json", spoilt);
    Judged now = judged({{"flags/a.yaml", flag("a", "off")},
                         {"flags/b.yaml", flag("b", "on")},
                         {"flags/gone.yaml", flag("gone", "on")},
                         approved("b"),
                         approved("gone")});
    Emission emission;
    emission.out = folder.path().string();
    return carry_over(now.model, now.verdict, emission,
                      shipped_before(emission.out, proofs_before(emission.out)));
  };
  const auto gone = carry(R"("defaultVariant":"on")", R"("defaultVariant":"gone")");
  REQUIRE_FALSE(gone.has_value());
  CHECK(gone.error().message.starts_with("flag `a` has to ship as before"));
  const auto lost =
      carry(R"("state":"ENABLED")",
            R"("state":"ENABLED","targeting":{"if":[{"$ref":"nowhere.0"},"on","off"]})");
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error().message.starts_with("flag/a@production has to ship as before"));
}

}  // namespace ensign::driver
