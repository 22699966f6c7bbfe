// How many of a role signed, and the second signature by stock minisign.

#include "publish/threshold.h"

#include <fmt/format.h>

#include "publish/published.h"

using namespace ensign;
using namespace ensign::test;

namespace {

constexpr const char* bundle_json = "bundles/production/bundle.json";
const std::string comment =
    "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production seq=1 issued=2026-10-01T00:00:00Z "
    "expires=2026-10-31T00:00:00Z";

model::Root root_of(std::vector<std::uint8_t> numbers, std::int64_t threshold) {
  model::Root root;
  for (const std::uint8_t number : numbers) {
    const auto key = key_of(number).public_key();
    const std::string id = crypto::key_id(key);
    root.keys[id] = {.id = id, .minisign = key, .ssh = {}, .person = {}};
    root.roles["bundle/production"].keys.push_back(id);
  }
  root.roles["bundle/production"].threshold = threshold;
  return root;
}

publish::Quorum count(const Published& output, const model::Root& root) {
  const auto quorum = publish::count_signers(root, "bundle/production", output.path(bundle_json),
                                             output.read(bundle_json), comment);
  REQUIRE(quorum.has_value());
  return *quorum;
}

}  // namespace

TEST_CASE("keys of the role are counted, and a garbage signature does no harm") {
  Published output;
  output.issue(1);
  CHECK(count(output, root_of({1}, 1)).missing() == 0);
  CHECK(count(output, root_of({1, 2}, 2)).missing() == 1);
  CHECK(count(output, root_of({2, 3}, 1)).missing() == 1);  // a key of another role
  output.write(std::string(bundle_json) + ".0202020202020202.minisig", "garbage");
  CHECK(count(output, root_of({1, 2}, 1)).missing() == 0);
  output.write_signed(bundle_json, output.read(bundle_json), comment + " more");
  CHECK(count(output, root_of({1}, 1)).missing() == 1);  // of something else
  const auto none = publish::count_signers(root_of({1}, 1), "bundle/staging",
                                           output.path(bundle_json), "", comment);
  CHECK(none.error().message == "the root of trust names no role `bundle/staging`");
}

TEST_CASE("the same key under two ids is one") {
  Published output;
  output.issue(1);
  model::Root root = root_of({1}, 2);
  root.keys["again"] = root.keys.begin()->second;
  root.roles["bundle/production"].keys.push_back("again");
  CHECK(publish::role_keys(root, "bundle/production").size() == 1);
  CHECK(count(output, root).missing() == 1);
}

TEST_CASE("stock minisign adds the second signature as the failure says") {
  if (!stock::minisign_is_here()) return;
  Published output;
  output.issue(1);
  const model::Root root = root_of({1, 2}, 2);
  const auto missing =
      publish::expect_quorum(count(output, root), "bundle/production", bundle_json, comment);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().message ==
        "bundles/production/bundle.json: 1 of 2 signatures of the role `bundle/production`; 1 more "
        "of 0202020202020202 must sign");
  const stock::TemporaryFolder folder;
  folder.write("second.key", key_of(2).to_text());
  std::string command = missing.error().help;
  command = with(command, "SECRET-KEY", (folder.path() / "second.key").string());
  command = with(command, "KEYID", "0202020202020202");
  const auto outcome = folder.run(fmt::format("cd '{}' && echo | {}", output.folder(), command));
  CAPTURE(outcome.output);
  CHECK(outcome.status == 0);
  CHECK(count(output, root).missing() == 0);
}
