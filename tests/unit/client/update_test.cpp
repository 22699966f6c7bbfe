// The state of a client over sequences of bundles, timestamps and clocks. Cases 36 to 59 of the
// hostile-case list.
#include "client/visit.h"

namespace ensign::client {
namespace {

TEST_CASE("client: a first bundle is taken, and again it is nothing new") {
  Shop shop;
  std::string digest;
  State state = begun(shop, digest);
  CHECK(state.floor->sha256 == digest);
  CHECK(to_string(*state.issued) == "2026-06-10T09:00:00Z");
  const Seen again = visit(state, shop.mirror);
  CHECK(again.holds);
  CHECK_FALSE(again.advanced);
  CHECK(again.notes.empty());
}

// What is wrong with the second bundle, and what is said of it. The first goes on being held.
struct Hostile {
  const char* name;
  BundleFacts facts;
  std::vector<int> signers;
  std::string says;
  bool alarm = false;
};

TEST_CASE("client: what a mirror may offer after seq 1") {
  Shop base;
  base.root.roles["bundle/staging"].threshold = 1;
  test::give(base.root, "bundle/staging", test::minisign_root_key(test::root_key(7).public_key()));
  test::seal(base.root);
  std::string first;
  const State held = begun(base, first);
  const std::vector<Hostile> cases{
      {"the next one", {.seq = 2, .prev = first}, {1}, ""},
      {"a jump", {.seq = 7, .prev = std::string(64, 'b')}, {1}, ""},
      {"unsigned", {.seq = 2, .prev = first}, {}, "0 of 1 signatures"},
      {"signed by nobody's key", {.seq = 2, .prev = first}, {9}, "0 of 1 signatures"},
      {"signed by the key of another environment", {.seq = 2, .prev = first}, {7}, "0 of 1 sig"},
      {"one good signature and one of nobody", {.seq = 2, .prev = first}, {1, 9}, ""},
      {"the same seq, other bytes",
       {.seq = 1, .issued = "2026-06-10T10:00:00Z"},
       {1},
       "two different bundles are signed as seq 1",
       true},
      {"another history", {.seq = 2, .prev = std::string(64, 'c')}, {1}, "does not follow", true},
      {"a jump too far",
       {.seq = 2 + (std::int64_t{1} << 20), .prev = std::string(64, 'b')},
       {1},
       "seq jumps from 1",
       true},
      {"just not too far",
       {.seq = 1 + (std::int64_t{1} << 20), .prev = std::string(64, 'b')},
       {1},
       ""},
      {"another project",
       {.seq = 2, .prev = first, .project = "0000000000000000"},
       {1},
       "it belongs to project 0000000000000000"},
      {"another environment",
       {.seq = 2, .prev = first, .env = "staging"},
       {1},
       "environment `staging`"},
      {"expired",
       {.seq = 2, .prev = first, .expires = "2026-06-10T12:00:00Z"},
       {1},
       "seq 2 expired at 2026-06-10T12:00:00Z"},
      {"of tomorrow",
       {.seq = 2, .prev = first, .issued = "2026-06-11T09:00:00Z"},
       {1},
       "it was issued at 2026-06-11T09:00:00Z, and this clock says"},
      {"a root to come",
       {.seq = 2, .prev = first, .root_version = 2},
       {1},
       "it was made under version 2 of the root"},
  };
  for (const Hostile& one : cases) {
    INFO(one.name);
    Shop shop = base;
    const std::string second = shop.publish(one.facts, one.signers);
    State state = held;
    const Seen seen = visit(state, shop.mirror);
    const bool is_good = one.says.empty();
    CHECK(seen.holds == is_good);
    CHECK(seen.seq == (is_good ? one.facts.seq : 1));
    CHECK(state.floor->sha256 == (is_good ? second : first));
    CHECK(seen.notes.find(one.says) != std::string::npos);
    CHECK((seen.notes.find("alarm: ") != std::string::npos) == one.alarm);
    if (!is_good) CHECK(state.bundle == held.bundle);
  }
}

TEST_CASE("client: an older bundle is refused, and a mirror that is behind is no alarm") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  shop.publish({.seq = 2, .prev = first});
  REQUIRE(visit(state, shop.mirror).seq == 2);
  shop.publish({});
  const Seen seen = visit(state, shop.mirror);
  CHECK(seen.seq == 2);
  CHECK(seen.notes.find("refused: bundles/production/bundle.json: seq 1 is offered, and seq 2 was "
                        "seen before") != std::string::npos);
  CHECK(seen.notes.find("alarm") == std::string::npos);
}

TEST_CASE("client: no byte of a bundle is changed, added or missing") {
  Shop base;
  std::string first;
  const State held = begun(base, first);
  const std::string path = "bundles/production/bundle.json";
  base.publish({.seq = 2, .prev = first});
  const std::string good = base.mirror.files.at(path);
  std::vector<std::string> texts{good.substr(0, good.size() / 2), good + " ", "", good.substr(1)};
  for (std::size_t i = 0; i < good.size(); i += 11) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    texts.push_back(std::move(bad));
  }
  for (const std::string& text : texts) {
    Shop shop = base;
    shop.mirror.files[path] = text;
    State state = held;
    const Seen seen = visit(state, shop.mirror);
    CHECK_FALSE(seen.holds);
    CHECK(state.bundle == held.bundle);
  }
}

