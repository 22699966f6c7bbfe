#include "corpus/corpus.h"

namespace ensign::corpus {

// A root that holds by itself, of the keys in tests/rule_pages/keys; each fault changes one thing.
constexpr std::string_view sound =
    R"({"expires":"2028-01-01T00:00:00Z","format":"ensign-root/1","keys":{"A3)"
    R"(819C94956E13C8":{"minisign":"RWTIE26VlJyBowBgulUe616UPHLZMfsYjET0xposa)"
    R"(LHG9w9DO2LDJlWV"},"SHA256:92gACv1Y0basQGDYDWs4jAFC62QZdqaWqc4ZFOopDYw")"
    R"(:{"person":"ada","ssh":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMJh+UKfsT)"
    R"(1YbA/nBqZzJG8T0ieLr/tX+DeYSBtc+2Bu"}},"project":"5f0c2d7e9b1a4c33","ro)"
    R"(les":{"policy":{"keys":["SHA256:92gACv1Y0basQGDYDWs4jAFC62QZdqaWqc4ZFO)"
    R"(opDYw"],"threshold":1},"project":{"keys":["SHA256:92gACv1Y0basQGDYDWs4)"
    R"(jAFC62QZdqaWqc4ZFOopDYw"],"threshold":1},"root":{"keys":["A3819C94956E)"
    R"(13C8"],"threshold":1},"roster":{"keys":["SHA256:92gACv1Y0basQGDYDWs4jA)"
    R"(FC62QZdqaWqc4ZFOopDYw"],"threshold":1}},"version":1})"
    "\n";

// Leaves `from` out when nothing is put in its place.
std::string root_with(std::string_view from, std::string_view to) {
  std::string text(sound);
  const auto at = text.find(from);
  return at == text.npos ? "" : text.replace(at, from.size(), to);
}

// From `begin` up to `end`, which stays.
std::string root_between(std::string_view begin, std::string_view end, std::string_view to) {
  std::string text(sound);
  const auto from = text.find(begin);
  const auto until = from == text.npos ? from : text.find(end, from);
  return until == text.npos ? "" : text.replace(from, until - from, to);
}

const std::string no_object = "[]\n";
const std::string surplus = root_with(R"("version":1)", R"("version":1,"zone":1)");
const std::string no_project = root_with(R"("project":"5f0c2d7e9b1a4c33",)", R"()");
const std::string no_text = root_with(R"("project":"5f0c2d7e9b1a4c33")", R"("project":1)");
const std::string no_number = root_with(R"("version":1)", R"("version":0)");
const std::string person = root_with(R"("person":"ada")", R"("person":"Ada")");
const std::string other_id = root_with(R"(A3819C94956E13C8)", R"(0000000000000001)");
const std::string damaged =
    root_with(R"(RWTIE26VlJyBowBgulUe616UPHLZMfsYjET0xposaLHG9w9DO2LDJlWV)", R"(RW)");
constexpr std::string_view twin = R"("1111111111111111":{"minisign":)"
                                  R"("RWQREREREREREQBgulUe616UPHLZMfsYjET0xposaLHG9w9DO2LDJlWV"},)";
const std::string twins = root_with(R"("keys":{)", std::string(R"("keys":{)") + std::string(twin));
const std::string no_role =
    root_with(R"("roles":{)", R"("roles":{"signer":{"keys":[],"threshold":1},)");
const std::string no_list = root_with(R"("keys":["A3819C94956E13C8"])", R"("keys":1)");
const std::string no_key = root_with(R"("keys":["A3819C94956E13C8"])", R"("keys":["7"])");
const std::string wrong_kind =
    root_with(R"("keys":["A3819C94956E13C8"])",
              R"("keys":["SHA256:92gACv1Y0basQGDYDWs4jAFC62QZdqaWqc4ZFOopDYw"])");
const std::string twice = root_with(R"("keys":["A3819C94956E13C8"])",
                                    R"("keys":["A3819C94956E13C8","A3819C94956E13C8"])");
const std::string other_format = root_with(R"(ensign-root/1)", R"(ensign-root/2)");
const std::string no_digits = root_with(R"(5f0c2d7e9b1a4c33)", R"(5F0C2D7E9B1A4C33)");
const std::string no_moment = root_with(R"(2028-01-01T00:00:00Z)", R"(2028-01-01)");
const std::string no_roles = root_between(R"("roles")", R"(,"version")", R"("roles":[])");
const std::string nobody = root_between(R"(,"roster")", R"(},"version")", "");
const std::string no_json = "root";
const std::string two_versions = root_with(R"("version":1)", R"("version":1,"version":1)");
const std::string huge = root_with(R"("version":1)", R"("version":18446744073709551615)");

const std::vector<Fault>& faults_of_roots() {
  using enum Kind;
  static const std::vector<Fault> all{
      {stray, "trust/root/10#.json", no_object, "EN036", ""},
      {stray, "trust/root/10#.json", surplus, "EN036", ""},
      {stray, "trust/root/10#.json", no_project, "EN036", ""},
      {stray, "trust/root/10#.json", no_text, "EN036", ""},
      {stray, "trust/root/10#.json", no_number, "EN036", ""},
      {stray, "trust/root/10#.json", person, "EN036", ""},
      {stray, "trust/root/10#.json", other_id, "EN036", ""},
      {stray, "trust/root/10#.json", damaged, "EN036", ""},
      {stray, "trust/root/10#.json", twins, "EN036", ""},
      {stray, "trust/root/10#.json", no_role, "EN036", ""},
      {stray, "trust/root/10#.json", no_list, "EN036", ""},
      {stray, "trust/root/10#.json", no_key, "EN036", ""},
      {stray, "trust/root/10#.json", wrong_kind, "EN036", ""},
      {stray, "trust/root/10#.json", twice, "EN036", ""},
      {stray, "trust/root/10#.json", other_format, "EN036", ""},
      {stray, "trust/root/10#.json", no_digits, "EN036", ""},
      {stray, "trust/root/10#.json", no_moment, "EN036", ""},
      {stray, "trust/root/10#.json", no_roles, "EN036", ""},
      {stray, "trust/root/10#.json", nobody, "EN036", ""},
      {stray, "trust/root/10#.json", no_json, "EN036", ""},
      {stray, "trust/root/10#.json", two_versions, "EN036", ""},
      {stray, "trust/root/10#.json", huge, "EN036", ""},
      {stray, "trust/root/10#.json", sound, "EN120", ""},
      {stray, "trust/honoured/#.txt", "\n", "EN037", ""},
      {stray, "trust/honoured/list-#.txt", "", "EN124", ""},
      {stray, "trust/root/root-#.json", "", "EN124", ""},
      {people, "roles:", "suspended: [nobodys-key]\nroles:", "EN034", "nobodys-key"},
  };
  return all;
}

}  // namespace ensign::corpus
