// ensign.yaml and the files of trust/ that are not the policy.
#include <doctest/doctest.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

using Lines = std::vector<std::string>;

ReadResult with_config(const std::string& more) {
  return read_files(
      {{"ensign.yaml", rule_pages::source_file("tests/rule_pages/ensign.yaml") + more}});
}

std::string waiver(std::string_view id, std::string_view created, std::string_view more = "") {
  return "waiver: " + std::string(id) +
         "\nrule: EN201\nsubject: ensign.yaml\nreason: It is late.\nowner: ada\ncreated: " +
         std::string(created) + "\nexpires: 2026-06-30\n" + std::string(more);
}

}  // namespace

TEST_CASE("the day of adoption begins ninety days of grace, or as many as are written") {
  const auto adopted = with_config("adopted: 2026-01-01\n").model.config.adopted;
  REQUIRE(adopted);
  CHECK_EQ(to_string(*adopted->until), "2026-04-01");  // 31 + 28 + 31 days
  const auto short_form = with_config("adopted: { on: 2026-01-01 }\n").model.config.adopted;
  REQUIRE(short_form);
  CHECK_EQ(to_string(*short_form->until), "2026-04-01");
  const auto longer =
      with_config("adopted: { on: 2026-01-01, until: 2026-12-31 }\n").model.config.adopted;
  REQUIRE(longer);
  CHECK_EQ(to_string(*longer->until), "2026-12-31");
  CHECK(messages(with_config("adopted: { on: 2026-01-02, until: 2026-01-01 }\n")) ==
        Lines{"EN034 the grace ends before Ensign was adopted"});
}

TEST_CASE("outputs, targets, code and channels of ensign.yaml") {
  const ReadResult result = with_config(
      "site: public\n"
      "outputs: [prometheus, allowed-signers]\n"
      "targets: { web: { environments: [production], exposure: client,\n"
      "                  known: { plan: team, age: 3 } } }\n"
      "code: { functions: [is_enabled], environment: \"FEATURE_{KEY}\", paths: [\"src/**\"] }\n"
      "channels: { main: [staging], release/v2: { environments: [production],\n"
      "            promotion: manual, access: maintainers } }\n");
  CHECK(messages(result).empty());
  const Config& read = result.model.config;
  CHECK(*read.site == SiteKind::open);
  CHECK(*read.outputs[1] == Output::allowed_signers);
  REQUIRE_EQ(read.targets.size(), 1u);
  CHECK(*read.targets[0].known[0].value == Json("team"));
  CHECK_EQ(*read.code.functions[0], "is_enabled");
  REQUIRE_EQ(read.channels.size(), 2u);
  CHECK(**read.channels[1].promotion == Promotion::manual);
}

TEST_CASE("what a target knows must be an attribute, and one of its values") {
  const auto known = [](const std::string& text) {
    return messages(with_config("targets: { web: { known: { " + text + " } } }\n"));
  };
  CHECK(known("plann: team") == Lines{"EN105 there is no attribute `plann`"});
  CHECK(known("plan: gold") == Lines{"EN025 `plan` is never `gold`"});
  CHECK(known("age: old") == Lines{"EN024 `age` is never `old`: its type is integer"});
  CHECK(messages(with_config("targets: { web: { flags: [x], environments: [live] } }\n")) ==
        Lines{"EN108 there is no flag `x`", "EN104 there is no environment `live`"});
  CHECK(messages(with_config("code: { environment: FEATURE }\n")) ==
        Lines{"EN034 `FEATURE` names the same variable for every flag"});
}

TEST_CASE("people have keys, and a key that cannot be read says how to make one") {
  const std::string key =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDnZtpZ69W3FkEWMOZa4H1B7HVlI37vwEYVX87XOqYix";
  const auto people = [](const std::string& ada) {
    return read_files({{"trust/people.yaml", "people: { ada: " + ada + " }\n"}});
  };
  const ReadResult read = people("{ left: 2026-05-01, keys: [ { key: " + key +
                                 " ada, state: retired, from: 2026-01-01 } ] }");
  CHECK(messages(read).empty());
  const Person& ada = read.model.people[0];
  REQUIRE_EQ(ada.keys.size(), 1u);
  CHECK(*ada.keys[0].state == KeyState::retired);
  CHECK_EQ(ada.keys[0].key.comment, "ada");
  CHECK_EQ(to_string(**ada.left), "2026-05-01");
  const ReadResult rsa = people("{ keys: [ { key: ssh-rsa AAAA } ] }");
  CHECK(messages(rsa) == Lines{"EN034 keys of type `ssh-rsa` are not used here"});
  CHECK(rsa.report.findings()[0].help.contains("ssh-keygen -t ed25519"));
  CHECK(
      messages(people("{ keys: [ { key: " + key + ", from: 2026-02-01, until: 2026-01-31 } ] }")) ==
      Lines{"EN034 the key ends before it begins"});
  CHECK(messages(people("{ minisign: RW1 }")) ==
        Lines{"EN034 the public key is not canonical base64 of 42 bytes"});
}

TEST_CASE("waivers end, and renew older ones") {
  const auto second = [](std::string_view created, std::string_view more) {
    return messages(read_files({{"trust/waivers/first.yaml", waiver("first", "2026-05-10")},
                                {"trust/waivers/second.yaml", waiver("second", created, more)}}));
  };
  CHECK(second("2026-05-20", "renews: first\napproved: ben\n").empty());
  CHECK(second("2026-05-20", "renews: fist\n") == Lines{"EN119 there is no waiver `fist`"});
  CHECK(second("2026-05-10", "renews: first\n") ==
        Lines{"EN034 waiver `first` is not older than this one"});
  CHECK(second("2026-05-20", "renews: second\n") ==
        Lines{"EN034 waiver `second` is not older than this one"});
  CHECK(second("2026-07-01", "") == Lines{"EN034 the waiver expires before it was created"});
}

}  // namespace ensign::model
