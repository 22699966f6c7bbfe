#include "corpus/corpus.h"

namespace ensign::corpus {

// By stock ssh-keygen, with the namespace that is meant for files.
constexpr std::string_view signed_as_file = R"(issued: 2026-05-20T09:00:00Z
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgVlNA/SgZwVZlAqIleQvHx7xhXa
5VuxgsI0j0WhSlfjIAAAAEZmlsZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUx
OQAAAEDWnNrecAl8aoFTRcYUKbWFo3qgZUKvVa4utdWvY8OZWwl9F7tKbeoqYDj3cSCoo7
wfn+wRHjoLkOjD51St/2oA
-----END SSH SIGNATURE-----
)";

constexpr std::string_view as_approval = R"(issued: 2026-05-20T09:00:00Z
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgOdm2lnr1bcWQRYw5lrgfUHsdWU
jfu/ARhVfztc6piLEAAAASYXBwcm92YWwudjFAZW5zaWduAAAAAAAAAAZzaGE1MTIAAABT
AAAAC3NzaC1lZDI1NTE5AAAAQFdxA82dbGJtOKzY7C1jv5yjBKO2Rd0uiAt8jwlOwl20Ay
GXeQtcQ4Ew7Exvj7X4QVNQxZUN7GfGfw50Un/ZggY=
-----END SSH SIGNATURE-----
)";

constexpr std::string_view beginning = "ensign-approval/1\nproject: 5f0c2d7e9b1a4c33\n";

std::string statement_with(std::string_view lines, std::string_view end) {
  return std::string(beginning) + std::string(lines) +
         "revision: 1\nprevious: none\nsigner: ada\n" + std::string(end);
}

const std::string digits(64, '7'), other_digits(64, '8');
const std::string set_removed =
    statement_with("action: approve\nsubject: set/" + digits + "\ncontent: absent\n", as_approval);
const std::string set_removed_path = "approvals/set/" + digits + "/ada.approve.approval";
const std::string set_of_others = statement_with(
    "action: approve\nsubject: set/" + other_digits + "\ncontent: sha256:" + digits + "\n",
    as_approval);
const std::string set_of_others_path = "approvals/set/" + other_digits + "/ada.approve.approval";
const std::string unknown_step = statement_with(
    "action: promote\nsubject: promotion/common/001-pilots\ncontent: sha256:" + digits + "\n",
    as_approval);
const std::string other_place = statement_with(
    "action: approve\nsubject: profile/known-safe@staging\ncontent: sha256:" + digits + "\n",
    as_approval);
const std::string too_long(3'000, 'a');

const std::vector<Fault>& faults_of_statements() {
  using enum Kind;
  static const std::vector<Fault> all{
      {statement, "ensign-approval/1", "ensign-approval/2", "EN035", "ensign-approval/2"},
      {statement, "project: 5f0c2d7e9b1a4c33", "project: corpus", "EN035", "corpus"},
      {statement, "project: 5f0c2d7e9b1a4c33", "project: 5f0c2d7e9b1a4c34", "EN034",
       "5f0c2d7e9b1a4c34"},
      {statement, "action: approve", "action: accept", "EN035", "accept"},
      {statement, "action: approve", "action: promote", "EN035", "promote"},
      {statement, "action: approve", "action: propose", "EN120", "propose"},
      {statement, "subject: flag/feature-#@production", "subject: feature-#", "EN035", "feature-#"},
      {statement, "subject: flag/feature-#@production", "subject: flag/common@production", "EN120",
       "flag/common@production"},
      {statement, "subject: flag/feature-#@production", "subject: promotion/common/001-pilot",
       "EN035", "approve"},
      {statement, "content: sha256:2d", "content: md5:2d", "EN035", ""},
      {statement, "revision: 1", "revision: 0", "EN035", "0"},
      {statement, "revision: 1\nprevious: none", "previous: none\nrevision: 1", "EN035",
       "previous: none"},
      {statement, "revision: 1\n", "version: 1\n", "EN035", "version: 1"},
      {statement, "previous: none", "previous: nothing", "EN035", "nothing"},
      {statement, "signer: ada", "signer: Ada", "EN035", "Ada"},
      {statement, "signer: ada", "signer: ben", "EN120", "ben"},
      {statement, "issued: 2026-05-20T09:00:00Z", "issued: yesterday", "EN035", "yesterday"},
      {statement, "issued: 2026-05-20T09:00:00Z\n", "", "EN035", ""},
      {statement, "issued: 2026-05-20T09:00:00Z\n", "issued: 2026-05-20T09:00:00Z\nnote: late\n",
       "EN035", "note: late\n"},
      {statement, "signer: ada",
       "signer: \xD0\xB0"
       "da",
       "EN035", "\xD0"},
      {statement, "-----BEGIN SSH SIGNATURE-----", "-----BEGIN SIGNATURE-----", "EN035", ""},
      {statement, "U1NIU0lHAAAAAQ", "U1NIU0lHAAAAAg", "EN035", ""},
      {statement, as_approval, signed_as_file, "EN035", ""},
      {statement, "issued: 2026-05-20T09:00:00Z", too_long, "EN035", ""},
      {stray, set_removed_path, set_removed, "EN035", "absent"},
      {stray, set_of_others_path, set_of_others, "EN035", ""},
      {stray, "approvals/promotion/common/001-pilots/ada.promote.approval", unknown_step, "EN119",
       "promotion/common/001-pilots"},
      {stray, "approvals/profile/known-safe@staging/ada.approve.approval", other_place, "EN119",
       "profile/known-safe@staging"},
      {record_set, "absent 1 none", "absent 2 none", "EN120", ""},
      {record_set, "absent 1 none\n", "absent 1 none", "EN035",
       "flag/feature-#@production absent 1 none"},
      {record_set, "absent 1 none", "absent 1", "EN035", "flag/feature-#@production absent 1"},
      {record_set, "flag/feature-#@production absent 1 none\n",
       "flag/common@production absent 3 none\n", "EN035", "flag/common@production"},
      {record_set,
       "flag/common@production absent 3 none\nflag/feature-#@production absent 1 none\n", "",
       "EN035", ""},
  };
  return all;
}

}  // namespace ensign::corpus
