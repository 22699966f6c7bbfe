// The record of each kind of subject against JSON that was written by hand from DESIGN and
// docs/lowering.md.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lower/lower.h"
#include "record/small_repository.h"

using namespace ensign;
using namespace ensign::test;

namespace {

const std::string governs =
    R"("governs":{"code_default":"off","expires":"2026-12-31","exposure":["client","server"],)"
    R"("fallback":{"serve":"off","tier":1},"kill_switch":"KS1","on_expiry":"keep",)"
    R"("owner":"team-web","playbook":"rollbacks/checkout.md",)"
    R"("requires":[{"flag":"payments","serve":"on"}],"risk":"L2","type":"release",)"
    R"("value":"boolean"},)";

std::string flag_record(std::string_view serves) {
  return R"({"format":"ensign-record/1",)" + governs +
         fmt::format(R"("lowering":1,"serves":{},"subject":"flag/checkout@production"}})", serves);
}

// sha256 of {"in":[{"var":"workspace"},["w1","w2"]]}, as sha256sum(1) has it (docs/lowering.md).
const std::string pilots = R"({"$ref":"pilots.d37edd60dfb6c584958d0cb623e170da"})";
const std::string is_there = R"({"!==":[{"var":"workspace"},null]})";
const std::string not_empty = R"({"!==":[{"var":"workspace"},""]})";
const std::string of_pilots = R"({"and":[)" + is_there + "," + pilots + "]}";

std::string served(std::string_view chain) {
  return fmt::format(R"({{"defaultVariant":"off","state":"ENABLED","targeting":{{"if":[{},null]}},)"
                     R"("variants":{{"off":false,"on":true}}}})",
                     chain);
}

std::string fixed(std::string_view variant) {
  return fmt::format(
      R"({{"defaultVariant":"{}","state":"ENABLED","variants":{{"off":false,"on":true}}}})",
      variant);
}

std::string content(std::string_view text) { return "sha256:" + crypto::hex(crypto::sha256(text)); }

}  // namespace

TEST_CASE("the record of a flag is what clients evaluate and what it is governed by") {
  const Repository repository(small_repository());
  const auto record = repository.record("flag/checkout@production");
  CHECK_EQ(record.subject, "flag/checkout@production");
  CHECK_EQ(record.bytes, flag_record(served(of_pilots + R"(,"on")")));
  CHECK(record.digest == crypto::sha256(record.bytes));
  const auto parsed = model::parse_subject("flag/checkout@nowhere");
  CHECK_FALSE(record::find_record(repository.model, repository.snapshot, *parsed).has_value());
}

TEST_CASE("a plan holds what each stage makes of each flag, and what moves it") {
  const Repository repository(small_repository());
  const std::string pilot = flag_record(
      served(of_pilots + R"(,"on",{"and":[)" + is_there + "," + pilots + "," + not_empty +
             R"(]},{"fractional":[{"cat":[{"var":"$flagd.flagKey"},":",{"var":"workspace"}]},)"
             R"(["on",25000],["off",75000]]})"));
  std::string everybody = served(of_pilots + R"(,"on")");
  everybody.replace(everybody.find(R"("off")"), 5, R"("on")");
  everybody = flag_record(everybody);
  // clang-format off
  const std::string threshold =
      R"({"at_least":null,"at_most":0.005,"comparison":"increase","metric":"errors",)"
      R"("query":"errors-per-request","unit":"ratio","window":300})";
  // clang-format on
  const std::string nothing =
      R"("advance":null,"entry":[],"environment":"production","exit":[)"
      R"({"gate":"go","items":[],"role":"product-owner","stage":null,"threshold":null,)"
      R"("type":"sign-off","window":null}],)";
  const std::string ready =
      R"("advance":null,"entry":[{"gate":"ready","items":["Support knows"],"role":null,)"
      R"("stage":null,"threshold":null,"type":"checklist","window":null}],)"
      R"("environment":"production","exit":[],)";
  const auto flags = [](const std::string& record) {
    return fmt::format(R"("flags":{{"checkout":{{"record":"{}","serve":"on"}}}},)",
                       content(record));
  };
  const std::string first =
      nothing + flags(pilot) +
      R"("optional":false,"percentage":25,"risk":null,"rollback":null,"scope":"workspace",)"
      R"("segment":"pilots","soak":172800,"stage":"pilot","steps":[])";
  const std::string second =
      ready + flags(everybody) +
      R"("optional":false,"percentage":100,"risk":null,"rollback":null,"scope":null,)"
      R"("segment":null,"soak":null,"stage":"everybody","steps":[])";
  CHECK_EQ(repository.record("plan/checkout").bytes,
           R"({"format":"ensign-record/1","lowering":1,"owner":"team-web","stages":[{)" + first +
               "},{" + second +
               R"(}],"subject":"plan/checkout","transitions":"product-owner","triggers":[)"
               R"({"class":"P0","playbook":"rollbacks/checkout.md","threshold":)" +
               threshold + R"(,"trigger":"errors"}]})");
}

