// Publishing to a destination: what may follow what, the order of the files, and what is left
// alone.

#include "publish/transfer.h"

#include <algorithm>
#include <filesystem>

#include "emit/bundle/overlay.h"
#include "publish/lock.h"
#include "publish/published.h"
#include "publish/refresh.h"
#include "publish/verify_log.h"

using namespace ensign;
using namespace ensign::test;

namespace {

namespace fs = std::filesystem;

constexpr const char* bundle_json = "bundles/production/bundle.json";
const Instant now = *parse_instant("2026-10-01T00:10:00Z");

// A manifest over what is there.
void add_manifest(const Published& output) {
  Json files = Json::array();
  for (const auto& entry : fs::recursive_directory_iterator(output.folder())) {
    const std::string path = entry.path().lexically_relative(output.folder()).generic_string();
    if (!entry.is_regular_file() || path == "manifest.json") continue;
    const std::string bytes = output.read(path);
    files.push(Json::object({{"path", path},
                             {"size", static_cast<std::int64_t>(bytes.size())},
                             {"sha256", crypto::hex(crypto::sha256(bytes))}}));
  }
  output.write(
      "manifest.json",
      pretty(Json::object({{"format", "ensign-manifest/1"}, {"files", std::move(files)}})));
}

// With bundles up to that seq.
struct Output : Published {
  explicit Output(std::int64_t seq) {
    for (std::int64_t i = 1; i <= seq; ++i) issue(i);
  }
};

Result<publish::Transfer> send(const Published& from, const std::string& to, bool dry = false) {
  return publish::transfer({.out = from.folder(), .to = to, .pin = {}, .now = now, .dry_run = dry});
}

std::string refusal(const Published& from, const std::string& to) {
  const auto done = send(from, to);
  return done ? "" : done.error().message;
}

bool says(const std::string& text, const std::string& words) {
  CAPTURE(text);
  return text.find(words) != std::string::npos;
}

void add_kill(const Published& output, const std::string& reason) {
  const std::string bytes = emit::overlay_bytes({.project = project,
                                                 .environment = "production",
                                                 .seq = 1,
                                                 .bundle = std::string(64, 'a'),
                                                 .all = true,
                                                 .flags = {},
                                                 .level = {},
                                                 .reason = reason,
                                                 .by = "ada",
                                                 .issued = now});
  const std::string path = emit::overlay_path("production", emit::overlay_digest(bytes));
  output.write(path, bytes);
  output.write(path + ".sshsig", "signature");
}

}  // namespace

TEST_CASE("files go in the safe order, and the manifest last") {
  Output output(1);
  output.write("site/index.html", "x");
  output.write("bundles/production/proof.json", "{}");
  output.write("bundles/production/flagd.json", "{}");
  output.write("bundles/production/timestamp.json", "{}");
  add_manifest(output);
  output.write("manifest.json.minisig", "x");
  const Published there;
  const auto plan = send(output, there.folder(), true);
  REQUIRE(plan.has_value());
  std::vector<std::string> order;
  for (const auto& step : plan->files) {
    if (!step.path.ends_with("0101.minisig")) order.push_back(step.path);
  }
  CHECK(order == std::vector<std::string>{bundle_json, "bundles/production/flagd.json",
                                          "bundles/production/proof.json",
                                          "bundles/log/production/1.json", "site/index.html",
                                          "bundles/production/timestamp.json",
                                          "manifest.json.minisig", "manifest.json"});
  CHECK_FALSE(fs::exists(there.path("manifest.json")));  // a dry run
}

TEST_CASE("a bundle follows the one that is there, or the same") {
  Output first(1);
  Output third(3);
  add_manifest(first);
  add_manifest(third);
  const Published there;
  CHECK(refusal(first, there.folder()) == "");
  CHECK(send(first, there.folder())->files.empty());
  CHECK(refusal(third, there.folder()) == "");  // two behind, and in the log
  CHECK(says(refusal(first, there.folder()), "is at seq 3, and the output at 1"));
  CHECK(there.read(bundle_json) == third.read(bundle_json));
}

TEST_CASE("another bundle under the same seq, or beside the log, is refused") {
  Output ours(2);
  Published theirs;
  theirs.issue(1, R"({"x":{}})");
  theirs.issue(2);
  add_manifest(ours);
  add_manifest(theirs);
  const Published there;
  CHECK(refusal(theirs, there.folder()) == "");
  CHECK(says(refusal(ours, there.folder()), "another bundle with the same seq 2"));
  Output later(3);
  add_manifest(later);
  CHECK(says(refusal(later, there.folder()), "than the one that the log of the new bundle names"));
}

TEST_CASE("a kill that reached the destination must be carried") {
  Output output(1);
  add_manifest(output);
  const Published there;
  CHECK(refusal(output, there.folder()) == "");
  add_kill(there, "fire");
  CHECK(says(refusal(output, there.folder()), "was killed by ada"));
  add_kill(output, "fire");
  CHECK(refusal(output, there.folder()) == "");
}

