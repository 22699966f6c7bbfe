// The document of one environment: which flags it holds, in which order, and its version.

#include "crypto/digest.h"
#include "lower/lower.h"
#include "lower/small_world.h"

using namespace ensign;
using namespace ensign::test;

namespace {

std::string flag_text(const std::string& key, const std::string& environments) {
  return "key: " + key +
         "\ntitle: A flag\ntype: release\nowner: team-web\nrisk: L1\nenvironments: " +
         environments + "\n";
}

model::Model world(const std::string& title) {
  return read_world(
      {{"flags/b.yaml", flag_text("b", "{ staging: { serve: on }, production: { serve: off } }")},
       {"flags/a.yaml", flag_text("a",
                                  "{ production: { serve: on, rules: [ { name: r, if: { "
                                  "workspace: { in_segment: pilots } }, serve: off } ] } }")},
       {"flags/segments/pilots.yaml",
        "name: pilots\ntitle: " + title + "\nowner: team-web\nif: { workspace: [w1] }\n"}},
      {});
}

}  // namespace

TEST_CASE("an environment holds the flags that name it, and the evaluators they use") {
  const model::Model model = world("Pilots");
  const Json staging = lower::lower_environment(model, 0);
  CHECK(canonical(*staging.find("flags")) ==
        R"({"b":{"defaultVariant":"on","state":"ENABLED","variants":{"off":false,"on":true}}})");
  CHECK(canonical(*staging.find("$evaluators")) == "{}");
  CHECK(staging.find("ensign") == nullptr);

  const Json production = lower::lower_environment(model, 1);
  REQUIRE(production.find("flags")->members()->size() == 2);
  CHECK(production.find("flags")->find("a") != nullptr);
  REQUIRE(production.find("$evaluators")->members()->size() == 1);
  const auto& [name, rule] = production.find("$evaluators")->members()->front();
  CHECK(name == "pilots." + crypto::hex(crypto::sha256(canonical(rule))).substr(0, 32));
  CHECK(canonical(rule) == R"({"in":[{"var":"workspace"},["w1"]]})");
}

TEST_CASE("the version is the digest of the document without it") {
  const Json document = lower::lower_environment(world("Pilots"), 0);
  // Written out by hand from the specification.
  const std::string rest =
      R"({"$evaluators":{},"flags":{"b":{"defaultVariant":"on","state":"ENABLED",)"
      R"("variants":{"off":false,"on":true}}},"metadata":{"flagSetId":"shop/staging"}})";
  CHECK(canonical(*document.find("metadata")) ==
        R"({"flagSetId":"shop/staging","version":")" +
            crypto::hex(crypto::sha256(rest)).substr(0, 16) + R"("})");
}

TEST_CASE("what clients do not evaluate changes nothing") {
  CHECK(canonical(lower::lower_environment(world("Pilots"), 1)) ==
        canonical(lower::lower_environment(world("Another title"), 1)));
}
