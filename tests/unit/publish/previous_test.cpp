// The output before, verified as a client would: what is taken, and every refusal.

#include "publish/previous.h"

#include <filesystem>

#include "publish/log.h"
#include "publish/published.h"

using namespace ensign;
using namespace ensign::test;

namespace {

constexpr const char* bundle_json = "bundles/production/bundle.json";
const std::string first_signature = std::string(bundle_json) + ".0101010101010101.minisig";

std::vector<crypto::PublicKey> keys(std::vector<std::uint8_t> numbers) {
  std::vector<crypto::PublicKey> result;
  for (const std::uint8_t number : numbers) result.push_back(key_of(number).public_key());
  return result;
}

// What is said against the folder; empty when it is taken.
std::string refused(const Published& before, std::vector<std::uint8_t> numbers = {1}) {
  const auto all = keys(std::move(numbers));
  const auto bundles = publish::read_previous(before.folder(), project, {"production"}, all);
  if (!bundles) return bundles.error().message;
  if (bundles->empty()) return "nothing there";
  const auto log = publish::read_log(before.folder(), bundles->at("production"), all);
  return log ? "" : log.error().message;
}

bool says(const std::string& message, const std::string& words) {
  CAPTURE(message);
  return message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a folder as a build leaves it is taken, log and all") {
  Published before;
  for (std::int64_t seq = 1; seq <= 3; ++seq) before.issue(seq);
  CHECK(refused(before) == "");
  CHECK(refused(before, {}) == "");
  const auto all = keys({1});
  const auto bundles = publish::read_previous(before.folder(), project, {"production"}, all);
  REQUIRE(bundles.has_value());
  CHECK(bundles->at("production").seq == 3);
  CHECK(bundles->at("production").sha256 == before.digest());
  const auto log = publish::read_log(before.folder(), bundles->at("production"), all);
  REQUIRE(log.has_value());
  CHECK(log->files.size() == 6);  // three entries and their signatures
  CHECK(log->newest.path == "bundles/log/production/3.json");
  for (const auto& file : log->files) CHECK(file.bytes == before.read(file.path));
}

TEST_CASE("a key that signs from now on vouches for what older keys signed") {
  Published before({1, 2});
  before.issue(1);
  before.issue(2);
  before.remove("bundles/log/production/1.json.0202020202020202.minisig");
  CHECK(refused(before, {2}) == "");
  CHECK(refused(before, {2, 3}) == "");
  before.remove("bundles/log/production/2.json.0202020202020202.minisig");
  CHECK(says(refused(before, {2}), "2.json: not signed by any of the given keys"));
  CHECK(refused(before, {1}) == "");
}

TEST_CASE("the bundle: signature on raw bytes, project, environment, comment, form") {
  Published before;
  before.issue(1);
  const std::string good = before.read(bundle_json);
  const std::string signature = before.read(first_signature);
  CHECK(says(refused(before, {2}), "not signed by any of the given keys"));
  CHECK(says(refused(before, {2, 3}), "not signed by any of the given keys"));
  before.write(bundle_json, good + " ");
  CHECK(says(refused(before), first_signature));
  // The signature comes first: bytes that are no JSON at all are refused for it.
  before.write(bundle_json, "{");
  CHECK(says(refused(before), first_signature));
  before.write(bundle_json, good);
  before.write(first_signature, with(signature, "seq=1 ", "seq=2 "));
  CHECK(says(refused(before), first_signature));
  before.write(first_signature, "not a signature\n");
  CHECK(says(refused(before), first_signature));
  const auto resigned = [&](const std::string& bytes, const std::string& comment) {
    before.write_signed(bundle_json, bytes, comment);
    return refused(before);
  };
  const std::string comment =
      "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production seq=1 "
      "issued=2026-10-01T00:00:00Z expires=2026-10-31T00:00:00Z";
  CHECK(resigned(good, comment) == "");
  CHECK(says(resigned(good, with(comment, "seq=1", "seq=2")), "belongs to another bundle"));
  CHECK(says(resigned(good, with(comment, "env=production", "env=production target=web")),
             "belongs to another bundle"));
  CHECK(says(resigned(good, "timestamp:1"), "belongs to another bundle"));
  CHECK(says(resigned(with(good, R"("env":"production")", R"("env":"staging")"), comment),
             "environment `staging`"));
  CHECK(
      says(resigned(with(good, project, "0000000000000000"), comment), "project 0000000000000000"));
  CHECK(
      says(resigned(with(good, R"("seq":1)", R"("seq":0)"), comment), "`seq` is no whole number"));
  CHECK(says(resigned(with(good, R"("prev":null)", R"("prev":"x")"), comment), "`prev`"));
  CHECK(says(resigned(" " + good, comment), "not canonical JSON"));
  CHECK(says(resigned(with(good, R"("source":{"commit":null,"tree":null})",
                           R"("source":{"commit":null,"tree":null},"target":{})"),
                      comment),
             "it is a target"));
}

TEST_CASE("every signature of a given key has to hold, not only the first") {
  Published before({1, 2});
  before.issue(1);
  CHECK(refused(before, {1, 2}) == "");
  before.write(std::string(bundle_json) + ".0202020202020202.minisig",
               before.read(first_signature));
  CHECK(says(refused(before, {1, 2}), "0202020202020202.minisig"));
  CHECK(refused(before, {1}) == "");
}

TEST_CASE("a log without its bundle is a loss, not a beginning") {
  Published before;
  before.issue(1);
  before.remove(bundle_json);
  CHECK(says(refused(before), "bundle.json is missing, but there is a log of it"));
  before.remove("bundles/log/production/1.json");
  CHECK(refused(before) == "nothing there");
}

TEST_CASE("every break of the log is named by its entry") {
  const auto broken = [](auto damage) {
    Published before;
    for (std::int64_t seq = 1; seq <= 3; ++seq) before.issue(seq);
    damage(before);
    return refused(before);
  };
  const std::string log = "bundles/log/production/";
  for (const std::string name : {"1.json", "2.json", "3.json"}) {
    CHECK(says(broken([&](Published& before) { before.remove(log + name); }),
               name + " is missing from the log"));
    CHECK(says(broken([&](Published& before) {
                 before.write(log + name, with(before.read(log + name), "[]", "[0]"));
               }),
               name));
  }
  CHECK(says(
      broken([&](Published& before) { std::filesystem::remove_all(before.path("bundles/log")); }),
      "1.json is missing from the log of `production`, which goes to seq 3"));
  // Two entries that change places.
  CHECK(says(
      broken([&](Published& before) { before.write(log + "2.json", before.read(log + "3.json")); }),
      "2.json: it is the entry of project 5f0c2d7e9b1a4c33, environment `production`, seq 3"));
  CHECK(says(
      broken([&](Published& before) { before.remove(log + "3.json.0101010101010101.minisig"); }),
      "3.json: not signed by any of the given keys"));
  // An older signature that is there must hold, though it need not be there.
  CHECK(says(broken([&](Published& before) {
               before.write(log + "1.json.0101010101010101.minisig",
                            before.read(log + "2.json.0101010101010101.minisig"));
             }),
             "1.json.0101010101010101.minisig"));
  CHECK(broken([&](Published& before) {
          before.remove(log + "1.json.0101010101010101.minisig");
        }) == "");
}

TEST_CASE("without keys the chain is looked at all the same") {
  Published before(std::vector<std::uint8_t>{});
  before.issue(1);
  before.issue(2);
  CHECK(refused(before, {}) == "");
  const std::string entry = "bundles/log/production/1.json";
  before.write(entry, with(before.read(entry), "[]", "[0]"));
  CHECK(says(refused(before, {}), "2.json: it does not follow from the entry before it"));
}

TEST_CASE("the newest entry is that of the bundle") {
  Published before, other;
  before.issue(1);
  other.issue(1, R"({"a":1})");
  for (const std::string end : {"", ".0101010101010101.minisig"}) {
    const std::string file = "bundles/log/production/1.json" + end;
    before.write(file, other.read(file));
  }
  CHECK(says(refused(before), "1.json: it is the entry of another bundle than bundle.json"));
}
