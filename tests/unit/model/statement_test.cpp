// What is refused is from cases 27, 29, 30 and 34 of the hostile-case list. The signature is one of
// stock ssh-keygen over these bytes; e2e/statement_test.sh signs anew.
#include "model/statement.h"

#include <doctest/doctest.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

const std::string digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

const std::string header =
    "ensign-approval/1\n"
    "project: 5f0c2d7e9b1a4c33\n"
    "action: approve\n"
    "subject: flag/checkout@production\n"
    "content: sha256:" +
    digest +
    "\n"
    "revision: 1\n"
    "previous: none\n"
    "signer: ada\n"
    "issued: 2026-05-20T09:00:00Z\n";

const std::string armour =
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgOdm2lnr1bcWQRYw5lrgfUHsdWU\n"
    "jfu/ARhVfztc6piLEAAAASYXBwcm92YWwudjFAZW5zaWduAAAAAAAAAAZzaGE1MTIAAABT\n"
    "AAAAC3NzaC1lZDI1NTE5AAAAQFdxA82dbGJtOKzY7C1jv5yjBKO2Rd0uiAt8jwlOwl20Ay\n"
    "GXeQtcQ4Ew7Exvj7X4QVNQxZUN7GfGfw50Un/ZggY=\n"
    "-----END SSH SIGNATURE-----\n";

std::string with(std::string_view old_text, std::string_view new_text,
                 std::string text = header + armour) {
  const std::size_t at = text.find(old_text);
  REQUIRE(at != text.npos);
  return text.replace(at, old_text.size(), new_text);
}

std::string verdict(const std::string& bytes) {
  report::Report report;
  const auto statement = read_statement(FileId{}, bytes, report);
  REQUIRE_EQ(statement.has_value(), report.findings().empty());
  if (statement) return "accepted";
  REQUIRE_EQ(report.findings().size(), 1u);
  CHECK_FALSE(report.findings()[0].help.empty());
  return report.findings()[0].message;
}

std::string set_verdict(const std::string& bytes) {
  report::Report report;
  const auto set = read_record_set(FileId{}, bytes, report);
  REQUIRE_EQ(set.has_value(), report.findings().empty());
  return set ? "accepted" : report.findings()[0].message;
}

const std::string path = "approvals/flag/checkout@production/ada.approve.approval";
const std::string flag = flag_file("checkout", "", "  production: { serve: on }\n");

}  // namespace

TEST_CASE("a statement says what its lines say") {
  report::Report report;
  const auto statement = read_statement(FileId{3}, header + armour, report);
  REQUIRE(statement);
  CHECK(*statement->project == "5f0c2d7e9b1a4c33");
  CHECK(*statement->action == Action::approve);
  CHECK(statement->subject.kind == SubjectKind::flag);
  CHECK(statement->subject.name == "checkout");
  CHECK(statement->subject.environment == "production");
  CHECK(crypto::hex(**statement->content) == digest);
  CHECK(*statement->revision == 1);
  CHECK_FALSE(statement->previous);
  CHECK(*statement->signer.name == "ada");
  CHECK(to_string(*statement->issued) == "2026-05-20T09:00:00Z");
  CHECK(statement->armour == Span{FileId{3}, static_cast<std::uint32_t>(header.size()),
                                  static_cast<std::uint32_t>(header.size() + armour.size())});
  CHECK(signed_text(*statement) == header);
  CHECK(statement->bytes == header + armour);
  const Span subject = statement->subject.text.span;
  CHECK(header.substr(subject.begin, subject.end - subject.begin) == "flag/checkout@production");
}

