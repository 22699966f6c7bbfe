// Roots, thresholds, keys that change, and kills, as a client sees them.
#include "client/active.h"
#include "client/visit.h"
#include "trust/rotations.h"

namespace ensign::client {
namespace {

// The versions of one row, published one after the other; a client that pins the first.
TEST_CASE("client: the rotations of the table are followed as far as they hold") {
  for (const test::Rotation& rotation : test::rotations()) {
    INFO(rotation.name);
    const test::Version& pinned = rotation.versions.front();
    if (!pinned.holds) continue;  // who pins a root does not ask who signed it
    Shop shop;
    const auto version_of = [](std::int64_t number, const test::Version& version) {
      model::Root root = Shop::root_of(number, version.keys, {1});
      root.roles["root"].threshold = version.threshold;
      test::seal(root);
      return root;
    };
    shop.root = version_of(1, pinned);
    shop.root_signers = pinned.signers;
    std::string first;
    State state = begun(shop, first);
    for (std::size_t i = 1; i < rotation.versions.size(); ++i) {
      const test::Version& version = rotation.versions[i];
      const std::string held = state.root;
      const auto number = static_cast<std::int64_t>(i + 1);
      const model::Root next = version_of(number, version);
      shop.publish_root(next, version.signers);
      CHECK(visit(state, shop.mirror).holds == version.holds);
      CHECK(state.root == (version.holds ? next.bytes : held));
      CHECK(trusted_root(state)->version == (version.holds ? number : number - 1));
    }
  }
}

TEST_CASE("client: under the number of the next version lies the next version") {
  for (const std::int64_t number : {1, 3}) {
    CAPTURE(number);
    Shop shop;
    std::string first;
    State state = begun(shop, first);
    const std::string pinned = state.root;
    const model::Root other = Shop::root_of(number, {0}, {1});
    shop.mirror.files[root_path(2)] = other.bytes;
    shop.sign_file(root_path(2), other.bytes, "ensign-root/1", {0});
    CHECK_FALSE(visit(state, shop.mirror).holds);
    CHECK(state.root == pinned);
  }
}

// Versions of the root after the first, what is offered then, and what comes of it.
TEST_CASE("client: roots are followed one by one") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  const std::string pinned = state.root;
  const auto next = [&](std::int64_t version, const std::vector<int>& keys,
                        const std::vector<int>& signers) {
    const model::Root root = Shop::root_of(version, keys, {1});
    shop.publish_root(root, signers);
    return root.bytes;
  };
  SUBCASE("signed by old and new") {
    const std::string second = next(2, {3}, {0, 3});
    const std::string third = next(3, {4}, {3, 4});
    CHECK(visit(state, shop.mirror).holds);
    CHECK(state.root == third);
    CHECK(state.root != second);
  }
  SUBCASE("only by old, or only by new") {
    for (const int signer : {0, 3}) {
      next(2, {3}, {signer});
      CHECK_FALSE(visit(state, shop.mirror).holds);
      CHECK(state.root == pinned);
      std::erase_if(shop.mirror.files,
                    [](const auto& file) { return file.first.starts_with("root/2"); });
    }
  }
  SUBCASE("one is missing") {
    next(3, {0}, {0});
    CHECK(visit(state, shop.mirror).holds);
    CHECK(state.root == pinned);
  }
  SUBCASE("the last one does not hold: the one before it does") {
    const std::string second = next(2, {3}, {0, 3});
    next(3, {4}, {4});
    CHECK_FALSE(visit(state, shop.mirror).holds);
    CHECK(state.root == second);
    CHECK(state.floor->sha256 == first);
  }
  SUBCASE("expired: nothing new is taken, and what is held stays") {
    const model::Root root = Shop::root_of(2, {0}, {1}, 1, false, "2026-06-01T00:00:00Z");
    shop.publish_root(root, {0});
    shop.publish({.seq = 2, .prev = first});
    const Seen seen = visit(state, shop.mirror);
    CHECK_FALSE(seen.holds);
    CHECK(seen.seq == 1);
    CHECK(seen.notes.find("version 2 of the root expired") != std::string::npos);
  }
  SUBCASE("thousands of them end") {
    shop.mirror.files.clear();
    model::Root root = shop.root;
    for (std::int64_t version = 2; version <= 1100; ++version) {
      root.version = version;
      test::seal(root);
      shop.publish_root(root, {0});
    }
    shop.publish({});
    visit(state, shop.mirror);
    CHECK(trusted_root(state)->version == 1025);
  }
}

TEST_CASE("client: the threshold of the environment, by different keys") {
  Shop shop;
  shop.root = Shop::root_of(1, {0}, {1, 5}, 2);
  shop.publish_root();
  for (const auto& [signers, taken] : std::vector<std::pair<std::vector<int>, bool>>{
           {{1}, false}, {{1, 9}, false}, {{1, 5}, true}, {{9, 5, 1}, true}}) {
    State state = shop.client();
    shop.publish({}, signers);
    CHECK((visit(state, shop.mirror).seq == 1) == taken);
  }
  // One signature under two names is one.
  State state = shop.client();
  shop.publish({}, {1});
  const std::string path = "bundles/production/bundle.json.";
  const std::string id = crypto::key_id(test::root_key(1).public_key());
  shop.mirror.files[path + crypto::key_id(test::root_key(5).public_key()) + ".minisig"] =
      shop.mirror.files.at(path + id + ".minisig");
  CHECK(visit(state, shop.mirror).seq == 0);
}

TEST_CASE("client: a stolen key that ran ahead is recovered from by another key") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  shop.publish({.seq = 1 + (std::int64_t{1} << 20), .prev = std::string(64, 'b')});
  REQUIRE(visit(state, shop.mirror).seq > 1000);
  // The root gives production another key, and the true history goes on.
  shop.publish_root(Shop::root_of(2, {0}, {6}), {0});
  shop.publish({.seq = 2, .prev = first}, {6});
  const Seen seen = visit(state, shop.mirror);
  CHECK(seen.holds);
  CHECK(seen.seq == 2);
  // And what the old key signs counts no more.
  shop.publish({.seq = 3, .prev = state.floor->sha256}, {1});
  CHECK(visit(state, shop.mirror).seq == 2);
}

