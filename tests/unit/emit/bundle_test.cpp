// bundle.json: its contents, when seq grows, when the bytes before are used again.

#include "emit/bundle/bundle.h"

#include "eval/ruleset.h"
#include "lower/small_world.h"

using namespace ensign;
using namespace ensign::test;

namespace {

constexpr std::int64_t day = 86'400;
const Instant start = *parse_instant("2026-10-01T00:00:00Z");

Instant later(std::int64_t seconds) { return {start.seconds + seconds}; }

std::string sender(const std::string& production) {
  return "key: sender\ntitle: Sender\ntype: release\nowner: team-web\nrisk: L3\n"
         "fallback: { tier: 0, serve: off }\nkill_switch: KS1\n"
         "environments: { production: " +
         production + " }\n";
}

constexpr const char* ladder =
    "levels:\n"
    "  KS1: { title: Stop sending, flags: [sender] }\n"
    "  KS2: { title: All off, flags: [sender, reader, elsewhere] }\n";

std::string plain(const std::string& key, const std::string& environment) {
  return "key: " + key +
         "\ntitle: A flag\ntype: release\nowner: team-web\nrisk: L1\nenvironments: { " +
         environment + ": { serve: on } }\n";
}

seal::GovernedModel governed(const std::string& production, Instant as_of,
                             const source::Origin& origin = {}) {
  auto model = read_world({{"flags/sender.yaml", sender(production)},
                           {"flags/reader.yaml", plain("reader", "production")},
                           {"flags/elsewhere.yaml", plain("elsewhere", "staging")},
                           {"flags/kill-switches.yaml", ladder}},
                          as_of);
  model.origin = origin;
  auto sealed = seal::seal(std::move(model), {.report = {}, .debts = {}, .sound = true});
  REQUIRE(sealed.has_value());
  return std::move(*sealed);
}

source::Origin commit(char digit) {
  source::Origin origin;
  origin.kind = source::Origin::Kind::commit;
  origin.commit = std::string(40, digit);
  origin.tree = std::string(40, static_cast<char>(digit + 1));
  origin.clean = true;
  return origin;
}

using Previous = std::map<std::string, emit::PreviousBundle>;

emit::Bundle production_of(const seal::GovernedModel& model, const Previous& previous = {}) {
  auto all = emit::bundles(model, previous);
  REQUIRE(all.size() == 2);
  CHECK(all[0].environment == "staging");
  CHECK(all[1].environment == "production");
  return std::move(all[1]);
}

Previous published(const emit::Bundle& bundle) {
  auto read = emit::read_bundle(bundle.file.bytes);
  REQUIRE(read.has_value());
  return {{bundle.environment, *read}};
}

// The part of the bytes that holds the root key, which sorts between `$evaluators` and `flags`.
std::string facts_of(const std::string& bytes) {
  const auto begin = bytes.find(R"("ensign":)");
  const auto end = bytes.find(R"(,"flags":{")");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  return bytes.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("the first bundle") {
  const auto bundle = production_of(governed("{ serve: on }", start, commit('a')));
  CHECK(bundle.file.path == "bundles/production/bundle.json");
  CHECK_FALSE(bundle.reused);
  CHECK(facts_of(bundle.file.bytes) ==
        R"("ensign":{"bucketing":"flagd-v2","env":"production","expires":"2026-10-11T00:00:00Z",)"
        R"("format":"ensign-bundle/1","issued":"2026-10-01T00:00:00Z",)"
        R"("kill":{"fallback":{"sender":"off"},"levels":[{"flags":["sender"],"id":"KS1"},)"
        R"({"flags":["reader","sender"],"id":"KS2"}]},"lifted":[],"lowering":1,"prev":null,)"
        R"("project":"5f0c2d7e9b1a4c33","root_version":0,"seq":1,"source":{"commit":")" +
            std::string(40, 'a') + R"(","tree":")" + std::string(40, 'b') + R"("}})");
  CHECK(bundle.trusted_comment ==
        "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production seq=1 "
        "issued=2026-10-01T00:00:00Z expires=2026-10-11T00:00:00Z");
  CHECK(bundle.file.bytes.back() == '\n');
  CHECK(bundle.file.bytes.find("elsewhere") == std::string::npos);
}

TEST_CASE("a bundle is a document that the evaluator takes") {
  const auto bundle = production_of(governed("{ serve: on }", start));
  const auto rules = eval::Ruleset::load(bundle.file.bytes);
  REQUIRE(rules.has_value());
  CHECK(rules->keys().size() == 2);
  CHECK(rules->evaluate("sender", eval::Type::boolean, {}, {}).variant == "on");
}

