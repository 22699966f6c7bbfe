// What is signed, in words and in numbers, without a disk: two sides of a small repository.

#include <doctest/doctest.h>

#include "driver/approval_words.h"
#include "record/small_repository.h"

using namespace ensign;
using namespace ensign::test;
using namespace ensign::driver::signing;

namespace {

Side side_of(const Files& files) {
  Repository repository(files);
  return {std::move(repository.snapshot), std::move(repository.model)};
}

Files edited(const std::string& path, const std::string& from, const std::string& to) {
  Files files = small_repository();
  std::string& text = files.at(path);
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  text.replace(at, from.size(), to);
  return files;
}

Sides between(const Files& before, const Files& after) {
  Sides sides;
  sides.base = side_of(before);
  sides.head = side_of(after);
  return sides;
}

model::Subject subject(std::string_view text) { return model::parse_subject(text).value(); }

using Lines = std::vector<std::string>;

Lines changes(const Sides& sides, std::string_view text) {
  return differences(subject_lines(*sides.base, subject(text)),
                     subject_lines(sides.head, subject(text)));
}

const Request request{"ada", model::Action::propose, Instant{1'764'000'000}};

}  // namespace

TEST_CASE("a change of exposure in words, and whether it exposes more or less") {
  const auto sides =
      between(small_repository(), edited("flags/checkout.yaml", "    serve: off\n    rules",
                                         "    serve: { on: 5, off: 95 }\n    rules"));
  const std::string text = "flag/checkout@production";
  CHECK_EQ(changes(sides, text),
           Lines{"everybody else: 5 % of everyone `on`, 95 % `off`; was `off`"});
  CHECK(direction_of(*sides.base, sides.head, subject(text)) == model::Direction::more);
  CHECK(direction_of(sides.head, *sides.base, subject(text)) == model::Direction::less);
  CHECK_FALSE(direction_of(sides.head, sides.head, subject(text)).has_value());
  CHECK_EQ(changes(sides, "flag/checkout@staging"), Lines{});
}

TEST_CASE("what a segment, a group and a plan say is said of what uses them") {
  CHECK_EQ(changes(between(small_repository(), edited("flags/segments/pilots.yaml", "w2", "w3")),
                   "flag/checkout@production"),
           Lines{"segment `pilots`: workspace is one of `w1` or `w3`; was workspace is one of "
                 "`w1` or `w2`"});
  CHECK_EQ(changes(between(small_repository(),
                           edited("flags/groups/decoration.yaml", "banner: 40", "banner: 45")),
                   "flag/ribbon@production"),
           Lines{"group `decoration`: only for users from 45 % to 85 %; `off` for others; was only "
                 "for users from 40 % to 80 %; `off` for others"});
  CHECK_EQ(
      changes(between(small_repository(),
                      edited("releases/stages/checkout.yaml", "percentage: 25", "percentage: 50")),
              "plan/checkout"),
      Lines{"stage `pilot`: 50 % of scope `workspace` in segment `pilots` in production: "
            "checkout `on`, at least 48 hours, 1 gate; was 25 % of scope `workspace` in segment "
            "`pilots` in production: checkout `on`, at least 48 hours, 1 gate"});
}

TEST_CASE("records that change alike are one group, and one signature") {
  const auto sides = between(
      small_repository(),
      edited("flags/groups/decoration.yaml", "banner: 40, ribbon: 40", "banner: 20, ribbon: 20"));
  const auto draft = driver::signing::draft(
      sides, request, {subject("flag/ribbon@production"), subject("flag/banner@production")});
  REQUIRE(draft.has_value());
  CHECK_EQ(draft->covers.size(), 2u);
  CHECK_EQ(*draft->statement.subject.text, "set/" + crypto::hex(crypto::sha256(draft->records)));
  CHECK(draft->records.starts_with("flag/banner@production sha256:"));
  CHECK_EQ(draft->path, "approvals/" + *draft->statement.subject.text + "/ada.propose.approval");
  const auto groups = change_groups(sides, *draft);
  CHECK_EQ(groups.size(), 2u);  // their slots are not the same
  CHECK_EQ(count_words(groups),
           "2 records, 1 of them exposing more, 1 of them exposing less, which is proven");
}

TEST_CASE("a revision follows the base, and previous is the content there") {
  const auto sides = between(small_repository(), edited("flags/segments/pilots.yaml", "w2", "w3"));
  const auto record = current_record(sides, subject("flag/checkout@production"));
  CHECK_EQ(record.revision, 1);
  const Repository before(small_repository());
  CHECK(record.previous == before.record("flag/checkout@production").digest);
  CHECK_FALSE(*record.content == record.previous);
  Sides alone;
  alone.head = side_of(small_repository());
  CHECK_FALSE(current_record(alone, subject("plan/checkout")).previous.has_value());
  const auto unknown = find_subject(alone, "flag/chekout@production");
  REQUIRE_FALSE(unknown.has_value());
  CHECK_EQ(unknown.error().help, "did you mean `flag/checkout@production`?");
  CHECK_FALSE(draft(alone, {"eve", model::Action::approve, {}}, {subject("plan/checkout")}));
}

TEST_CASE("without a subject everything that is protected and not signed is meant") {
  Files more = small_repository();
  more["flags/extra.yaml"] =
      "key: extra\ntitle: Extra\ntype: permission\nowner: team-web\nrisk: L1\n"
      "permanent: part of the product\nenvironments: { production: { serve: off } }\n";
  auto sides = between(more, small_repository());
  CHECK(unsigned_subjects(sides, request).empty());
  for (Side* side : {&*sides.base, &sides.head}) {
    side->model.roots.emplace_back();
    side->model.config.environments[1].is_protected = true;
  }
  Lines found;
  for (const model::Subject& one : unsigned_subjects(sides, request)) found.push_back(*one.text);
  CHECK_EQ(found, Lines{"flag/banner@production", "flag/checkout@production",
                        "flag/payments@production", "flag/ribbon@production", "plan/checkout",
                        "profile/safe@production", "flag/extra@production"});
  CHECK_FALSE(*current_record(sides, subject("flag/extra@production")).content);
  // What could not be read is not taken for removed.
  sides.head.model.whole = false;
  CHECK_EQ(unsigned_subjects(sides, request).size(), 6u);
}