TEST_CASE("client: a root that gives an environment one more key brings no old bundle back") {
  Shop shop;
  std::string first;
  State state = begun(shop, first);
  const std::string second =
      shop.publish({.seq = 2, .prev = first, .issued = "2026-06-10T10:00:00Z"});
  REQUIRE(visit(state, shop.mirror).seq == 2);
  shop.publish_root(Shop::root_of(2, {0}, {1, 6}), {0});
  shop.publish({});  // what the first key signed at first
  const Seen seen = visit(state, shop.mirror);
  CHECK(trusted_root(state)->version == 2);
  CHECK(seen.seq == 2);
  CHECK(seen.notes.contains("before the one that is held"));
  shop.publish({.seq = 3, .prev = second, .issued = "2026-06-10T11:00:00Z"}, {6});
  CHECK(visit(state, shop.mirror).seq == 3);
}

TEST_CASE(
    "client: where there is no root, keys are pinned, and the first bundle says the project") {
  Shop shop;
  shop.publish({.root_version = 0});
  State state;
  state.environment = environment;
  state.keys.push_back(test::root_key(1).public_key());
  CHECK(visit(state, shop.mirror).holds);
  CHECK(state.project == "5f0c2d7e9b1a4c33");
  shop.publish({.seq = 2, .prev = state.floor->sha256, .project = "0000000000000000"});
  CHECK(visit(state, shop.mirror).seq == 1);
}

TEST_CASE("client: kills add up, and only a bundle lifts them") {
  Shop shop;
  shop.flags["checkout"].on = true;
  std::string first;
  State state = begun(shop, first);
  const auto variant = [&state] {
    return *active_document(state)->find("flags")->find("checkout")->find("defaultVariant");
  };
  CHECK(variant() == Json("on"));
  SUBCASE("by somebody on duty") {
    const std::string kill = shop.publish_kill("ben", {"checkout"});
    CHECK(visit(state, shop.mirror).holds);
    CHECK(variant() == Json("off"));
    std::erase_if(shop.mirror.files,
                  [](const auto& file) { return file.first.find("/kill/") != std::string::npos; });
    CHECK(visit(state, shop.mirror).holds);
    CHECK(variant() == Json("off"));
    shop.publish({.seq = 2, .prev = first, .lifted = {kill}});
    CHECK(visit(state, shop.mirror).holds);
    CHECK(variant() == Json("on"));
  }
  SUBCASE("by somebody else") {
    shop.publish_kill("ada", {"checkout"});
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.notes.find("none of `ada` as somebody who may kill") != std::string::npos);
    CHECK(variant() == Json("on"));
  }
}

}  // namespace
}  // namespace ensign::client