TEST_CASE("a statement has one spelling") {
  CHECK(verdict(header + armour) == "accepted");
  const std::string action = "action: approve\n", subject = "subject: flag/checkout@production\n";
  CHECK(verdict(with(action, "")) == "line 3 is `subject`, where `action` belongs");
  CHECK(verdict(with(action, action + action)) == "line 4 is `action`, where `subject` belongs");
  CHECK(verdict(with(action + subject, subject + action)) ==
        "line 3 is `subject`, where `action` belongs");
  CHECK(verdict(with(armour, "note: hello\n" + armour)) ==
        "there is more than the fields of a statement");
  CHECK(verdict(with("action: ", "action:  ")) == "line 3 is not `action: …`");
  CHECK(verdict(with("action: ", "action:")) == "line 3 is not `action: …`");
  CHECK(verdict(with("approve\n", "approve \n")) == "line 3 is not `action: …`");
  CHECK(verdict(with("approval/1", "approval/2")) == "line 1 is not `ensign-approval/1`");
  CHECK(verdict(header) == "the statement is not signed");
  CHECK(verdict("") == "the statement is not signed");
  CHECK(verdict(armour) == "the statement ends in its line 1");
  CHECK(verdict(header + armour + "x") == "the SSH signature is followed by something else");
  CHECK(verdict((header + armour).substr(0, header.size() + armour.size() - 1))
            .contains("and a line feed"));
  const std::string foreign = "a statement holds nothing but printable ASCII and line feeds";
  CHECK(verdict(with("approve\n", "approve\r\n")) == foreign);
  CHECK(verdict(with("signer: ada",
                     "signer: \xD0\xB0"
                     "da")) == foreign);  // Cyrillic
  CHECK(verdict(with("action: ", "action:\t")) == foreign);
  CHECK(verdict(with("\n-----END", "\n" + std::string(2048, 'A') + "\n-----END"))
            .starts_with("a statement has at most 2048 bytes"));
}

TEST_CASE("every value of a statement has one form") {
  CHECK(verdict(with("5f0c2d7e9b1a4c33", "5F0C2D7E9B1A4C33"))
            .contains("cannot be the value of `project`"));
  CHECK(verdict(with("approve\n", "reject\n")) == "`reject` cannot be the value of `action`");
  CHECK(verdict(with("sha256:2d", "sha256:2D")).contains("cannot be the value of `content`"));
  CHECK(verdict(with("sha256:2d", "sha512:2d")).contains("cannot be the value of `content`"));
  CHECK(verdict(with("sha256:" + digest, "absent")) == "accepted");
  CHECK(verdict(with("sha256:" + digest, "none")).contains("cannot be the value of `content`"));
  for (const std::string revision : {"0", "01", "-1", "1.0", "1e3", "9999999999999999"}) {
    CAPTURE(revision);
    CHECK(verdict(with("revision: 1", "revision: " + revision))
              .contains("cannot be the value of `revision`"));
  }
  CHECK(verdict(with("previous: none", "previous: absent"))
            .contains("cannot be the value of `previous`"));
  CHECK(verdict(with("previous: none", "previous: sha256:" + digest)) == "accepted");
  CHECK(verdict(with("signer: ada", "signer: Ada")).contains("cannot be the value of `signer`"));
  CHECK(verdict(with("09:00:00Z", "09:00:00+00:00")).contains("cannot be the value of `issued`"));
  CHECK(verdict(with("09:00:00Z", "24:00:00Z")).contains("cannot be the value of `issued`"));
}

TEST_CASE("actions and subjects go together") {
  const std::string flag_subject = "flag/checkout@production";
  const std::string step = with(flag_subject, "promotion/checkout/001-pilot");
  CHECK(verdict(step) == "a promotion is not proposed, approved or withdrawn");
  CHECK(verdict(with("approve\n", "promote\n", step)) == "accepted");
  CHECK(verdict(with("approve\n", "promote\n")) == "only plans are promoted");
  CHECK(verdict(with(flag_subject, "set/" + digest)) == "accepted");
  const std::string other = "set/" + std::string(64, 'a');
  CHECK(verdict(with(flag_subject, other)) == "the content of a set is not the set");
}

TEST_CASE("subjects have the form of their kind") {
  for (const std::string good :
       {"flag/a.b@production", "plan/checkout", "profile/safe@production", "release/2.4.0-rc.1",
        "drill/2026-02-12-ks1", "file/trust/policy.yaml", "promotion/checkout/017-pilot"}) {
    CAPTURE(good);
    CHECK(parse_subject(good).has_value());
  }
  for (const std::string bad : {"flag/a",
                                "flag/a@b@c",
                                "flag/@production",
                                "flag/a@",
                                "flags/a@production",
                                "plan/",
                                "plan/a/b",
                                "plan",
                                "",
                                "/",
                                "release/v2.4.0",
                                "file/../x",
                                "file//x",
                                "file/a b",
                                "set/12",
                                "promotion/checkout/1-pilot",
                                "promotion/checkout/000-pilot",
                                "promotion/checkout/001_pilot",
                                "promotion/checkout",
                                "profile/safe"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_subject(bad).has_value());
  }
}

