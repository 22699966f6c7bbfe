// Changes as people make them, and whether they are proven to expose less. The files are read by
// the real decoders; before and after are two repositories.

#include "change/direction.h"

#include <doctest/doctest.h>

#include "lower/small_world.h"
#include "record/record.h"

using namespace ensign;
using namespace ensign::test;

namespace {

using Files = std::map<std::string, std::string>;

const std::string head =
    "key: f\ntitle: F\ntype: permission\nowner: team-web\nrisk: L1\n"
    "permanent: part of the product\nfallback: { tier: 0, serve: off }\n";

Files flag(const std::string& production, const std::string& more = "") {
  return {{"flags/f.yaml",
           head + more + "environments:\n  staging: { serve: on }\n  production:\n" + production}};
}

Files with(Files files, const Files& others) {
  files.insert(others.begin(), others.end());
  return files;
}

struct Side {
  explicit Side(const Files& files)
      : model(read_world(files, parse_as_of("2026-06-01").value())),
        record(record::flag_record_json(model, model.at(*model.flag("f")), 1)) {}

  model::Model model;
  Json record;
};

bool is_less(const Files& before, const Files& after) {
  const Side was(before), is(after);
  Json evaluators = record::shared_evaluators(was.model);
  const Json others = record::shared_evaluators(is.model);
  for (const auto& [name, rule] : *others.members()) evaluators.set(name, rule);
  return change::direction(was.record, is.record, evaluators, is.model.config) ==
         model::Direction::less;
}

void exposes(const Files& less, const Files& more) {
  CAPTURE(canonical(Side(less).record));
  CAPTURE(canonical(Side(more).record));
  CHECK(is_less(more, less));
  CHECK_FALSE(is_less(less, more));
}

Files segment(const std::string& workspaces) {
  return {
      {"flags/segments/pilots.yaml",
       "name: pilots\ntitle: Pilots\nowner: team-web\nif: { workspace: " + workspaces + " }\n"}};
}

Files group(const std::string& weights) {
  return {{"flags/groups/g.yaml", "group: g\ntitle: G\nowner: team-web\nflags: " + weights + "\n"},
          {"flags/other.yaml",
           "key: other\ntitle: O\ntype: permission\nowner: team-web\nrisk: L1\n"
           "permanent: part of the product\nfallback: { tier: 0, serve: off }\n"
           "environments: { production: { serve: off } }\n"}};
}

const std::string off = "    serve: off\n";
const std::string staff =
    "    serve: off\n    rules:\n"
    "      - { name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on }\n";
const std::string in_pilots =
    "    serve: off\n    rules:\n"
    "      - { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on }\n";

}  // namespace

TEST_CASE("a rule that is removed, and a flag that falls back for everybody, expose less") {
  exposes(flag(off), flag(staff));
  exposes(flag(off), flag("    serve: on\n"));
  exposes(flag(off), flag("    serve: { on: 5, off: 95 }\n"));
}

TEST_CASE("a percentage that shrinks at its end exposes less, one that moves people does not") {
  exposes(flag("    serve: { on: 5, off: 95 }\n"), flag("    serve: { on: 25, off: 75 }\n"));
  exposes(flag("    serve: { on: 25, off: 75 }\n"), flag("    serve: on\n"));
  // Other users are in the first percents of another hash.
  CHECK_FALSE(is_less(flag("    serve: { on: 25, off: 75 }\n"),
                      flag("    serve: { on: 5, off: 95 }\n", "salt: other\n")));
}

