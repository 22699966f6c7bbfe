// Targets, and the two plain forms of a bundle: what they hold, byte for byte where it matters.

#include "emit/bundle/target.h"

#include "crypto/digest.h"
#include "emit/bundle/plain.h"
#include "lower/small_world.h"
#include "syntax/strict_json.h"

using namespace ensign;
using namespace ensign::test;

namespace {

std::string flag(const std::string& key, const std::string& exposure, const std::string& more) {
  return "key: " + key + "\ntitle: A flag\ntype: release\nowner: team-web\nrisk: L1\nexposure: [" +
         exposure + "]\n" + more;
}

std::map<std::string, std::string> shop() {
  auto files = common_files();
  files["ensign.yaml"] +=
      "targets:\n"
      "  web: { environments: [production], exposure: client, known: { plan: free } }\n"
      "  all: {}\n"
      "  search: { areas: [search], flags: [banner] }\n";
  files["flags/segments/paying.yaml"] =
      "name: paying\ntitle: Who pays\nowner: team-web\nif: { plan: [pro, team], seats: { above: 1 "
      "} "
      "}\n";
  files["flags/search/engine.yaml"] =
      flag("engine", "server, client",
           "env_var: FEATURE_ENGINE\nfallback: { tier: 1, serve: off }\nkill_switch: KS1\n"
           "environments:\n  production:\n    serve: off\n    rules:\n"
           "      - { name: paying, if: { plan: { in_segment: paying } }, serve: on }\n"
           "      - { name: free, if: { plan: free, country: DE }, serve: on }\n");
  files["flags/search/index.x.yaml"] =
      flag("index.x", "server", "env_var: INDEX\nenvironments: { production: { serve: on } }\n");
  files["flags/banner.yaml"] =
      flag("banner", "client",
           "value: string\nvariants: { plain: blue/3, loud: \"red & blue\" }\nenv_var: BANNER\n"
           "environments: { production: { serve: plain }, staging: { serve: loud } }\n");
  files["flags/kill-switches.yaml"] =
      "levels:\n  KS1: { title: One, flags: [engine] }\n"
      "  KS2: { title: Both, flags: [engine, index.x] }\n";
  return files;
}

model::Model shop_model() { return read_world(shop(), *parse_instant("2026-10-01T00:00:00Z")); }

seal::GovernedModel sealed(const model::Model& model) {
  auto copy = model;
  auto governed = seal::seal(std::move(copy), {.report = {}, .debts = {}, .sound = true});
  REQUIRE(governed.has_value());
  return std::move(*governed);
}

std::vector<emit::TargetFile> targets_of(const model::Model& model, const emit::Bundle& bundle) {
  return emit::targets(sealed(model), bundle);
}

emit::Bundle bundle_of(const model::Model& model, const std::string& environment) {
  for (emit::Bundle& bundle : emit::bundles(sealed(model), {})) {
    if (bundle.environment == environment) return std::move(bundle);
  }
  FAIL("no such environment");
  return {};
}

const emit::TargetFile& named(const std::vector<emit::TargetFile>& files, const std::string& path) {
  for (const emit::TargetFile& file : files) {
    if (file.file.path == path) return file;
  }
  FAIL("there is no ", path);
  return files.front();
}

std::string keys_of(const std::string& bytes) {
  std::string keys;
  const auto document = syntax::parse_strict(bytes);
  REQUIRE(document.has_value());
  for (const auto& [key, value] : *document->find("flags")->members()) keys += key + " ";
  return keys;
}

}  // namespace

