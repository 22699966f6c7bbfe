#include "driver/roster_edit.h"

#include <doctest/doctest.h>

#include "model/read_file.h"
#include "model/root.h"

namespace ensign::test {
namespace {

const std::string ada =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMJh+UKfsT1YbA/nBqZzJG8T0ieLr/tX+DeYSBtc+2Bu";
const std::string ada_print = "SHA256:92gACv1Y0basQGDYDWs4jAFC62QZdqaWqc4ZFOopDYw";

model::Roster roster_of(const std::string& text) {
  const std::string path = "trust/people.yaml";
  auto result =
      model::read_file(source::File{path, text}, {FileId{}, path, model::classify({}, path)});
  CHECK_FALSE(result.report.has_errors());
  auto* roster = std::get_if<model::Roster>(&result.decoded);
  REQUIRE(roster != nullptr);
  return std::move(*roster);
}

std::string retired(const std::string& text) {
  const model::Roster roster = roster_of(text);
  REQUIRE_FALSE(roster.people.empty());
  const auto edited =
      driver::with_last_day(text, roster.people[0], parse_date("2026-06-30").value());
  return edited ? *edited : "FAILURE " + edited.error().message;
}

TEST_CASE("roster: a last day is written where the person is, however that is written") {
  CHECK(retired("people:\n  ada: { name: Ada }\n") ==
        "people:\n  ada: { left: 2026-06-30, name: Ada }\n");
  CHECK(retired("people: { ada: {} }\n") == "people: { ada: { left: 2026-06-30 } }\n");
  CHECK(retired("people:\n  ada:  # the first\n\n    # a remark\n    name: Ada\n  ben: {}\n") ==
        "people:\n  ada:  # the first\n\n    # a remark\n    left: 2026-06-30\n    name: Ada\n"
        "  ben: {}\n");
  CHECK(retired("people:\n  \"ada\": {\n    name: Ada }\n") ==
        "people:\n  \"ada\": { left: 2026-06-30,\n    name: Ada }\n");
  CHECK(retired("people:\n  ada: { left: 2027-01-01, name: Ada }\n") ==
        "people:\n  ada: { left: 2026-06-30, name: Ada }\n");
}

TEST_CASE("roster: suspended keys stand at its end, and what was before can be found again") {
  const std::string before = "# ours\npeople:\n  ada: { keys: [{ key: \"" + ada + "\" }] }\n";
  const auto once = driver::with_suspended(before, {ada_print});
  REQUIRE(once);
  CHECK(*once == before + "suspended:\n  - " + ada_print + "\n");
  CHECK(model::suspension_at(*once) == before.size());
  CHECK(*roster_of(*once).people[0].keys[0].state == model::KeyState::suspended);
  const auto twice = driver::with_suspended(*once, {ada_print});
  REQUIRE(twice);
  CHECK(*twice == *once);
  // A list that is written otherwise is no such end; the keys are suspended all the same.
  const std::string other = before + "suspended: [\"" + ada_print + "\"]\n";
  CHECK(model::suspension_at(other) == other.size());
  CHECK(*roster_of(other).people[0].keys[0].state == model::KeyState::suspended);
  for (const std::string& end :
       {std::string("suspended:\n"), "suspended:\n  - " + ada_print,
        "suspended:\n  - " + ada_print + " # why\n", "suspended:\n - " + ada_print + "\n",
        "suspended:\n  - " + ada_print + "\nteams: {}\n", "  - " + ada_print + "\n"}) {
    CAPTURE(end);
    CHECK(model::suspension_at(before + end) == before.size() + end.size());
  }
}

}  // namespace
}  // namespace ensign::test