TEST_CASE("a condition that becomes narrower exposes less") {
  const auto rule = [](const std::string& condition) {
    return flag("    serve: off\n    rules:\n      - { name: r, if: " + condition +
                ", serve: on }\n");
  };
  exposes(rule("{ plan: [free] }"), rule("{ plan: [free, team] }"));
  exposes(rule("{ plan: free, country: DE }"), rule("{ plan: free }"));
  exposes(rule("{ seats: { above: 20 } }"), rule("{ seats: { at_least: 10 } }"));
  exposes(rule("{ app: { version_at_least: 2.0.0 } }"), rule("{ app: { version_above: 1.9.9 } }"));
  exposes(rule("{ now: { after: 2026-07-01T00:00:00Z, before: 2026-08-01T00:00:00Z } }"),
          rule("{ now: { after: 2026-07-01T00:00:00Z } }"));
  exposes(rule("{ joined: { before: 2020-01-01 } }"), rule("{ joined: { before: 2021-01-01 } }"));
  exposes(rule("{ country: FR }"), rule("{ country: { exists: true } }"));
  // Neither holds wherever the other does.
  CHECK_FALSE(is_less(rule("{ plan: free }"), rule("{ country: DE }")));
  CHECK_FALSE(is_less(rule("{ country: DE }"), rule("{ plan: free }")));
  // An attribute that is missing is somebody, too.
  CHECK_FALSE(is_less(rule("{ any: [ { country: DE }, { country: { not_equals: DE } } ] }"),
                      flag("    serve: on\n")));
}

TEST_CASE("a segment that becomes narrower exposes less") {
  exposes(with(flag(in_pilots), segment("[w1]")), with(flag(in_pilots), segment("[w1, w2]")));
  exposes(flag(off), with(flag(in_pilots), segment("[w1]")));
}

TEST_CASE("the slot of a group counts") {
  const Files on = flag("    serve: on\n");
  exposes(with(on, group("{ f: 20, other: 20 }")), with(on, group("{ f: 40, other: 20 }")));
  exposes(with(on, group("{ f: 20, other: 20 }")), on);
  // Behind one that has grown stand other people.
  CHECK_FALSE(
      is_less(with(on, group("{ other: 20, f: 20 }")), with(on, group("{ other: 30, f: 20 }"))));
  CHECK(is_less(with(on, group("{ other: 20, f: 20 }")), with(on, group("{ other: 30, f: 10 }"))));
}

TEST_CASE("only what clients evaluate is ever less") {
  const Side on(flag("    serve: on\n"));
  const Side is_off(flag(off));
  const Json evaluators = Json::object();
  const auto judged = [&](const Json& before, const Json& after) {
    return change::direction(before, after, evaluators, on.model.config);
  };
  CHECK(judged(on.record, is_off.record) == model::Direction::less);
  CHECK(judged(on.record, *record::killed_form(on.record)) == model::Direction::less);
  CHECK(judged(is_off.record, is_off.record) == model::Direction::less);
  CHECK(judged(Json(), is_off.record) == model::Direction::more);
  CHECK(judged(on.record, Json()) == model::Direction::more);
  // Another owner, another risk, another fallback, in one go with a narrower rule.
  CHECK_FALSE(is_less(flag("    serve: on\n"), flag(off, "code_default: off\n")));
  CHECK_FALSE(
      is_less(flag("    serve: on\n"), flag(off, "value: string\nvariants: { on: a, off: b }\n")));
}

TEST_CASE("whatever is not lowering 1 to the byte is more") {
  const Side on(flag(staff));
  const Json after = *record::killed_form(on.record);
  const auto direction_from = [&](const std::string& from, const std::string& to) {
    Json before = on.record;
    for (Json::Member& member : *before.members()) {
      if (member.first != "serves") continue;
      for (Json::Member& part : *member.second.members()) {
        if (part.first == from) part.second = Json(to);
      }
    }
    return change::direction(before, after, Json::object(), on.model.config);
  };
  CHECK(direction_from("nothing", "") == model::Direction::less);
  CHECK(direction_from("state", "DISABLED") == model::Direction::more);
  CHECK(direction_from("targeting", "on") == model::Direction::more);
  CHECK(direction_from("defaultVariant", "blue") == model::Direction::more);
}

TEST_CASE("the fields that a change touches") {
  const Side before(flag(staff));
  using Fields = std::vector<std::string>;
  CHECK_EQ(change::touched_fields(before.record, Side(flag(off)).record), Fields{"serves"});
  CHECK_EQ(change::touched_fields(before.record, before.record), Fields{});
  const Side other(flag(staff, "code_default: off\non_expiry: keep\nexposure: [client]\n"));
  CHECK_EQ(change::touched_fields(before.record, other.record), Fields{"code_default", "exposure"});
  CHECK_EQ(change::touched_fields(Json(), before.record).size(), 13u);
}