TEST_CASE("a set lists its records once, sorted, in one spelling") {
  const std::string a = "plan/a sha256:" + digest + " 1 none\n";
  const std::string b = "plan/b absent 12 sha256:" + digest + "\n";
  CHECK(set_verdict(a + b) == "accepted");
  CHECK(set_verdict("") == "the set is empty");
  CHECK(set_verdict(b + a) == "the subjects are not sorted, each once");
  CHECK(set_verdict(a + a) == "the subjects are not sorted, each once");
  CHECK(set_verdict(a.substr(0, a.size() - 1)) == "the last line does not end in a line feed");
  CHECK(set_verdict(a + "\n") == "the line is no record");
  CHECK(set_verdict(with(" 1 ", "  1 ", a)) == "the line is no record");
  CHECK(set_verdict(with(" none", " none x", a)) == "the line is no record");
  CHECK(set_verdict(with("plan/a", "set/" + digest, a)) == "the line is no record");
}

TEST_CASE("the place of a statement says what it is about, and who signed") {
  CHECK(messages(read_files({{"flags/checkout.yaml", flag}, {path, header + armour}})).empty());
  const auto moved = [](const std::string& to) {
    return messages(read_files({{"flags/checkout.yaml", flag}, {to, header + armour}}));
  };
  CHECK(moved("approvals/flag/basket@production/ada.approve.approval") ==
        std::vector<std::string>{"EN120 this is about `flag/checkout@production`, but its folder "
                                 "is `flag/basket@production`"});
  CHECK(moved("approvals/flag/checkout@production/ben.approve.approval") ==
        std::vector<std::string>{"EN120 `ada` signs, but the file is named after `ben`"});
  CHECK(moved("approvals/flag/checkout@production/ada.propose.approval") ==
        std::vector<std::string>{"EN120 this is `approve`, but its file is named `ada.propose`"});
}

TEST_CASE("what a statement names must be there") {
  const auto found = [](const std::string& bytes, const std::string& to = path) {
    return messages(read_files({{"flags/checkout.yaml", flag}, {to, bytes}}));
  };
  using Lines = std::vector<std::string>;
  CHECK(found(with("5f0c2d7e9b1a4c33", "5f0c2d7e9b1a4c34")) ==
        Lines{"EN034 this was signed for the project `5f0c2d7e9b1a4c34`"});
  CHECK(found(with("signer: ada", "signer: adam"),
              "approvals/flag/checkout@production/adam.approve.approval") ==
        Lines{"EN102 there is no person `adam`"});
  const std::string staging = "approvals/flag/checkout@staging/ada.approve.approval";
  CHECK(found(with("@production", "@staging"), staging) ==
        Lines{"EN119 there is no flag `checkout` in `staging`"});
  CHECK(
      found(with("sha256:" + digest, "absent", with("@production", "@staging")), staging).empty());
  CHECK(found(with("flag/checkout@production", "plan/checkout"),
              "approvals/plan/checkout/ada.approve.approval") ==
        Lines{"EN119 there is no `releases/stages/checkout.yaml`"});
  CHECK(found(with("flag/checkout@production", "file/trust/people.yaml"),
              "approvals/file/trust/people.yaml/ada.approve.approval")
            .empty());
}

TEST_CASE("a set lies in a folder of its own digest") {
  const std::string records = "plan/a sha256:" + digest + " 1 none\n";
  const std::string name = crypto::hex(crypto::sha256(records));
  CHECK(messages(read_files({{"approvals/set/" + name + "/records", records}})).empty());
  const auto moved = messages(read_files({{"approvals/set/" + digest + "/records", records}}));
  REQUIRE_EQ(moved.size(), 1u);
  CHECK(moved[0].starts_with("EN120"));
}

}  // namespace ensign::model
