// What is signed, in words and in numbers, without a disk: two sides of a small repository.

#include <algorithm>
#include <doctest/doctest.h>

#include "driver/approval_words.h"
#include "record/small_repository.h"
#include "test_signer.h"

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

using Told = std::vector<std::string>;

Told changes(const Sides& sides, std::string_view text) {
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
           Told{"everybody else: 5 % of everyone `on`, 95 % `off`; was `off`"});
  CHECK(direction_of(*sides.base, sides.head, subject(text)) == model::Direction::more);
  CHECK(direction_of(sides.head, *sides.base, subject(text)) == model::Direction::less);
  CHECK_FALSE(direction_of(sides.head, sides.head, subject(text)).has_value());
  CHECK_EQ(changes(sides, "flag/checkout@staging"), Told{});
}

TEST_CASE("what a segment, a group and a plan say is said of what uses them") {
  CHECK_EQ(changes(between(small_repository(), edited("flags/segments/pilots.yaml", "w2", "w3")),
                   "flag/checkout@production"),
           Told{"segment `pilots`: workspace is one of `w1` or `w3`; was workspace is one of "
                "`w1` or `w2`"});
  CHECK_EQ(changes(between(small_repository(),
                           edited("flags/groups/decoration.yaml", "banner: 40", "banner: 45")),
                   "flag/ribbon@production"),
           Told{"group `decoration`: only for users from 45 % to 85 %; `off` for others; was only "
                "for users from 40 % to 80 %; `off` for others"});
  CHECK_EQ(
      changes(between(small_repository(),
                      edited("releases/stages/checkout.yaml", "percentage: 25", "percentage: 50")),
              "plan/checkout"),
      Told{"stage `pilot`: 50 % of scope `workspace` in segment `pilots` in production: "
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
  CHECK(unsigned_subjects(sides, request).subjects.empty());
  for (Side* side : {&*sides.base, &sides.head}) {
    side->model.roots.emplace_back();
    side->model.config.environments[1].is_protected = true;
  }
  Told found;
  for (const model::Subject& one : unsigned_subjects(sides, request).subjects)
    found.push_back(*one.text);
  CHECK_EQ(found, Told{"flag/banner@production", "flag/checkout@production",
                       "flag/payments@production", "flag/ribbon@production", "plan/checkout",
                       "profile/safe@production", "flag/extra@production"});
  CHECK_FALSE(*current_record(sides, subject("flag/extra@production")).content);
  // What could not be read is not taken for removed.
  sides.head.model.whole = false;
  CHECK_EQ(unsigned_subjects(sides, request).subjects.size(), 6u);
}

namespace {

// What `signer` says of a subject, at its place, with the content that it has there.
void sign(Files& files, const std::string& signer, const std::string& subject_text,
          std::int64_t revision) {
  const auto content =
      record::find_record(side_of(files).model, side_of(files).snapshot, subject(subject_text));
  const test::Lines lines{.signer = signer,
                          .action = "propose",
                          .subject = subject_text,
                          .content = content ? "sha256:" + crypto::hex(content->digest) : "absent",
                          .revision = std::to_string(revision)};
  files[lines.path()] = Signer(signer).sign(lines.text());
}

}  // namespace

TEST_CASE("a change that is committed already follows what was signed before it") {
  const std::string text = "flag/checkout@production";
  Files signed_once = small_repository();
  sign(signed_once, "ada", text, 1);
  const auto first =
      record::find_record(side_of(signed_once).model, side_of(signed_once).snapshot, subject(text));
  Files changed = edited("flags/segments/pilots.yaml", "w2", "w3");
  for (const auto& [path, bytes] : signed_once) {
    if (path.starts_with("approvals/")) changed[path] = bytes;
  }
  // HEAD is the change itself.
  const auto record = current_record(between(changed, changed), subject(text));
  CHECK_EQ(record.revision, 2);
  CHECK(record.previous == first->digest);
  CHECK(record.content.value != record.previous);
  // As if it were not: the same, against what was there before.
  const auto uncommitted = current_record(between(signed_once, changed), subject(text));
  CHECK_EQ(uncommitted.revision, 2);
  CHECK(uncommitted.previous == first->digest);
  // Nobody has signed it before, so it follows nothing.
  const auto fresh = current_record(between(small_repository(), small_repository()), subject(text));
  CHECK_EQ(fresh.revision, 1);
  CHECK_FALSE(fresh.previous.has_value());
  // They do not agree about what was there.
  Files other = edited("flags/segments/pilots.yaml", "w2", "w4");
  sign(other, "ben", text, 1);
  for (const auto& [path, bytes] : other) {
    if (path.starts_with("approvals/")) changed[path] = bytes;
  }
  CHECK_FALSE(current_record(between(changed, changed), subject(text)).previous.has_value());
}

TEST_CASE("what was signed long ago and is back again is not signed as it is now") {
  const std::string text = "flag/checkout@production";
  Files files = small_repository();
  sign(files, "ada", text, 1);
  Files wider = edited("flags/segments/pilots.yaml", "w2", "w3");
  sign(wider, "ben", text, 2);
  auto protect = [](Sides sides) {
    sides.head.model.roots.emplace_back();
    sides.head.model.config.environments[1].is_protected = true;
    return sides;
  };
  const auto is_asked = [&](const Files& now) {
    const auto found = unsigned_subjects(protect(between(now, now)), request);
    return std::ranges::any_of(found.subjects,
                               [&](const model::Subject& one) { return *one.text == text; });
  };
  CHECK_FALSE(is_asked(files));
  for (const auto& [path, bytes] : wider) {
    if (path.starts_with("approvals/")) files[path] = bytes;
  }
  CHECK(is_asked(files));
}
