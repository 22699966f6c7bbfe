// Cases of the list in tests/hostile.md, by their numbers there, as a whole check sees them.
#include <algorithm>
#include <doctest/doctest.h>

#include "rule_pages/pipeline.h"
#include "test_signer.h"

namespace ensign::trust {
namespace {

using rule_pages::Example;
using rule_pages::PageFile;
using test::Lines;
using test::Signer;

const std::string path = "flags/web/checkout.yaml";

std::string flag(const std::string& serve = "on", const std::string& key = "checkout") {
  return "key: " + key + "\ntitle: New checkout\ntype: release\nowner: team-web\nrisk: L1\n" +
         "expires: 2026-12-31\nenvironments:\n  production: { serve: " + serve + " }\n";
}

PageFile policy(const std::string& rule) {
  return {"trust/policy.yaml", "approvals:\n  - { rule: all" + rule + " }\n"};
}

// Signed when the example runs; `record` stands for the digest.
PageFile by(Lines lines, const std::string& key = "") {
  return {lines.path(), lines.text(), PageFile::Kind::file, key.empty() ? lines.signer : key};
}

Lines proposal(const std::string& signer = "ada") {
  return {.signer = signer, .action = "propose", .content = "record"};
}
Lines approval(const std::string& signer) {
  return {.signer = signer, .action = "approve", .content = "record"};
}

PageFile roster(const std::string& key_of_ben, const std::string& more = "",
                const std::string& person = "") {
  return {"trust/people.yaml",
          "people:\n  ada: { name: Ada, keys: [ { key: \"key of ada\" } ] }\n"
          "  ben: { name: Ben, " +
              person + "keys: [ { key: \"key of ben\"" + key_of_ben +
              " } ] }\n  cora: { name: Cora, keys: [ { key: \"key of cora\" } ] }\n" + more +
              "teams:\n  team-web: { title: Web, members: [ada, ben, cora] }\n"};
}

// All that a check finds, of files that a root of trust vouches for.
std::vector<std::string> found(std::vector<PageFile> files, std::vector<PageFile> base = {}) {
  Example example;
  example.trusted = true;
  example.as_of = *parse_as_of("2026-06-01");
  example.files = std::move(files);
  example.base_files = std::move(base);
  return rule_pages::run(example).first_lines;
}

bool finds(const std::vector<std::string>& lines, std::string_view part) {
  return std::ranges::any_of(lines, [&](const auto& line) { return line.contains(part); });
}

// Approved by two people, and clean.
std::vector<PageFile> sound() {
  return {{path, flag()}, policy(", people: 2"), by(proposal()), by(approval("ben"))};
}

std::vector<PageFile> with(PageFile file, std::vector<PageFile> files = sound()) {
  std::erase_if(files, [&](const PageFile& each) { return each.path == file.path; });
  files.push_back(std::move(file));
  return files;
}

std::vector<PageFile> without(const std::string& gone, std::vector<PageFile> files = sound()) {
  std::erase_if(files, [&](const PageFile& each) { return each.path == gone; });
  return files;
}

}  // namespace

TEST_CASE("what two people approved is clean") { CHECK(found(sound()).empty()); }

TEST_CASE("hostile statements are found out") {
  struct Row {
    int number;
    std::vector<PageFile> files;
    std::string finding;
  };
  PageFile copied = by(approval("ben"));
  copied.path = "approvals/flag/other@production/ben.approve.approval";
  Lines moved = approval("ben");
  moved.subject = "flag/other@production";
  PageFile edited = by(moved);
  edited.forged = true;
  Lines of_staging = approval("ben");
  of_staging.subject = "flag/checkout@staging";
  Lines of_others = approval("ben");
  of_others.project = "0123456789abcdef";
  Lines old = approval("ben");
  old.content = test::digest_text("what ran before");
  Lines future = approval("ben");
  future.issued = "2026-06-02T00:05:00Z";
  Lines early = approval("ben");
  early.issued = "2020-01-01T00:00:00Z";
  PageFile renamed = by(approval("ben"));
  renamed.path = "approvals/flag/checkout@production/cora.approve.approval";
  PageFile relabelled = by(approval("cora"), "ben");
  PageFile proposed_by_other = by(proposal("cora"), "ada");
  Lines back = approval("ben");
  back.action = "withdraw";
  back.issued = "2026-05-21T09:00:00Z";
  Lines rejected = approval("ben");
  rejected.action = "reject";
  Lines homoglyph = approval("b\xD0\xB5n");
  const auto other = PageFile{"flags/web/other.yaml", flag("off", "other")};
  const std::vector<Row> rows{
      {1, with(copied, with(other)), "EN120 file-name-differs"},
      {2, with(edited, with(other)), "EN711 statement-forged"},
      {3,
       with({path, flag() + "  staging: { serve: on }\n"},
            with(by(of_staging), without(by(approval("ben")).path))),
       "still needs 1 person more"},
      {4, with(by(of_others)), "EN034 invalid-value"},
      {5, with(by(old)), "EN305 approval-stale"},
      {7,
       {{"flags/web/renamed.yaml", flag("on", "renamed")}, policy("")},
       "`flag/renamed@production` still needs"},
      {9, with(roster(", until: 2026-05-19")), "EN716 statement-not-counted"},
      {10, with(roster(", from: 2026-05-21")), "EN716 statement-not-counted"},
      {11, with(by(future)), "EN713 statement-from-future"},
      {13, with(roster(", state: compromised, reason: stolen"), with(by(early))),
       "the key is compromised"},
      {14, with(roster(", state: retired, reason: old")), "the key is retired"},
      {15, with(policy(", from: [ { person: ada } ]")), "still needs `ada`"},
      {16, with(proposed_by_other, without(by(proposal()).path)), "EN712 signer-key-unknown"},
      {16, with(relabelled, without(by(approval("ben")).path)), "EN712 signer-key-unknown"},
      {17,
       with({"trust/people.yaml",
             "people:\n  ada: { name: Ada, keys: [ { key: \"key of ada\" }, { key: \"key of ada, "
             "again\" } ] }\n  ben: { name: Ben, keys: [ { key: \"key of ben\" } ] }\n"
             "teams:\n  team-web: { title: Web, members: [ada] }\n"},
            with(by(approval("ada"), "ada, again"), without(by(approval("ben")).path))),
       "still needs 1 person more"},
      {18, with(roster("", "  dan: { name: Dan, keys: [ { key: \"key of ben\" } ] }\n")),
       "EN129 key-shared"},
      {19, with(renamed), "EN120 file-name-differs"},
      {20,
       with(
           roster("", "  dan: { name: Dan, keys: [ { key: \"key of ben another comment\" } ] }\n")),
       "EN129 key-shared"},
      {21, with(policy(", people: -1")), "EN034 invalid-value"},
      {21, with(policy(", people: 65")), "EN034 invalid-value"},
      {21,
       with(policy(", people: 0"), without(by(proposal()).path, without(by(approval("ben")).path))),
       "still needs a proposal"},
      {21,
       with(policy(", from: [ { team: team-none } ]"),
            with({"trust/people.yaml",
                  roster("").bytes + "  team-none: { title: None, members: [] }\n"})),
       "nobody on the roster can give it"},
      {21, with(policy(", from: [ { team: team-web, count: 0 } ]")), "EN034 invalid-value"},
      {21, with(policy(", from: [ { team: team-web, count: 4 } ]")), "EN034 invalid-value"},
      {22, with(policy(", from: [ { team: team-nobody } ]")), "EN101 unknown-owner"},
      {22, with(policy(", from: [ { person: nobody } ]")), "EN102 unknown-person"},
      {23,
       with(roster("", "", "").path == "trust/people.yaml"
                ? PageFile{"trust/people.yaml", roster("").bytes + "  team-all: { title: All, "
                                                                   "members: [team-web] }\n"}
                : PageFile{}),
       "EN102 unknown-person"},
      {31, with(by(back)), "still needs 1 person more"},
      {32, with(by(rejected)), "EN035 malformed-statement"},
      {34, with(by(homoglyph)), "EN035 malformed-statement"},
      {34,
       with(roster("",
                   "  \xD0\xB0"
                   "da: { name: Ada, keys: [ { key: \"key of dan\" } ] }\n")),
       "EN033 invalid-key"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    const auto lines = found(row.files);
    CHECK_MESSAGE(finds(lines, row.finding),
                  row.finding << " is not among: " << (lines.empty() ? "nothing" : lines.front()));
  }
}

// Bytes of a comment are not what is approved.
TEST_CASE("5: an edit that clients do not see leaves an approval standing") {
  CHECK(found(with({path, "# reworded\n" + flag()})).empty());
}

TEST_CASE("6, 8, 12, 24: what a change may not do is found with its base") {
  const PageFile on{path, flag("on")}, off{path, flag("off")};
  Lines second = proposal();
  second.revision = "2";
  second.previous = "old record";
  Lines first = proposal();
  const auto rule = policy("");

  // The base is at `on` by revision 1; back to `off` with statements of before that.
  CHECK(finds(found({off, rule, by(first)}, {on, by(first)}), "EN309 approval-replayed"));
  CHECK(found({off, rule, by(second)}, {on, by(first)}).empty());

  const PageFile none{"flags/retired.yaml",
                      "retired:\n  checkout: { on: 2026-05-30, type: release, reason: done }\n"};
  CHECK(finds(found({none, rule}, {on, {"flags/retired.yaml", "retired: {}\n"}}),
              "EN306 removal-unapproved"));

  Lines stale = proposal();
  stale.issued = "2026-01-01T00:00:00Z";
  stale.previous = "old record";
  CHECK(finds(found({on, policy(", window: 30d"), by(stale)}, {off}), "EN310 approval-too-old"));

  // Two people by the policy of the base, one by that of the same change.
  second.revision = "1";
  const auto weakened =
      found({on, policy(", people: 1"), by(second)}, {off, policy(", people: 2")});
  CHECK(finds(weakened, "still needs 1 person more"));
}

TEST_CASE("14: what leavers signed goes on counting when a list that holds names it") {
  const PageFile retired = roster(", state: retired, reason: old");
  auto files = with(retired);
  CHECK(finds(found(files), "still needs 1 person more"));
  // The digest of the file as it is signed when the example runs.
  const auto run = [&](const std::string& digest) {
    return found(with({"trust/honoured/1.txt", digest + "\n"}, files));
  };
  CHECK(finds(run(crypto::hex(crypto::sha256("another"))), "still needs 1 person more"));
}

TEST_CASE("28: a hardware key that nobody touched signs nothing") {
  for (const bool touched : {true, false}) {
    CAPTURE(touched);
    const Signer ben = Signer("ben").as_hardware(touched);
    PageFile people = roster("");
    const std::string mark = "key of ben";
    people.bytes.replace(people.bytes.find(mark), mark.size(), ben.public_line());
    Lines lines = approval("ben");
    // The digest stands in the statement of ada, too; a set needs no placeholder here.
    lines.content = test::digest_text("unknown");
    PageFile statement{lines.path(), ben.sign(lines.text())};
    const auto all = found(with(statement, with(people)));
    CHECK(finds(all, "nobody touched the hardware key") == !touched);
  }
}

TEST_CASE("33: who is no longer in the group does not stand for it") {
  auto files = with(policy(", from: [ { team: team-web, count: 1 } ]"));
  CHECK(found(files).empty());
  PageFile people = roster("");
  const std::string members = "[ada, ben, cora]";
  people.bytes.replace(people.bytes.find(members), members.size(), "[ada, cora]");
  CHECK(finds(found(with(people, files)), "1 of team `team-web` (`cora`)"));
}

TEST_CASE("35: sixty-five statements about one subject are not looked at") {
  std::string people = "people:\n  ada: { name: Ada, keys: [ { key: \"key of ada\" } ] }\n";
  for (int i = 10; i < 32; ++i) people += "  p" + std::to_string(i) + ": { name: P }\n";
  PageFile all = by({.signer = "NAME", .action = "ACTION", .content = "record"}, "everybody");
  const auto lines =
      found({{path, flag()},
             policy(""),
             {"trust/people.yaml", people + "teams:\n  team-web: { title: Web, members: [ada] }\n"},
             all});
  CHECK(finds(lines, "EN715 too-many-statements"));
  CHECK(std::ranges::count_if(lines, [](const auto& line) { return line.contains("EN71"); }) == 1);
}

}  // namespace ensign::trust
