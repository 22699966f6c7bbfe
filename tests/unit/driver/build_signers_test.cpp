// Who may sign a bundle, and what is said when too few do.
#include "driver/build_signers.h"

#include <doctest/doctest.h>

#include "trust/roots.h"
#include "trust/world.h"

namespace ensign::driver {
namespace {

using test::give;
using test::minisign_root_key;
using test::root_key;

// Production is protected; two of the keys 1, 2 and 3 sign its bundles, and 5 signs timestamps.
model::Model model_with_root(std::int64_t threshold = 2) {
  model::Root root = test::root_version(1, {0}, 1);
  for (const int key : {1, 2, 3}) {
    give(root, "bundle/production", minisign_root_key(root_key(key).public_key()));
  }
  root.roles["bundle/production"].threshold = threshold;
  give(root, "bundle/staging", minisign_root_key(root_key(4).public_key()));
  give(root, "timestamp", minisign_root_key(root_key(5).public_key()));
  test::seal(root);
  model::Model model = trust::World{}.model();
  model.roots.back().root = std::move(root);
  return model;
}

std::vector<crypto::SecretKey> keys_of(std::initializer_list<int> numbers) {
  std::vector<crypto::SecretKey> keys;
  for (const int number : numbers) keys.push_back(root_key(number));
  return keys;
}

std::string id_of(int number) { return crypto::key_id(root_key(number).public_key()); }

TEST_CASE("without a root every key signs every bundle once, and nobody signs timestamps") {
  model::Model model = trust::World{}.model();
  model.roots.clear();
  const auto keys = keys_of({1, 9, 1});
  const auto signers = Signers::make(model, {"production", "staging"}, keys);
  REQUIRE(signers.has_value());
  CHECK_EQ(signers->bundle("production").size(), 2u);
  CHECK_EQ(signers->bundle("staging").size(), 2u);
  CHECK(signers->timestamp() == nullptr);
  CHECK(signers->remarks().empty());
  CHECK(manifest_key(model, keys) == &keys[0]);
}

TEST_CASE("below the threshold it is said who else could sign") {
  const model::Model model = model_with_root();
  const auto one = keys_of({2});
  const auto signers = Signers::make(model, {"production"}, one);
  REQUIRE(signers.has_value());
  REQUIRE_EQ(signers->remarks().size(), 1u);
  const std::string& remark = signers->remarks().front();
  CHECK(remark.contains("the bundle of production has 1 of 2 signatures: 1 more of"));
  CHECK(remark.contains(id_of(1)));
  CHECK(remark.contains(id_of(3)));
  CHECK_FALSE(remark.contains(id_of(2)));
  const auto two = keys_of({2, 3});
  CHECK(Signers::make(model, {"production"}, two)->remarks().empty());
}

TEST_CASE("the same key twice is one signature") {
  const auto twice = keys_of({1, 1});
  const auto signers = Signers::make(model_with_root(), {"production"}, twice);
  REQUIRE(signers.has_value());
  CHECK_EQ(signers->bundle("production").size(), 1u);
  CHECK_EQ(signers->remarks().size(), 1u);
}

TEST_CASE("each key signs for its own role, and one without a role is refused by name") {
  const model::Model model = model_with_root(1);
  const auto keys = keys_of({1, 4, 5});
  const auto signers = Signers::make(model, {"production", "staging"}, keys);
  REQUIRE(signers.has_value());
  REQUIRE_EQ(signers->bundle("production").size(), 1u);
  CHECK(signers->bundle("production").front() == &keys[0]);
  REQUIRE_EQ(signers->bundle("staging").size(), 1u);
  CHECK(signers->bundle("staging").front() == &keys[1]);
  CHECK(signers->timestamp() == &keys[2]);
  const auto with_stranger = keys_of({1, 9});
  const auto refused = Signers::make(model, {"production"}, with_stranger);
  REQUIRE_FALSE(refused.has_value());
  CHECK_EQ(refused.error().message,
           "the key " + id_of(9) +
               " may not sign here: the root of trust names it in no role `bundle/ENVIRONMENT` and "
               "not in `timestamp`");
  CHECK(refused.error().help.contains("ensign trust rotate"));
  // Also a key of another environment's role, and one of the role `root`.
  const auto elsewhere = Signers::make(model, {"production"}, keys_of({4}));
  REQUIRE_FALSE(elsewhere.has_value());
  CHECK_EQ(elsewhere.error().message,
           "the key " + id_of(4) +
               " may not sign here: the root of trust names it neither in `bundle/production` nor "
               "in `timestamp`");
  CHECK_FALSE(Signers::make(model, {"production", "staging"}, keys_of({0})).has_value());
}

TEST_CASE(
    "without a role a protected environment is signed by nobody, a free one by keys of bundles") {
  model::Model model = model_with_root();
  model.roots.back().root.roles.erase("bundle/production");
  const auto keys = keys_of({4});
  const auto refused = Signers::make(model, {"production"}, keys);
  REQUIRE_FALSE(refused.has_value());
  CHECK_EQ(refused.error().message,
           "the root of trust names no role `bundle/production`, and `production` is protected");
  model.roots.back().root.roles.erase("bundle/staging");
  give(model.roots.back().root, "bundle/production", minisign_root_key(root_key(1).public_key()));
  const auto free = keys_of({1, 5});
  const auto signers = Signers::make(model, {"staging"}, free);
  REQUIRE(signers.has_value());
  REQUIRE_EQ(signers->bundle("staging").size(), 1u);  // a key of timestamps signs no bundle
  CHECK(signers->bundle("staging").front() == &free[0]);
  CHECK_FALSE(Signers::make(model, {"staging"}, keys_of({9})).has_value());
  CHECK_FALSE(Signers::make(model, {"staging"}, keys_of({0})).has_value());  // an offline root key
}

TEST_CASE("a stranger signs nothing under a root, and without one there are no strangers") {
  model::Model model = model_with_root();
  CHECK(refuse_strangers(model, keys_of({1, 4, 5})).has_value());
  CHECK_FALSE(refuse_strangers(model, keys_of({1, 9})).has_value());
  CHECK_FALSE(refuse_strangers(model, keys_of({0})).has_value());
  model.roots.clear();
  CHECK(refuse_strangers(model, keys_of({9})).has_value());
}

TEST_CASE("a protected bundle that nobody signs is told, with keys and without") {
  const model::Model model = model_with_root();
  for (const auto& keys : {keys_of({5}), keys_of({4}), keys_of({})}) {
    const auto signers = Signers::make(model, {"production", "staging"}, keys);
    REQUIRE(signers.has_value());
    REQUIRE_FALSE(signers->remarks().empty());
    CHECK(signers->remarks().front().contains("production has 0 of 2 signatures: 2 more of"));
  }
}

TEST_CASE("keys of older versions are believed for older bundles of that environment alone") {
  model::Model model = model_with_root();
  model.roots.insert(model.roots.begin(), model::RootFile{});
  model::Root& old = model.roots.front().root;
  give(old, "bundle/production", minisign_root_key(root_key(8).public_key()));
  const auto trusted = trusted_keys(model, "production", {});
  const auto believes = [&](int number) {
    return std::ranges::find(trusted, root_key(number).public_key()) != trusted.end();
  };
  CHECK(believes(8));
  CHECK(believes(1));
  CHECK_FALSE(believes(4));
  CHECK_FALSE(believes(5));
  CHECK(manifest_key(model, keys_of({5})) == nullptr);
}

}  // namespace
}  // namespace ensign::driver