TEST_CASE("one publisher at a time, and no output that is not whole") {
  Output output(1);
  add_manifest(output);
  const Published there;
  {
    const auto lock = publish::Lock::take(there.folder());
    REQUIRE(lock.has_value());
    CHECK(says(refusal(output, there.folder()), "another publisher is at work"));
  }
  output.write(bundle_json, output.read(bundle_json) + " ");
  CHECK(says(refusal(output, there.folder()), "has other bytes than were listed"));
  CHECK_FALSE(fs::exists(there.path("bundles")));
}

TEST_CASE("what a killed publisher left is removed, and what is gone goes last") {
  Output output(1);
  output.write("site/old.html", "x");
  add_manifest(output);
  const Published there;
  there.write("site/mine.txt", "somebody's own");
  there.write("bundles/.bundle.json.ensign-new", "half");
  CHECK(refusal(output, there.folder()) == "");
  CHECK_FALSE(fs::exists(there.path("bundles/.bundle.json.ensign-new")));
  output.remove("site/old.html");
  output.write("site/new.html", "x");
  add_manifest(output);
  const auto done = send(output, there.folder());
  REQUIRE(done.has_value());
  CHECK(done->files.back().path == "site/old.html");
  CHECK_FALSE(fs::exists(there.path("site/old.html")));
  CHECK(there.read("site/mine.txt") == "somebody's own");
}

TEST_CASE("no link leads out of the destination") {
  Output output(1);
  output.write("site/index.html", "x");
  add_manifest(output);
  const Published there;
  const Published elsewhere;
  fs::create_directory_symlink(elsewhere.folder(), there.path("site"));
  CHECK(says(refusal(output, there.folder()), "is a link"));
  CHECK_FALSE(fs::exists(elsewhere.path("index.html")));
  CHECK_FALSE(fs::exists(there.path(bundle_json)));
}

TEST_CASE("a timestamp is renewed for the same bundle or a later one, and forgets no kill") {
  Output output(1);
  const auto key = key_of(9);
  const auto stamp = [&](Instant issued) {
    const emit::Timestamp timestamp{.project = project,
                                    .environment = "production",
                                    .seq = 1,
                                    .sha256 = output.digest(),
                                    .kills = {},
                                    .issued = issued,
                                    .expires = {issued.seconds + 600}};
    const auto file = emit::timestamp_file(timestamp);
    output.write(file.path, file.bytes);
    const auto signature = publish::sign_once(file, emit::timestamp_comment(timestamp), key);
    output.write(signature.path, signature.bytes);
  };
  CHECK(says(publish::refresh(output.folder(), key, now).error().message, "no timestamp to renew"));
  stamp(now);
  REQUIRE(publish::refresh(output.folder(), key, {now.seconds + 60}).has_value());
  const auto renewed = emit::read_timestamp(output.read("bundles/production/timestamp.json"));
  CHECK(renewed->issued.seconds == now.seconds + 60);
  CHECK(renewed->expires.seconds == now.seconds + 3660);
  CHECK(says(publish::refresh(output.folder(), key_of(8), now).error().message, "not signed by"));
  add_kill(output, "fire");
  REQUIRE(publish::refresh(output.folder(), key, now).has_value());
  CHECK(emit::read_timestamp(output.read("bundles/production/timestamp.json"))->kills.size() == 1);
  fs::remove_all(output.path("bundles/production/kill"));
  CHECK(says(publish::refresh(output.folder(), key, now).error().message, "is no longer there"));
  Published other;
  other.issue(1, R"({"x":{}})");
  output.write(bundle_json, other.read(bundle_json));
  CHECK(says(publish::refresh(output.folder(), key, now).error().message, "does not follow from"));
}

TEST_CASE("the log tells gaps, forks and turns back") {
  Output output(3);
  const std::vector<crypto::PublicKey> keys{key_of(1).public_key()};
  const auto problem = [&](const std::string& seen = "") {
    const auto before =
        seen.empty() ? Result<std::vector<publish::Seen>>() : publish::read_seen(seen);
    REQUIRE(before.has_value());
    const auto logs = publish::verify_logs(output.folder(), keys, *before);
    REQUIRE(logs.has_value());
    return logs->front().problems.empty() ? "" : logs->front().problems.front().message;
  };
  CHECK(problem() == "");
  CHECK(problem("3:" + output.digest()) == "");
  CHECK(says(problem("3:" + std::string(64, 'a')), "was forked"));
  CHECK(says(problem("4:" + output.digest()), "it was turned back"));
  Output older(2);
  CHECK(problem(older.folder()) == "");
  output.write("bundles/log/production/4.json", "{}");
  CHECK(says(problem(), "it was turned back"));
  output.remove("bundles/log/production/4.json");
  output.remove("bundles/log/production/2.json");
  CHECK(says(problem(), "is missing from the log"));
  CHECK_FALSE(publish::read_seen("12").has_value());
}
