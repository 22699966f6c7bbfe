// Kills that nobody on duty signed, offered by somebody who may write to the web host and holds the
// keys that sign bundles and timestamps.
#include "client/visit.h"

namespace ensign::client {
namespace {

emit::Overlay kill_of_checkout() {
  emit::Overlay overlay;
  overlay.project = "5f0c2d7e9b1a4c33";
  overlay.environment = environment;
  overlay.seq = 1;
  overlay.bundle = std::string(64, 'a');
  overlay.flags = {"checkout"};
  overlay.reason = "it hurts";
  overlay.by = "ben";
  overlay.issued = today;
  return overlay;
}

// Under the name of its digest; that digest.
std::string put_kill(Shop& shop, const emit::Overlay& overlay, const std::string& key = "ben",
                     std::string_view name_space = emit::overlay_namespace) {
  const std::string bytes = emit::overlay_bytes(overlay);
  const std::string digest = emit::overlay_digest(bytes);
  const std::string path = emit::overlay_path(environment, digest);
  shop.mirror.files[path] = bytes;
  shop.mirror.files[path + ".sshsig"] = test::Signer(key).armour(bytes, name_space);
  return digest;
}

// The roster in which the key of ben has that state.
std::string roster_with_ben(const std::string& state) {
  std::string text = Shop::roster({"ada", "ben", "dan", "eve"});
  const std::size_t key = text.find("keys: [ { key: ", text.find("  ben:"));
  return text.insert(text.find(" }", key), ", state: " + state + ", reason: stolen");
}

bool is_killed(const State& state) { return !state.overlays.empty(); }

}  // namespace

TEST_CASE("thief: a kill is of this project and environment, and of somebody on duty") {
  Shop shop;
  shop.flags["checkout"].on = true;
  std::string first;
  State state = begun(shop, first);
  emit::Overlay overlay = kill_of_checkout();
  std::string says;
  SUBCASE("of another environment") {
    overlay.environment = "staging";
    says = "it belongs to project 5f0c2d7e9b1a4c33, environment `staging`";
    put_kill(shop, overlay);
  }
  SUBCASE("of another project") {
    overlay.project = "0000000000000000";
    says = "it belongs to project 0000000000000000";
    put_kill(shop, overlay);
  }
  SUBCASE("by somebody who is not on duty") {
    overlay.by = "ada";
    says = "which is none of `ada` as somebody who may kill";
    put_kill(shop, overlay, "ada");
  }
  SUBCASE("in the name of somebody who is") {
    says = "which is none of `ben`";
    put_kill(shop, overlay, "mallory");
  }
  SUBCASE("an approval, in the place of a kill") {
    says = "is for `approval.v1@ensign` and not for `breakglass.v1@ensign`";
    put_kill(shop, overlay, "ben", model::statement_namespace);
  }
  SUBCASE("other bytes under the name of another") {
    const std::string path = emit::overlay_path(environment, put_kill(shop, overlay));
    overlay.flags = {"checkout", "colours"};
    shop.mirror.files[path] = emit::overlay_bytes(overlay);
    says = "it has other bytes than its name says";
  }
  SUBCASE("a name that leads elsewhere") {
    const std::string bytes = emit::overlay_bytes(overlay);
    const std::vector<std::string> names{"x.json", "../kill/x.json",
                                         std::string(63, 'a') + ".json"};
    for (const std::string& name : names) {
      shop.mirror.files["bundles/production/kill/" + name] = bytes;
      shop.mirror.files["bundles/production/kill/" + name + ".sshsig"] =
          test::Signer("ben").armour(bytes, emit::overlay_namespace);
    }
  }
  const Seen seen = visit(state, shop.mirror);
  CHECK_FALSE(is_killed(state));
  CHECK_MESSAGE(seen.notes.contains(says), seen.notes);
}

TEST_CASE("thief: a key that is suspended or stolen kills nothing, whatever a timestamp names") {
  for (const std::string key_state : {"active", "suspended", "compromised"}) {
    CAPTURE(key_state);
    Shop shop;
    shop.root = Shop::root_of(1, {0}, {1}, 1, true);
    shop.flags["checkout"].on = true;
    if (key_state != "active") {
      shop.trust_files["trust/people.yaml"] = roster_with_ben(key_state);
    }
    shop.publish_root();
    shop.publish({});
    const std::string digest = put_kill(shop, kill_of_checkout());
    shop.publish_timestamp({}, "2026-06-10T11:30:00Z", {digest});
    State state = shop.client();
    visit(state, shop.mirror);
    CHECK(is_killed(state) == (key_state == "active"));
  }
}

TEST_CASE("thief: an old roster, which still knows the stolen key, judges no kill") {
  Shop old;
  old.flags["checkout"].on = true;
  Shop shop = old;
  shop.trust_files["trust/people.yaml"] = roster_with_ben("compromised");
  emit::Proof older = old.proof({});
  SUBCASE("of the bundle before") {
    std::string first;
    State state = begun(old, first);
    shop.publish_root();
    shop.publish({.seq = 2, .prev = first});
    shop.mirror.files["bundles/production/proof.json"] = emit::proof_bytes(older);
    put_kill(shop, kill_of_checkout());
    const Seen seen = visit(state, shop.mirror);
    CHECK(seen.seq == 2);
    CHECK_FALSE(is_killed(state));
    CHECK(seen.notes.contains("the proof is of another bundle"));
  }
  SUBCASE("made out for this bundle, for a client that has seen the new one") {
    std::string first;
    State state = begun(shop, first, model::Risk::L3);
    const BundleFacts second{.seq = 2, .prev = first};
    shop.trust_files = old.trust_files;
    shop.publish(second);
    put_kill(shop, kill_of_checkout());
    const Seen seen = visit(state, shop.mirror);
    CHECK_FALSE(is_killed(state));
    CHECK(seen.notes.contains("trust/people.yaml in the proof is not what was seen"));
  }
}

}  // namespace ensign::client