TEST_CASE("a target holds the flags that it chooses, with what it knows folded away") {
  const model::Model model = shop_model();
  const emit::Bundle bundle = bundle_of(model, "production");
  const auto files = targets_of(model, bundle);
  REQUIRE(files.size() == 3);
  const emit::TargetFile& web = named(files, "bundles/production/web.json");
  const std::string source = R"("source":{"commit":null,"tree":null})";
  CHECK(web.file.bytes ==
        R"({"$evaluators":{},"ensign":{"bucketing":"flagd-v2","derived_from":")" +
            crypto::hex(crypto::sha256(bundle.file.bytes)) +
            R"(","env":"production","expires":"2026-10-11T00:00:00Z","format":"ensign-bundle/1",)"
            R"("issued":"2026-10-01T00:00:00Z","kill":{"fallback":{"engine":"off"},"levels":)"
            R"([{"flags":["engine"],"id":"KS1"},{"flags":["engine"],"id":"KS2"}]},"lifted":[],)"
            R"("lowering":1,"prev":null,"project":"5f0c2d7e9b1a4c33","root_version":0,"seq":1,)" +
            source +
            R"(,"target":{"known":{"plan":"free"},"name":"web"}},"flags":{"banner":)"
            R"({"defaultVariant":"plain","state":"ENABLED","variants":{"loud":"red & blue",)"
            R"("plain":"blue/3"}},"engine":{"defaultVariant":"off","state":"ENABLED","targeting":)"
            R"({"if":[{"===":[{"var":"country"},"DE"]},"on",null]},)"
            R"("variants":{"off":false,"on":true}}},"metadata":)"
            R"({"flagSetId":"shop/production/web","version":"31eb99c28b4fbc74"}})"
            "\n");  // sha256sum of the rest
  CHECK(web.trusted_comment ==
        "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production target=web seq=1 "
        "issued=2026-10-01T00:00:00Z expires=2026-10-11T00:00:00Z");
  CHECK(keys_of(named(files, "bundles/production/all.json").file.bytes) ==
        "banner engine index.x ");
  CHECK(keys_of(named(files, "bundles/production/search.json").file.bytes) ==
        "banner engine index.x ");
  // An environment that a target does not name has no such file.
  CHECK(targets_of(model, bundle_of(model, "staging")).size() == 2);
}

TEST_CASE("a target repeats from the bundle's bytes and what it says of itself") {
  const model::Model model = shop_model();
  const emit::Bundle bundle = bundle_of(model, "production");
  const auto document = syntax::parse_strict(bundle.file.bytes);
  for (const emit::TargetFile& file : targets_of(model, bundle)) {
    const auto read = emit::read_target(file.file.bytes);
    REQUIRE(read.has_value());
    CHECK(read->derived_from == bundle.sha256);
    const auto again = emit::derive_target(*document, bundle.sha256, read->choice);
    REQUIRE(again.has_value());
    CHECK(canonical(*again) + "\n" == file.file.bytes);
  }
  CHECK_FALSE(emit::derive_target(*document, bundle.sha256, {"x", {}, {"nobody"}}).has_value());
}

TEST_CASE("neither a bundle nor a target is read as the other") {
  const model::Model model = shop_model();
  const emit::Bundle bundle = bundle_of(model, "production");
  const std::string target = targets_of(model, bundle).front().file.bytes;
  CHECK_FALSE(emit::read_target(bundle.file.bytes).has_value());
  const auto as_bundle = emit::read_bundle(target);
  REQUIRE_FALSE(as_bundle.has_value());
  CHECK(as_bundle.error().message == "it is a target, a part of a bundle");
}

TEST_CASE("flagd.json is the bundle without what only our clients read") {
  const emit::Bundle bundle = bundle_of(shop_model(), "staging");
  const emit::OutFile file = *emit::flagd_document(bundle.environment, bundle.document, {});
  CHECK(file.path == "bundles/staging/flagd.json");
  const auto begin = bundle.file.bytes.find(R"("ensign":)");
  const auto end = bundle.file.bytes.find(R"("flags":{")");
  CHECK(file.bytes == bundle.file.bytes.substr(0, begin) + bundle.file.bytes.substr(end));
}

TEST_CASE("the environment file holds what everybody is served, where it needs no quotes") {
  const model::Model model = shop_model();
  const emit::OutFile production = emit::environment_file(model, bundle_of(model, "production"));
  CHECK(production.path == "bundles/production/production.env");
  CHECK(production.bytes ==
        "# shop (5f0c2d7e9b1a4c33), production, seq 1\n"
        "# flag banner\n"
        "BANNER=blue/3\n"
        "# flag engine\n"
        "# FEATURE_ENGINE is left out: not everybody is served the same\n"
        "# flag index.x\n"
        "INDEX=true\n");
  CHECK(emit::variable_of(production.bytes, "banner") == "BANNER");
  CHECK(emit::variable_of(production.bytes, "engine") == "FEATURE_ENGINE");
  CHECK_FALSE(emit::variable_of(production.bytes, "engin").has_value());
  const emit::OutFile staging = emit::environment_file(model, bundle_of(model, "staging"));
  CHECK(staging.bytes ==
        "# shop (5f0c2d7e9b1a4c33), staging, seq 1\n"
        "# flag banner\n"
        "# BANNER is left out: its value needs quotes\n");
}
