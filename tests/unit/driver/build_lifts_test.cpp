// Which kills a bundle lifts, and who still has to agree.
#include "driver/build_lifts.h"

#include <doctest/doctest.h>

#include "trust/world.h"

namespace ensign::driver {
namespace {

using trust::digest_text;
using trust::Lines;
using trust::Signer;

const std::string path = "releases/incidents/2026-05-20-orders.md";
const std::string digest(64, 'a');

// cora is the product owner, whose sign-off lifts a kill.
struct Killed : trust::World {
  explicit Killed(const std::string& approved_by, const std::string& resume = "[product-owner]") {
    files["flags/kill-switches.yaml"] =
        "levels:\n  KS1: { title: All, flags: [checkout] }\nresume: " + resume + "\n";
    files[path] =
        "---\nincident: 2026-05-20-orders\ntitle: Orders were lost\nseverity: high\n"
        "state: resolved\nowner: team-web\nstarted: 2026-05-20T03:00:00Z\n"
        "environments: [production]\nlifted: [ { kill: \"sha256:" +
        digest + "\"" + approved_by + " } ]\n---\nWhat happened.\n";
  }

  Lines about(const std::string& signer, const std::string& action = "approve") const {
    return {.signer = signer,
            .action = action,
            .subject = "file/" + path,
            .content = digest_text(files.at(path))};
  }

  Lifts lifts(bool protects = true) const {
    model::Model own = model();
    if (!protects) own.roots.clear();
    return lifted_kills(own, source::Snapshot::from_memory(files, model::test_day), 1);
  }
};

std::string by(const std::string& person, const std::string& role = "product-owner") {
  return ", approved_by: [ { role: " + role + ", by: " + person + ", on: 2026-05-21 } ]";
}

bool is_lifted(const Lifts& lifts) {
  const auto found = lifts.lifted.find("production");
  return found != lifts.lifted.end() && found->second.contains(digest);
}

void check_refused(const Lifts& lifts, const std::string& who = "product-owner has not agreed") {
  CHECK_FALSE(is_lifted(lifts));
  REQUIRE_EQ(lifts.remarks.size(), 1u);
  CHECK_EQ(lifts.remarks.front(),
           "the kill aaaaaaaaaaaaaaaa stays in force: " + who + " to its end in " + path +
               ", with a signature on that file: `ensign approve file/" + path + " --as PERSON`");
}

TEST_CASE("with the signature of whoever holds the role a kill is lifted, and only there") {
  Killed world(by("cora"));
  world.sign(world.about("cora"));
  const Lifts lifts = world.lifts();
  CHECK(is_lifted(lifts));
  CHECK_EQ(lifts.lifted.size(), 1u);
  CHECK(lifts.remarks.empty());
}

TEST_CASE("a lift that nobody signed, or somebody else, leaves the kill in force") {
  check_refused(Killed("").lifts());
  check_refused(Killed(by("cora")).lifts());
  Killed another(by("cora"));
  another.sign(another.about("ada"));
  check_refused(another.lifts());
  // Somebody who has not the role, and says and signs that they agree.
  Killed without_role(by("ada"));
  without_role.sign(without_role.about("ada"));
  check_refused(without_role.lifts());
  // With the key of another, and over another file than the one that is there.
  Killed forged(by("cora"));
  forged.sign(forged.about("cora"), Signer("ada"));
  check_refused(forged.lifts());
  Killed edited(by("cora"));
  edited.sign(edited.about("cora"));
  edited.files[path] += "And more.\n";
  check_refused(edited.lifts());
  Killed elsewhere(by("cora"));
  Lines lines = elsewhere.about("cora");
  lines.subject = "file/ensign.yaml";
  elsewhere.sign(lines);
  check_refused(elsewhere.lifts());
}

TEST_CASE("who takes their word back has not agreed") {
  Killed world(by("cora"));
  world.sign(world.about("cora"));
  Lines withdrawn = world.about("cora", "withdraw");
  withdrawn.issued = "2026-05-22T09:00:00Z";
  world.sign(withdrawn);
  check_refused(world.lifts());
  Lines again = world.about("cora");
  again.issued = "2026-05-23T09:00:00Z";
  world.sign(again);
  CHECK(is_lifted(world.lifts()));
}

TEST_CASE("where no role is asked somebody on the roster must sign, and without a root nobody") {
  check_refused(Killed(by("ada"), "[]").lifts(), "nobody under `approved_by:` has agreed");
  Killed world(by("ada"), "[]");
  world.sign(world.about("ada"));
  CHECK(is_lifted(world.lifts()));
  CHECK(is_lifted(Killed(by("cora")).lifts(false)));
  CHECK_FALSE(is_lifted(Killed("").lifts(false)));
}

}  // namespace
}  // namespace ensign::driver
