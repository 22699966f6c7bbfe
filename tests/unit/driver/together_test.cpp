// What has to wait for what is held back: members of its group, and what it needed when it was
// shipped.
#include "driver/together.h"

#include <doctest/doctest.h>
#include <vector>

namespace ensign::driver {
namespace {

// What people did not sign is carried; `records` are those of what was shipped.
std::map<std::string, std::string> waiting(const std::vector<std::string>& held, const Json& before,
                                           const Json& now, const Records& records = {},
                                           const model::Model& model = {}) {
  std::map<std::string, std::string> all;
  for (const std::string& key : held) all.emplace(key, "still needs 1");
  hold_together(model, "production", before, now, records, all);
  for (const std::string& key : held) all.erase(key);
  return all;
}

std::vector<std::string> keys(const std::map<std::string, std::string>& waits) {
  std::vector<std::string> list;
  for (const auto& [key, why] : waits) list.push_back(key);
  return list;
}

Json serving(const std::string& variant) { return Json::object({{"defaultVariant", variant}}); }

// In a group whose members have these slots; the names of the rest is empty.
Json in_group(const std::string& key, const std::vector<std::pair<std::string, int>>& slots,
              const std::string& salt = "lab") {
  Json arguments = Json::array();
  arguments.push(Json::object({{"cat", Json::array({salt, ":"})}}));
  for (const auto& [name, weight] : slots) arguments.push(Json::array({name, weight}));
  const Json slot = Json::object({{"fractional", std::move(arguments)}});
  const Json outside =
      Json::object({{"!", Json::array({Json::object({{"===", Json::array({slot, key})}})})}});
  return Json::object({{"defaultVariant", "on"},
                       {"targeting", Json::object({{"if", Json::array({outside, "off"})}})}});
}

using Group = std::vector<std::pair<std::string, int>>;

Json members(const std::vector<std::string>& list, const Group& slots) {
  Json flags = Json::object();
  for (const std::string& key : list) flags.set(key, in_group(key, slots));
  return flags;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("of a group either all members change or none") {
  const Group old{{"a", 50'000}, {"b", 50'000}};
  const Group moved{{"a", 20'000}, {"b", 80'000}};
  const Json before = members({"a", "b"}, old);
  CHECK(keys(waiting({"a"}, before, members({"a", "b"}, moved))) == Keys{"b"});
  CHECK(waiting({"a"}, before, members({"a", "b"}, moved)).at("b") ==
        "shares a group with `a`, which still needs 1");
  // Who changed in something else only need not wait.
  Json other = members({"a"}, old);
  Json b = in_group("b", old);
  b.set("metadata", 1);
  other.set("b", b);
  CHECK(waiting({"a"}, before, other).empty());

  // A new member would get a slot that `a` still has.
  const Group wider{{"a", 20'000}, {"b", 50'000}, {"c", 30'000}};
  CHECK(keys(waiting({"a"}, before, members({"a", "b", "c"}, wider))) == Keys{"b", "c"});
  // A new member that waits is in nobody's way.
  CHECK(waiting({"c"}, before, members({"a", "b", "c"}, wider)).empty());
  // One that goes with approval leaves its slot to nobody; who would take it waits.
  CHECK(waiting({"a"}, before, members({"a"}, {{"a", 100'000}})).empty());
  CHECK(keys(waiting({"a"}, members({"a", "b", "c"}, wider), members({"a", "b"}, old))) ==
        Keys{"b"});
  // One that was taken out of its group, and may not leave it yet.
  Json left = members({"b"}, {{"b", 100'000}});
  left.set("a", serving("on"));
  CHECK(keys(waiting({"a"}, before, left)) == Keys{"b"});
  // One whose removal is not approved.
  CHECK(keys(waiting({"a"}, before, members({"b"}, {{"b", 100'000}}))) == Keys{"b"});
}

TEST_CASE("a member that waits holds those of its other group") {
  const Group first{{"a", 50'000}, {"b", 50'000}};
  const Group second{{"c", 50'000}, {"d", 50'000}};
  Json before = members({"a", "b"}, first);
  for (const char* key : {"c", "d"}) before.set(key, in_group(key, second, "other"));
  // `b` moves over to the other group.
  const Group grown{{"b", 20'000}, {"c", 40'000}, {"d", 40'000}};
  Json now = members({"a"}, {{"a", 100'000}});
  for (const char* key : {"b", "c", "d"}) now.set(key, in_group(key, grown, "other"));
  CHECK(keys(waiting({"a"}, before, now)) == Keys{"b", "c", "d"});
}

TEST_CASE("what was shipped needs what it needed then, though the model says so no more") {
  const std::string record =
      R"({"governs":{"fallback":{"serve":"off","tier":1},"requires":[{"flag":"b","serve":"on"}]}})";
  const Records records{{"flag/a@production", record}};
  const Json before = Json::object({{"a", serving("on")}, {"b", serving("on")}});
  SUBCASE("it is gone, and may not go yet") {
    const Json now = Json::object({{"b", serving("off")}});
    CHECK(keys(waiting({"a"}, before, now, records)) == Keys{"b"});
    CHECK(keys(waiting({"a"}, before, Json::object(), records)) == Keys{"b"});
  }
  SUBCASE("it would not need it, which is not approved") {
    const Json now = Json::object({{"a", serving("on")}, {"b", serving("off")}});
    CHECK(keys(waiting({"a"}, before, now, records)) == Keys{"b"});
    CHECK(waiting({"a"}, before, now).empty());
  }
  SUBCASE("it serves its fallback") {
    const Json off = Json::object({{"a", serving("off")}, {"b", serving("on")}});
    CHECK(waiting({"a"}, off, Json::object({{"b", serving("off")}}), records).empty());
  }
  SUBCASE("it is not held") {
    const Json now = Json::object({{"a", serving("on")}, {"b", serving("off")}});
    CHECK(waiting({"c"}, before, now, records).empty());
  }
}

}  // namespace ensign::driver