TEST_CASE("bytes that are those of no commit name none") {
  auto dirty = commit('a');
  dirty.clean = false;
  const auto bundle = production_of(governed("{ serve: on }", start, dirty));
  CHECK(bundle.file.bytes.find(R"("source":{"commit":null,"tree":null})") != std::string::npos);
}

TEST_CASE("equal contents are the bytes before while half their lifetime is left") {
  const auto first = production_of(governed("{ serve: on }", start, commit('a')));
  const auto half =
      production_of(governed("{ serve: on }", later(5 * day), commit('c')), published(first));
  CHECK(half.reused);
  CHECK(half.file.bytes == first.file.bytes);
  CHECK(half.trusted_comment == first.trusted_comment);
}

TEST_CASE("past half the lifetime equal contents are issued anew, and keep their source") {
  const auto first = production_of(governed("{ serve: on }", start, commit('a')));
  const auto again =
      production_of(governed("{ serve: on }", later(5 * day + 1), commit('c')), published(first));
  CHECK_FALSE(again.reused);
  const auto read = emit::read_bundle(again.file.bytes);
  REQUIRE(read.has_value());
  CHECK(read->seq == 2);
  CHECK(read->issued == later(5 * day + 1));
  CHECK(read->expires == later(15 * day + 1));
  const std::string facts = facts_of(again.file.bytes);
  CHECK(facts.find(R"("prev":")" + published(first).at("production").sha256) != std::string::npos);
  CHECK(facts.find(R"("commit":")" + std::string(40, 'a')) != std::string::npos);
}

TEST_CASE("another content is the next seq and names its own source") {
  const auto first = production_of(governed("{ serve: on }", start, commit('a')));
  const auto next =
      production_of(governed("{ serve: off }", later(60), commit('c')), published(first));
  CHECK_FALSE(next.reused);
  const auto read = emit::read_bundle(next.file.bytes);
  REQUIRE(read.has_value());
  CHECK(read->seq == 2);
  CHECK(next.file.bytes.find(R"("commit":")" + std::string(40, 'c')) != std::string::npos);
  CHECK(next.trusted_comment.find(" seq=2 ") != std::string::npos);
  // The other environment did not change with it.
  const auto both = emit::bundles(
      governed("{ serve: off }", later(60)),
      {{"staging",
        *emit::read_bundle(emit::bundles(governed("{ serve: on }", start), {})[0].file.bytes)}});
  CHECK(both[0].reused);
  CHECK_FALSE(both[1].reused);
}

TEST_CASE("the digest of a bundle read back is that of its bytes") {
  auto read =
      emit::read_bundle(R"({"ensign":{"env":"e","expires":"2026-10-02T00:00:00Z",)"
                        R"("format":"ensign-bundle/1","issued":"2026-10-01T00:00:00Z",)"
                        R"("project":"p","seq":9007199254740991},"flags":{}})"
                        "\n");
  REQUIRE(read.has_value());
  CHECK(read->seq == 9007199254740991);
  CHECK(read->project == "p");
  CHECK(read->environment == "e");
  CHECK(read->sha256 == "d8f75805dcf70d04bfc0bec9a2b7d3b829bb4534f1ab38910818482fcf61b132");
}

TEST_CASE("what is no bundle is refused") {
  const auto refused = [](const std::string& text) { return !emit::read_bundle(text).has_value(); };
  const auto with_seq = [](const std::string& seq) {
    return R"({"ensign":{"env":"e","expires":"2026-10-02T00:00:00Z","format":"ensign-bundle/1",)"
           R"("issued":"2026-10-01T00:00:00Z","project":"p","seq":)" +
           seq + R"(},"flags":{}})" + "\n";
  };
  CHECK_FALSE(refused(with_seq("1")));
  for (const char* seq : {"0", "-1", "1.0", "1e3", "01", "\"1\"", "null", "9007199254740992",
                          "18446744073709551615", "1,\"seq\":1"}) {
    CAPTURE(seq);
    CHECK(refused(with_seq(seq)));
  }
  const std::string good = with_seq("1");
  CHECK(refused(""));
  CHECK(refused("[]\n"));
  CHECK(refused(good.substr(0, good.size() - 1)));  // no final line feed
  CHECK(refused(good + "\n"));                      // two
  CHECK(refused(" " + good));                       // not canonical
  CHECK(refused("{\"flags\":{}}\n"));               // a flagd document alone
  CHECK(refused(R"({"ensign":{},"flags":{}})"
                "\n"));
  CHECK(refused(std::string(8 * 1024 * 1024 + 1, ' ')));
  CHECK(refused(std::string(10'000, '[')));
  std::string backwards = good;
  backwards.replace(backwards.find("2026-10-02"), 10, "2026-10-01");
  CHECK(refused(backwards));
  std::string other_format = good;
  other_format.replace(other_format.find("bundle/1"), 8, "bundle/2");
  CHECK(refused(other_format));
}