TEST_CASE("a profile holds the record of each flag with one variant for everybody") {
  const Repository repository(small_repository());
  const std::string payments = R"({"format":"ensign-record/1",)"
                               R"("governs":{"code_default":null,"expires":"permanent",)"
                               R"("exposure":[],"fallback":{"serve":"off","tier":0},)"
                               R"("kill_switch":null,"on_expiry":"keep","owner":"team-ops",)"
                               R"("playbook":null,"requires":[],"risk":"L1",)"
                               R"("type":"permission","value":"boolean"},"lowering":1,"serves":)" +
                               fixed("on") + R"(,"subject":"flag/payments@production"})";
  CHECK_EQ(repository.record("profile/safe@production").bytes,
           fmt::format(R"({{"flags":{{"checkout":{{"record":"{}","serve":"off"}},)"
                       R"("payments":{{"record":"{}","serve":"on"}}}},)"
                       R"("format":"ensign-record/1","lowering":1,"owner":"team-ops",)"
                       R"("subject":"profile/safe@production"}})",
                       content(flag_record(fixed("off"))), content(payments)));
}

TEST_CASE("a release, a drill and a file") {
  const Repository repository(small_repository());
  CHECK_EQ(repository.record("release/2.4.0").bytes,
           R"({"entries":["shorter-checkout"],"format":"ensign-record/1","release":{)"
           R"("approvers":["product-owner"],"checklists":{"quality":[{"item":"All tests pass"}]},)"
           R"("known_issues":[],"level":"L2","milestone":"v2.4","owner":"team-web",)"
           R"("state":"planned","title":"Checkout","type":"minor","version":"2.4.0"},)"
           R"("subject":"release/2.4.0"})");
  CHECK_EQ(
      repository.record("drill/2026-05-01-checkout").bytes,
      R"({"drill":{"by":["ada","ben"],"environment":"staging","evidence":[],)"
      R"("kill_switch":"KS1","kind":"kill-switch","mitigated_after":null,"owner":"team-ops",)"
      R"("plan":null,"playbook":"rollbacks/checkout.md","procedure":)"
      R"("sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",)"
      R"("result":"passed","scenario":null,"stage":null,"times":{"detection":60,"execution":120}},)"
      R"("format":"ensign-record/1","subject":"drill/2026-05-01-checkout"})");
  CHECK_EQ(repository.record("file/flags/segments/pilots.yaml").bytes,
           small_repository().at("flags/segments/pilots.yaml"));
  const auto absent = model::parse_subject("file/flags/nothing.yaml");
  CHECK_FALSE(record::find_record(repository.model, repository.snapshot, *absent).has_value());
}

TEST_CASE("the killed form of a record is its fallback for everybody") {
  const Repository repository(small_repository());
  const model::Flag& flag = repository.model.at(*repository.model.flag("checkout"));
  Json record = Json::object({{"serves", lower::lower_flag(repository.model, flag, 1).flag},
                              {"governs", Json::object({{"fallback", Json()}})}});
  CHECK_FALSE(record::killed_form(record).has_value());
  record.members()->back().second =
      Json::object({{"fallback", Json::object({{"tier", 1}, {"serve", "off"}})}});
  const auto killed = record::killed_form(record);
  REQUIRE(killed.has_value());
  CHECK_EQ(canonical(*killed->find("serves")), fixed("off"));
  CHECK(*killed->find("governs") == *record.find("governs"));
  CHECK_FALSE(record::fixed_form(record, "blue").has_value());
}

TEST_CASE(
    "all records of an environment at once are those of each flag, at any number of threads") {
  const Repository repository(small_repository());
  const auto one = record::flag_records(repository.model, 1, 1);
  const auto many = record::flag_records(repository.model, 1, 8);
  REQUIRE_EQ(one.size(), 4u);
  REQUIRE_EQ(many.size(), one.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK_EQ(many[i].bytes, one[i].bytes);
    CHECK_EQ(one[i].bytes, repository.record(one[i].subject).bytes);
  }
  CHECK_EQ(record::flag_records(repository.model, 0, 8).size(), 2u);
}
