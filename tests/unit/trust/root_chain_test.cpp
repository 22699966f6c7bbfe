#include "trust/root_chain.h"

#include <doctest/doctest.h>

#include "trust/rotations.h"

namespace ensign::test {
namespace {

const Instant now = parse_instant("2026-06-01T00:00:00Z").value();

TEST_CASE("root chain: rotations, as TUF's conformance tests have them") {
  CHECK(rotations().size() >= 15);
  for (const Rotation& rotation : rotations()) {
    Chain chain;
    std::int64_t number = 0;
    for (const Version& version : rotation.versions) {
      model::Root root = root_version(++number, version.keys, version.threshold);
      auto signatures = signatures_of(root, version.signers);
      chain.add(std::move(root), std::move(signatures));
      INFO(rotation.name, ", version ", number);
      const auto versions = chain.view();
      const auto held = trust::walk(versions, std::nullopt, now);
      CHECK(held.has_value() == version.holds);
      if (held) CHECK((*held)->version == number);
      const auto pinned = trust::walk(versions, chain.root(0).digest, now);
      CHECK(pinned.has_value() == version.holds);
    }
  }
}

TEST_CASE("root chain: a version is exactly one more than the one before") {
  for (const std::int64_t second : {1, 3, 4}) {
    CAPTURE(second);
    Chain chain;
    for (const std::int64_t version : {std::int64_t{1}, second}) {
      model::Root root = root_version(version, {1}, 1);
      auto signatures = signatures_of(root, {1});
      chain.add(std::move(root), std::move(signatures));
    }
    CHECK_FALSE(trust::walk(chain.view(), std::nullopt, now));
  }
}

TEST_CASE("root chain: a root of another project follows nothing") {
  Chain chain;
  model::Root first = root_version(1, {1}, 1);
  auto first_signatures = signatures_of(first, {1});
  chain.add(std::move(first), std::move(first_signatures));
  model::Root second = root_version(2, {1}, 1);
  second.project = "0000000000000000";
  seal(second);
  auto second_signatures = signatures_of(second, {1});
  chain.add(std::move(second), std::move(second_signatures));
  CHECK_FALSE(trust::walk(chain.view(), std::nullopt, now));
}

TEST_CASE("root chain: only the last version may not have expired") {
  Chain chain;
  model::Root first = root_version(1, {1}, 1, "2026-01-01T00:00:00Z");
  auto first_signatures = signatures_of(first, {1});
  chain.add(std::move(first), std::move(first_signatures));
  const auto alone = trust::walk(chain.view(), std::nullopt, now);
  REQUIRE_FALSE(alone);
  CHECK(alone.error().message.find("expired on 2026-01-01T00:00:00Z") != std::string::npos);
  model::Root second = root_version(2, {1}, 1);
  auto second_signatures = signatures_of(second, {1});
  chain.add(std::move(second), std::move(second_signatures));
  CHECK(trust::walk(chain.view(), std::nullopt, now));
  // At its last second it holds; an expiry is a moment.
  CHECK_FALSE(
      trust::walk(chain.view(), std::nullopt, parse_instant("2030-01-01T00:00:00Z").value()));
  CHECK(trust::walk(chain.view(), std::nullopt, parse_instant("2029-12-31T23:59:59Z").value()));
}

TEST_CASE("root chain: a pin begins the walk, and what lies before is not asked") {
  Chain chain;
  model::Root first = root_version(1, {1}, 1);
  auto of_first = signatures_of(first, {1});
  chain.add(std::move(first), std::move(of_first));
  model::Root second = root_version(2, {2}, 1);  // key 1 is lost: nobody can sign with it
  auto of_second = signatures_of(second, {2});
  chain.add(std::move(second), std::move(of_second));
  CHECK_FALSE(trust::walk(chain.view(), std::nullopt, now));
  CHECK_FALSE(trust::walk(chain.view(), chain.root(0).digest, now));
  const auto versions = chain.view();
  const auto recovered = trust::walk(versions, chain.root(1).digest, now);
  REQUIRE(recovered);
  CHECK((*recovered)->version == 2);
  CHECK_FALSE(trust::walk(versions, crypto::sha256("another root"), now));
  CHECK_FALSE(trust::walk({}, std::nullopt, now));
}

TEST_CASE("root chain: one key under two ids counts once") {
  model::Root root = root_version(1, {1}, 1);
  crypto::PublicKey twin = root_key(1).public_key();
  twin.id.fill(0x77);
  give(root, "root", minisign_root_key(twin));
  root.roles["root"].threshold = 2;
  seal(root);
  std::array<std::uint8_t, 32> seed{};
  seed.fill(2);  // key 1 again, which calls itself by its other id
  const auto twin_secret = crypto::SecretKey::from_seed(seed, twin.id);
  const std::vector<std::string> signatures{
      crypto::minisign(root_key(1), root.bytes, "one"),
      crypto::minisign(twin_secret, root.bytes, "two"),
  };
  CHECK(trust::count_signatures(root, "root", root.bytes, signatures) == 1);
  CHECK_FALSE(trust::verify_self({&root, signatures}));
  CHECK_FALSE(model::read_root(root.bytes));
}

TEST_CASE("root chain: one signature twice counts once, and garbage does no harm") {
  const model::Root root = root_version(1, {1, 2, 3}, 2);
  auto signatures = signatures_of(root, {1, 1});
  CHECK(trust::count_signatures(root, "root", root.bytes, signatures) == 1);
  CHECK_FALSE(trust::verify_self({&root, signatures}));
  signatures.push_back("no signature at all\n");
  signatures.push_back(crypto::minisign(root_key(3), "other bytes", "of something else"));
  signatures.push_back(crypto::minisign(root_key(9), root.bytes, "of a stranger"));
  CHECK_FALSE(trust::verify_self({&root, signatures}));
  signatures.push_back(crypto::minisign(root_key(2), root.bytes, "the second"));
  CHECK(trust::verify_self({&root, signatures}));
  CHECK(trust::count_signatures(root, "bundle/production", root.bytes, signatures) == 0);
}

TEST_CASE("root chain: a threshold of none is never met") {
  model::Root root = root_version(1, {1}, 0);
  CHECK_FALSE(trust::verify_self({&root, {}}));
  root.roles.erase("root");
  CHECK_FALSE(trust::verify_self({&root, {}}));
}

TEST_CASE("root chain: a walk has an end") {
  Chain chain;
  for (std::int64_t version = 1; version <= 2000; ++version) {
    model::Root root = root_version(version, {1}, 1);
    std::vector<std::string> signatures;
    if (version <= 1025) signatures = signatures_of(root, {1});
    chain.add(std::move(root), std::move(signatures));
  }
  const auto versions = chain.view();
  const auto all = trust::walk(versions, std::nullopt, now);
  REQUIRE_FALSE(all);
  CHECK(all.error().message.find("more than 1024") != std::string::npos);
  const auto most = std::span(versions).first(trust::most_roots);
  CHECK(trust::walk(most, std::nullopt, now));
}

}  // namespace
}  // namespace ensign::test