TEST_CASE("client: bytes that are no bundle are refused, though they are signed") {
  Shop base;
  std::string first;
  const State held = begun(base, first);
  const std::string good = base.bundle_text({.seq = 2, .prev = first});
  const auto with = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  const std::string deep = std::string(10000, '[') + std::string(10000, ']');
  const std::vector<std::string> texts{
      with("\"seq\":2", "\"seq\":2e0"),
      with("\"seq\":2", "\"seq\":02"),
      with("\"seq\":2", "\"seq\":-2"),
      with("\"seq\":2", "\"seq\":\"2\""),
      with("\"seq\":2", "\"seq\":9007199254740992"),
      with("\"seq\":2", "\"seq\":2,\"seq\":2"),
      with("\"seq\":2", "\"seq\":NaN"),
      with("\"flags\":", "\"flags\": "),
      with("\"env\":\"production\"", "\"env\":\"production\xff\""),
      good + good,
      good.substr(0, good.size() - 1),
      deep,
      std::string(largest_bundle + 1, ' '),
  };
  for (const std::string& text : texts) {
    INFO(text.substr(0, 200));
    Shop shop;
    shop.publish_root();
    shop.mirror.files["bundles/production/bundle.json"] = text;
    shop.sign_file("bundles/production/bundle.json", text, Shop::comment({.seq = 2, .prev = first}),
                   {1});
    State state = held;
    const Seen seen = visit(state, shop.mirror);
    CHECK_FALSE(seen.holds);
    CHECK(seen.seq == 1);
    CHECK(seen.notes.starts_with("refused: "));
  }
}

TEST_CASE("client: signatures that stock minisign would take are refused") {
  Shop base;
  std::string first;
  const State held = begun(base, first);
  const BundleFacts facts{.seq = 2, .prev = first};
  const std::string bytes = base.bundle_text(facts);
  const auto key = test::root_key(1);
  const std::string good = crypto::minisign(key, bytes, Shop::comment(facts));
  std::string legacy = good;
  const std::size_t line = legacy.find('\n') + 1;
  legacy.replace(line, 4, "RWQC");  // `Ed` in place of `ED`
  std::string returns = good;
  for (std::size_t i = returns.find('\n'); i != std::string::npos; i = returns.find('\n', i + 2)) {
    returns.insert(i, "\r");
  }
  // The comment of another bundle, with the signature that makes it hold there.
  const std::string other =
      crypto::minisign(key, base.bundle_text({.seq = 3, .prev = first}), Shop::comment({.seq = 3}));
  const std::size_t comment = good.find("trusted comment: ");
  const std::string spliced = good.substr(0, comment) + other.substr(other.find("trusted comment"));
  const std::vector<std::string> signatures{
      spliced,
      legacy,
      returns,
      good + good,
      good + "more\n",
      good.substr(0, good.size() - 1),
      crypto::minisign(key, bytes, "something else"),
      crypto::minisign(key, bytes, Shop::comment({.seq = 3, .prev = first})),
      std::string(largest_signature + 1, 'x'),
      "",
  };
  for (const std::string& signature : signatures) {
    INFO(signature.substr(0, 300));
    Shop shop;
    shop.publish_root();
    shop.mirror.files["bundles/production/bundle.json"] = bytes;
    shop.mirror
        .files["bundles/production/bundle.json." + crypto::key_id(key.public_key()) + ".minisig"] =
        signature;
    State state = held;
    const Seen seen = visit(state, shop.mirror);
    CHECK_FALSE(seen.holds);
    CHECK(seen.seq == 1);
  }
}

TEST_CASE(
    "client: of several mirrors one that works is enough, and none can hide what another has") {
  Shop behind, ahead;
  std::string first;
  State state = begun(behind, first);
  ahead.publish_root();
  ahead.publish({.seq = 2, .prev = first});
  MemoryMirror down;
  down.is_down = true;
  const std::array<const Mirror*, 3> mirrors{&down, &ahead.mirror, &behind.mirror};
  const Updated updated = update(state, mirrors, today);
  CHECK(updated.holds());
  CHECK(updated.seq == 2);
  CHECK(updated.notes.size() == 2);
  const std::array<const Mirror*, 1> alone{&down};
  CHECK_FALSE(update(state, alone, today).holds());
}

