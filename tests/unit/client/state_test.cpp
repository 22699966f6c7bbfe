// What a client remembers, as text and on disk: damaged or gone, it is never read as empty.
#include "client/state.h"

#include <filesystem>

#include "client/shop.h"
#include "client/store.h"
#include "client/update.h"
#include "crypto/stock_tools.h"

namespace ensign::client {
namespace {

State full_state() {
  Shop shop;
  State state = shop.client(model::Risk::L3);
  state.bundle = shop.bundle_text({});
  state.floor = Floor{1, crypto::hex(crypto::sha256(state.bundle))};
  state.issued = today;
  state.timestamp = KnownTimestamp{1, state.floor->sha256, today, today, {std::string(64, 'a')}};
  state.known["checkout"] = {3, std::string(64, 'b'), model::Risk::L2};
  state.known["gone"] = {4, "", model::Risk::L3};
  state.held["checkout"] = {Json::object({{"state", "ENABLED"}}), "off", "nobody agreed"};
  state.held["fresh"] = {Json(), std::nullopt, "nobody agreed"};
  state.evaluators["pilots.0"] = Json(true);
  state.overlays[std::string(64, 'a')] = "{}\n";
  return state;
}

TEST_CASE("client state: what is written is read") {
  const std::string text = to_text(full_state());
  const auto read = read_state(text);
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  CHECK(to_text(*read) == text);
  CHECK(read->floor->seq == 1);
  CHECK(read->held.at("checkout").fallback == "off");
  State keys;
  keys.environment = "production";
  keys.keys.push_back(test::root_key(1).public_key());
  CHECK(to_text(*read_state(to_text(keys))) == to_text(keys));
}

TEST_CASE("client state: no changed byte is overlooked") {
  const std::string good = to_text(full_state());
  for (std::size_t i = 0; i < good.size(); i += 7) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    CHECK_FALSE(read_state(bad));
  }
  CHECK_FALSE(read_state(""));
  CHECK_FALSE(read_state(good.substr(0, good.size() / 2)));
  CHECK_FALSE(read_state(good + " "));
}

TEST_CASE("client state: a folder is begun once, and what is lost is not begun anew by itself") {
  const stock::TemporaryFolder folder;
  const std::string path = (folder.path() / "state-of-client").string();
  CHECK_FALSE(load(path));
  REQUIRE(create(path, full_state(), false));
  CHECK(load(path).has_value());
  const auto again = create(path, full_state(), false);
  REQUIRE_FALSE(again);
  CHECK(again.error().help.find("--anew") != std::string::npos);
  folder.write("state-of-client/state", "ensign-client/1 damaged\n");
  const auto damaged = load(path);
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().help.find("--anew") != std::string::npos);
  std::filesystem::remove(folder.path() / "state-of-client/state");
  const auto gone = load(path);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().message.ends_with("state is missing"));
  folder.write("state-of-client/flagd.json", "{}\n");
  CHECK_FALSE(create(path, full_state(), false));
  CHECK(create(path, full_state(), true).has_value());
}

TEST_CASE("client state: killed between verification and persistence, the old state stands") {
  const stock::TemporaryFolder folder;
  const std::string path = folder.path().string();
  Shop shop;
  shop.publish_root();
  shop.publish({});
  State state = shop.client();
  REQUIRE(create(path + "/c", state, false));
  const std::array<const Mirror*, 1> mirrors{&shop.mirror};
  const Updated updated = update(std::move(state), mirrors, today);
  REQUIRE(updated.advanced);
  // As far as a kill can come: the new bytes half-written beside the state.
  folder.write("c/.state.new", to_text(updated.state).substr(0, 100));
  CHECK(load(path + "/c")->bundle.empty());
  REQUIRE(save(path + "/c", updated.state));
  CHECK(load(path + "/c")->floor->seq == 1);
  CHECK_FALSE(std::filesystem::exists(path + "/c/.state.new"));
  CHECK(std::filesystem::exists(path + "/c/flagd.json"));
}

TEST_CASE("client state: where nothing can be written, nothing is served that was not persisted") {
  const stock::TemporaryFolder folder;
  const std::string path = folder.path().string() + "/c";
  REQUIRE(create(path, full_state(), false));
  // A folder in the place of the new bytes stands for a disk that takes nothing.
  std::filesystem::create_directories(path + "/.state.new/x");
  CHECK_FALSE(save(path, full_state()));
  CHECK_FALSE(std::filesystem::exists(path + "/flagd.json"));
  CHECK(load(path).has_value());
}

}  // namespace
}  // namespace ensign::client
