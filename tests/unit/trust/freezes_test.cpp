// What a freeze holds, and what it never does.
#include "trust/freezes.h"

#include <doctest/doctest.h>

#include "record/record.h"
#include "trust/tally.h"
#include "trust/world.h"

namespace ensign::trust {
namespace {

constexpr const char* path = "releases/freezes/launch.yaml";
const std::string subject = "flag/checkout@production";

std::string freeze(const std::string& more = "", const std::string& from = "2026-05-25",
                   const std::string& until = "2026-06-07") {
  return "freeze: launch\ntitle: Launch\nreason: All are at the fair.\nowner: team-web\nfrom: " +
         from + "\nuntil: " + until + "\n" + more;
}

struct Frozen : World {
  explicit Frozen(const std::string& serve, const std::string& text = freeze()) {
    files["flags/web/checkout.yaml"] =
        model::flag_file("checkout", "fallback: { tier: 0, serve: off }\n",
                         "  production: { serve: " + serve + " }\n");
    if (!text.empty()) files[path] = text;
    policy("  - { rule: all }\n");
  }

  std::string record() const {
    const model::Model own = model();
    return record::flag_record(own, own.flags.front(), 1).bytes;
  }
};

bool is_held(const Frozen& head, const Shipped& shipped) {
  const model::Model model = head.model();
  Question question;
  question.head.model = &model;
  question.shipped = &shipped;
  const Tally tally(question);
  REQUIRE(tally.entry(subject) != nullptr);
  return tally.entry(subject)->freeze != nullptr;
}

Shipped shipped_with(const std::string& serve) {
  Shipped shipped;
  shipped.records.emplace(subject, Frozen(serve).record());
  return shipped;
}

TEST_CASE("a freeze holds what differs from the last build, unless it is less") {
  CHECK(is_held(Frozen("on"), shipped_with("off")));
  CHECK_FALSE(is_held(Frozen("on"), shipped_with("on")));
  CHECK_FALSE(is_held(Frozen("off"), shipped_with("on")));
  CHECK_FALSE(is_held(Frozen("on", ""), shipped_with("off")));
}

TEST_CASE("a new flag is held, and a first build has nothing to compare with") {
  Shipped others;
  others.records.emplace("flag/another@production", Frozen("off").record());
  CHECK(is_held(Frozen("off"), others));
  CHECK_FALSE(is_held(Frozen("on"), Shipped{}));
}

TEST_CASE("it holds from its first second to its last") {
  const auto held = [](const std::string& from, const std::string& until) {
    return is_held(Frozen("on", freeze("", from, until)), shipped_with("off"));
  };
  // The day of the test is 2026-06-01, to its last second.
  CHECK(held("2026-06-01", "2026-06-01"));
  CHECK(held("2026-06-01T23:59:59Z", "2026-06-02"));
  CHECK_FALSE(held("2026-06-02", "2026-06-03"));
  CHECK_FALSE(held("2026-05-01", "2026-05-31"));
  CHECK_FALSE(held("2026-05-01", "2026-06-01T23:59:58Z"));
}

TEST_CASE("it holds what it names") {
  const auto held = [](const std::string& more) {
    return is_held(Frozen("on", freeze(more)), shipped_with("off"));
  };
  CHECK(held("environments: [production]\n"));
  CHECK_FALSE(held("environments: [staging]\n"));
  CHECK(held("areas: [web]\n"));
  CHECK(held("flags: [checkout]\n"));
  CHECK(held("environments: [staging, production]\nflags: [checkout]\n"));
  CHECK_FALSE(held("environments: [staging]\nareas: [web]\n"));
  CHECK(held("except: [hotfix]\n"));  // types of release let no flag through
}

TEST_CASE("only what clients may notice is held") {
  Change change;
  change.fields = {"owner", "risk"};
  CHECK_FALSE(moves_clients(change));
  change.fields = {"exposure"};
  CHECK(moves_clients(change));
  change.fields = {"serves"};
  change.direction = model::Direction::more;
  CHECK(moves_clients(change));
  change.direction = model::Direction::less;
  CHECK_FALSE(moves_clients(change));
}

}  // namespace
}  // namespace ensign::trust