TEST_CASE("client: what is served goes stale, and is served all the same") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  const Seen seen = visit(state, shop.mirror, at("2026-08-01T00:00:00Z"));
  CHECK_FALSE(seen.holds);
  CHECK(seen.seq == 1);
  CHECK(seen.notes.find("stale: the bundle that is served, seq 1, expired at "
                        "2026-07-10T09:00:00Z") != std::string::npos);
  CHECK_FALSE(state.bundle.empty());
}

TEST_CASE("client: a clock before what was seen is told, and harms nothing") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  const std::string before = to_text(state);
  const Seen seen = visit(state, shop.mirror, at("2020-01-01T00:00:00Z"));
  CHECK(seen.notes.find("clock: this clock says 2020-01-01T00:00:00Z") != std::string::npos);
  CHECK(to_text(state) == before);
}

TEST_CASE("client: a clock far ahead refuses what is there, and is recovered from") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  const std::string before = to_text(state);
  shop.publish({.seq = 2, .prev = first});
  const Seen ahead = visit(state, shop.mirror, at("2029-12-31T00:00:00Z"));
  CHECK_FALSE(ahead.holds);
  CHECK(ahead.notes.contains("seq 2 expired"));
  CHECK(to_text(state) == before);
  CHECK(visit(state, shop.mirror, today).seq == 2);
}

TEST_CASE("client: timestamps") {
  Shop shop;
  shop.root = Shop::root_of(1, {0}, {1}, 1, true);
  shop.publish_root();
  const BundleFacts facts{.says_protected = true};
  const std::string first = shop.publish(facts);
  State state = shop.client();
  SUBCASE("none, though the bundle says that there are some") {
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.seq == 1);
    CHECK_FALSE(seen.holds);
    CHECK(seen.notes == "stale: no timestamp was seen, and this environment has them\n");
  }
  SUBCASE("none, and the root names nobody who could sign one") {
    Shop silent;
    silent.publish_root();
    silent.publish(facts);
    State other = silent.client();
    const Seen seen = visit(other, silent.mirror);
    CHECK_FALSE(seen.holds);
    CHECK(seen.notes ==
          "stale: the root of trust names no key for timestamps, so nothing says that "
          "this is the newest\n");
  }
  SUBCASE("fresh, then past: a freeze is seen") {
    shop.publish_timestamp(facts, "2026-06-10T11:30:00Z");
    CHECK(visit(state, shop.mirror).holds);
    const Seen later = visit(state, shop.mirror, at("2026-06-10T12:30:00Z"));
    CHECK(later.notes == "stale: the newest timestamp expired at 2026-06-10T12:30:00Z\n");
  }
  SUBCASE("of another bundle") {
    shop.publish_timestamp({.seq = 2, .prev = first}, "2026-06-10T11:30:00Z");
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.seq == 0);
    CHECK(seen.notes.find("the timestamp names seq 2") != std::string::npos);
  }
  SUBCASE("of the same seq, and of other bytes") {
    shop.publish_timestamp({.issued = "2026-06-10T10:00:00Z", .says_protected = true},
                           "2026-06-10T11:30:00Z");
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.seq == 0);
    CHECK(seen.notes.find("the timestamp names seq 1 with the sha256") != std::string::npos);
  }
  SUBCASE("of another environment") {
    shop.publish_timestamp({.env = "staging"}, "2026-06-10T11:30:00Z");
    shop.mirror.files["bundles/production/timestamp.json"] =
        shop.mirror.files.at("bundles/staging/timestamp.json");
    const std::string signature = ".minisig";
    for (const auto& [path, bytes] : std::map<std::string, std::string>(shop.mirror.files)) {
      if (!path.starts_with("bundles/staging/timestamp.json.")) continue;
      shop.mirror.files["bundles/production/" + path.substr(path.rfind('/') + 1)] = bytes;
    }
    CHECK(visit(state, shop.mirror).notes.contains("environment `staging`"));
  }
  SUBCASE("by the key that signs bundles") {
    shop.publish_timestamp(facts, "2026-06-10T11:30:00Z", {}, {1});
    CHECK(visit(state, shop.mirror).notes.find("0 of 1 signatures of `timestamp`") !=
          std::string::npos);
  }
  SUBCASE("an older one after a newer") {
    shop.publish_timestamp(facts, "2026-06-10T11:30:00Z");
    REQUIRE(visit(state, shop.mirror).holds);
    shop.publish_timestamp(facts, "2026-06-10T11:00:00Z");
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.notes.find("one of 2026-06-10T11:30:00Z was seen before") != std::string::npos);
  }
}

}  // namespace
}  // namespace ensign::client
