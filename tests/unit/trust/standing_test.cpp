// Cases 9 to 15, 17, 26, 28, 33 and 35 of the hostile-case list.
#include "trust/standing.h"

#include <fmt/format.h>

#include "trust/world.h"

namespace ensign::trust {
namespace {

Standing only(const World& world) {
  const model::Model model = world.model();
  const auto all = standings(model, 1);
  REQUIRE_EQ(all.size(), 1u);
  return all.front();
}

World with_key(const std::string& key, const std::string& person = "") {
  World world;
  world.files["trust/people.yaml"] = roster(key, person);
  return world;
}

std::string hardware_roster(const Signer& signer) {
  std::string text = roster();
  const std::string ordinary = Signer("ada").public_line();
  return text.replace(text.find(ordinary), ordinary.size(), signer.public_line());
}

}  // namespace

TEST_CASE("a statement counts when its signer signed it with a key of theirs") {
  CHECK(only(World().sign({})) == Standing::counts);
  CHECK(only(World().sign({}, Signer("ben"))) == Standing::unknown_key);
  CHECK(only(World().sign({}, Signer("nobody"))) == Standing::unknown_key);
  CHECK(only(World().sign({.signer = "ci"})) == Standing::machine);
}

TEST_CASE("a statement whose lines were changed after the signature is forged") {
  const Lines lines;
  for (const auto& [field, other] :
       std::map<std::string, Lines>{{"content", {.content = digest_text("other")}},
                                    {"revision", {.revision = "2"}},
                                    {"previous", {.previous = digest_text("other")}},
                                    {"issued", {.issued = "2026-05-21T09:00:00Z"}},
                                    {"action", {.action = "withdraw"}}}) {
    CAPTURE(field);
    World world;
    world.files[other.path()] = other.text() + Signer("ada").armour(lines.text());
    CHECK(only(world) == Standing::bad_signature);
  }
}

// Reading has refused it already; whoever reads otherwise is refused here.
TEST_CASE("a signature for another purpose is none") {
  model::Model model = World().sign({}).model();
  model.statements.at(0).signature.name_space = "git";
  CHECK(standings(model, 1).front() == Standing::bad_signature);
}

TEST_CASE("the state of a key decides, and not the time that a statement claims") {
  const std::string reason = ", reason: lost";
  CHECK(only(with_key(", state: suspended" + reason).sign({})) == Standing::suspended);
  CHECK(only(with_key(", state: compromised" + reason).sign({})) == Standing::compromised);
  CHECK(only(with_key(", state: compromised" + reason).sign({.issued = "2020-01-01T00:00:00Z"})) ==
        Standing::compromised);
  CHECK(only(with_key(", state: retired" + reason).sign({})) == Standing::retired);
}

TEST_CASE("a key counts from its first to its last day") {
  struct Row {
    std::string key, issued;
    Standing standing;
  };
  for (const Row& row : {
           Row{", from: 2026-05-20", "2026-05-20T00:00:00Z", Standing::counts},
           Row{", from: 2026-05-21", "2026-05-20T23:59:59Z", Standing::outside_validity},
           Row{", until: 2026-06-01", "2026-06-01T12:00:00Z", Standing::counts},
           Row{", until: 2026-05-31", "2026-06-01T00:00:00Z", Standing::outside_validity},
           Row{", until: 2026-05-31", "2026-05-31T00:00:00Z", Standing::lapsed},
       }) {
    CAPTURE(row.key);
    CAPTURE(row.issued);
    CHECK(only(with_key(row.key).sign({.issued = row.issued})) == row.standing);
  }
}

TEST_CASE("a statement of the future is refused, but for five minutes of a wrong clock") {
  // The day of the run is 2026-06-01, to its last second.
  CHECK(only(World().sign({.issued = "2026-06-02T00:04:59Z"})) == Standing::counts);
  CHECK(only(World().sign({.issued = "2026-06-02T00:05:00Z"})) == Standing::future);
}

TEST_CASE("who has left signs no more") {
  CHECK(only(with_key("", "left: 2026-06-01, ").sign({})) == Standing::counts);
  CHECK(only(with_key("", "left: 2026-05-31, ").sign({})) == Standing::left);
}

TEST_CASE("honoured are statements of the past, never those of a stolen key") {
  const auto honoured = [](const World& world) {
    const model::Model model = world.model();
    const auto digest = crypto::sha256(model.statements.at(0).bytes);
    return standings(model, model, {digest}, 1).front();
  };
  const std::string reason = ", reason: lost";
  CHECK(honoured(with_key("", "left: 2026-05-31, ").sign({})) == Standing::counts);
  CHECK(honoured(with_key(", state: retired" + reason).sign({})) == Standing::counts);
  CHECK(honoured(with_key(", until: 2026-05-31").sign({})) == Standing::counts);
  CHECK(honoured(with_key(", state: compromised" + reason).sign({})) == Standing::compromised);
  CHECK(honoured(with_key(", state: suspended" + reason).sign({})) == Standing::suspended);
  CHECK(honoured(with_key(", from: 2026-05-21").sign({})) == Standing::outside_validity);
  CHECK(honoured(World().sign({}, Signer("eve"))) == Standing::unknown_key);

  // Said after their last day: on no list. What they take back stays taken back.
  const World gone = with_key("", "left: 2026-05-19, ");
  CHECK(honoured(World(gone).sign({})) == Standing::left);
  CHECK(honoured(World(gone).sign({.action = "withdraw"})) == Standing::counts);
  CHECK(honoured(with_key("", "left: 2026-05-20, ").sign({})) == Standing::counts);

  const World world = with_key("", "left: 2026-05-31, ").sign({});
  const model::Model model = world.model();
  const auto other = crypto::sha256("another statement");
  CHECK(standings(model, model, {other}, 1).front() == Standing::left);
}

TEST_CASE("a hardware key counts only when somebody touched it") {
  for (const bool touched : {true, false}) {
    const Signer signer = Signer("ada").as_hardware(touched);
    World world;
    world.files["trust/people.yaml"] = hardware_roster(signer);
    CHECK(only(world.sign({}, signer)) == (touched ? Standing::counts : Standing::no_presence));
  }
}

TEST_CASE("with a base, its roster says whose keys count, and that of head may only take away") {
  const auto judged = [](const World& head, const World& base) {
    const model::Model head_model = head.model();
    const model::Model base_model = base.model();
    return standings(head_model, base_model, {}, 1).front();
  };
  const World plain = World().sign({});
  CHECK(judged(plain, plain) == Standing::counts);
  CHECK(judged(with_key(", state: suspended, reason: lost").sign({}), plain) ==
        Standing::suspended);
  CHECK(judged(plain, with_key(", state: suspended, reason: lost")) == Standing::suspended);

  World without_ada;
  std::string& people = without_ada.files["trust/people.yaml"];
  const std::string key = Signer("ada").public_line();
  people.replace(people.find(key), key.size(), Signer("old key of ada").public_line());
  CHECK(judged(plain, without_ada) == Standing::newcomer);
  CHECK(judged(World().sign({}, Signer("eve")), without_ada) == Standing::unknown_key);
}

TEST_CASE("ten thousand statements about one subject are refused without a look") {
  model::Model model = World().sign({}).model();
  const model::Statement one = model.statements.at(0);
  model.statements.assign(most_statements, one);
  CHECK(standings(model, 2) == std::vector(most_statements, Standing::counts));
  model.statements.assign(10'000, one);
  CHECK(standings(model, 2) == std::vector(10'000, Standing::too_many));
}

TEST_CASE("every reason is said, and the number of threads changes nothing") {
  for (int i = 0; i <= static_cast<int>(Standing::left); ++i) {
    CHECK_FALSE(because(static_cast<Standing>(i)).empty());
  }
  World world;
  for (const std::string signer : {"ada", "ben", "cora", "ci"}) {
    for (const std::string action : {"propose", "approve", "withdraw"}) {
      world.sign({.signer = signer, .action = action},
                 Signer(action == "approve" ? "ada" : signer));
    }
  }
  const model::Model model = world.model();
  CHECK(standings(model, 1) == standings(model, 4));
}

}  // namespace ensign::trust
