// Overlays and timestamps as bytes, and what a kill makes of a bundle.

#include "emit/bundle/overlay.h"

#include <doctest/doctest.h>

#include "emit/bundle/ladder.h"
#include "emit/bundle/plain.h"
#include "emit/bundle/timestamp.h"
#include "syntax/strict_json.h"

using namespace ensign;
using namespace ensign::emit;

namespace {

const std::string digest(64, 'a');

Overlay small_overlay() {
  return {.project = "5f0c2d7e9b1a4c33",
          .environment = "production",
          .seq = 3,
          .bundle = digest,
          .all = false,
          .flags = {"a", "b"},
          .level = "KS1",
          .reason = "it burns",
          .by = "ada",
          .issued = *parse_instant("2026-10-01T00:00:00Z")};
}

Timestamp small_timestamp() {
  return {.project = "5f0c2d7e9b1a4c33",
          .environment = "production",
          .seq = 3,
          .sha256 = digest,
          .kills = {digest},
          .issued = *parse_instant("2026-10-01T00:00:00Z"),
          .expires = *parse_instant("2026-10-01T01:00:00Z")};
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string refused(const std::string& bytes) {
  const auto overlay = read_overlay(bytes);
  return overlay ? "" : overlay.error().message;
}

std::string late(const std::string& bytes) {
  const auto timestamp = read_timestamp(bytes);
  return timestamp ? "" : timestamp.error().message;
}

constexpr const char* bundle =
    R"({"$evaluators":{},"ensign":{"kill":{"fallback":{"a":"off","b":"safe"},"levels":[)"
    R"({"flags":["a"],"id":"KS1"},{"flags":["a","b","c"],"id":"KS2"}]},"lifted":[]},)"
    R"("flags":{"a":{"defaultVariant":"on","state":"ENABLED","targeting":{"if":[true,"on",null]},)"
    R"("variants":{"off":false,"on":true}},"b":{"defaultVariant":"new","state":"ENABLED",)"
    R"("variants":{"new":"n","safe":"s"}},"c":{"defaultVariant":"on","state":"ENABLED",)"
    R"("variants":{"on":true}}},"metadata":{}})"
    "\n";

Ladder ladder() {
  auto read = read_ladder(bundle);
  REQUIRE(read.has_value());
  return *read;
}

}  // namespace

TEST_CASE("an overlay has one spelling") {
  const std::string bytes = overlay_bytes(small_overlay());
  CHECK(refused(bytes) == "");
  CHECK(overlay_bytes(*read_overlay(bytes)) == bytes);
  CHECK(read_overlay(bytes)->flags == std::vector<std::string>{"a", "b"});
  Overlay all = small_overlay();
  all.all = true;
  all.flags.clear();
  all.level.reset();
  CHECK(overlay_bytes(*read_overlay(overlay_bytes(all))) == overlay_bytes(all));
  CHECK(overlay_bytes(all).find(R"("all":true)") != std::string::npos);
}

TEST_CASE("an overlay that says too much or too little is refused") {
  const std::string bytes = overlay_bytes(small_overlay());
  CHECK(refused(with(bytes, R"(["a","b"])", R"(["b","a"])")) ==
        "`flags` is not sorted, or names a flag twice");
  CHECK(refused(with(bytes, R"(["a","b"])", R"(["a","a"])")) ==
        "`flags` is not sorted, or names a flag twice");
  CHECK(refused(with(bytes, R"(["a","b"])", "[]")) == "`flags` is no list of keys");
  CHECK(refused(with(bytes, R"({"bundle")", R"({"all":true,"bundle")")) ==
        "it has not exactly one of `flags` and `all`");
  CHECK(refused(with(bytes, R"("by":"ada")", R"("by":"ada","bz":1)")) == "`bz` is unknown");
  CHECK(refused(with(bytes, "ensign-kill/1", "ensign-kill/2")) ==
        "its format is `ensign-kill/2`, not `ensign-kill/1`");
  CHECK(refused(bytes + "\n") == "it is not canonical JSON (RFC 8785) with one final line feed");
  CHECK(refused(with(bytes, digest, "")) == "`bundle` is no SHA-256 digest");
  CHECK(refused(with(bytes, "\"seq\":3", "\"seq\":0")) ==
        "`seq` is no whole number from 1 to 2^53 - 1");
  CHECK(refused(with(bytes, "it burns", std::string(70'000, 'x'))) == "it is larger than 64 KiB");
}

TEST_CASE("a timestamp holds for an hour at most") {
  const std::string bytes = timestamp_file(small_timestamp()).bytes;
  CHECK(late(bytes) == "");
  CHECK(timestamp_file(*read_timestamp(bytes)).bytes == bytes);
  CHECK(timestamp_comment(small_timestamp()) ==
        "ensign-timestamp/1 project=5f0c2d7e9b1a4c33 env=production seq=3 "
        "issued=2026-10-01T00:00:00Z expires=2026-10-01T01:00:00Z");
  const char* hour = "it does not expire within the hour after it was issued";
  CHECK(late(with(bytes, "T01:00:00Z", "T01:00:01Z")) == hour);
  CHECK(late(with(bytes, "T01:00:00Z", "T00:00:00Z")) == hour);
  CHECK(late(with(bytes, R"(["aaa)", R"(["xaa)")) ==
        "`kills` holds something that is no SHA-256 digest");
  CHECK(late(with(bytes, R"("project")", R"("others":1,"project")")) == "`others` is unknown");
}

TEST_CASE("a kill is a static fallback, and no flag is disabled") {
  const Overlay overlay = small_overlay();
  const auto document = syntax::parse_strict(bundle);
  const auto plain = flagd_document("production", *document, std::span(&overlay, 1));
  REQUIRE(plain.has_value());
  CHECK(plain->bytes ==
        R"({"$evaluators":{},"flags":{"a":{"defaultVariant":"off","state":"ENABLED",)"
        R"("variants":{"off":false,"on":true}},"b":{"defaultVariant":"safe","state":"ENABLED",)"
        R"("variants":{"new":"n","safe":"s"}},"c":{"defaultVariant":"on","state":"ENABLED",)"
        R"("variants":{"on":true}}},"metadata":{}})"
        "\n");
  const auto untouched = flagd_document("production", *document, {});
  CHECK(untouched->bytes.find("targeting") != std::string::npos);
}

TEST_CASE("the smallest level is the first that covers all") {
  const Ladder own = ladder();
  CHECK(own.smallest({"a"})->level == "KS1");
  CHECK(own.smallest({"a", "c"})->level == "KS2");
  CHECK(own.smallest({"x"}) == nullptr);
  Overlay all = small_overlay();
  all.all = true;
  CHECK(killed_by(own, all) == std::set<std::string>{"a", "b"});  // c has no fallback
}

TEST_CASE("a ladder whose fallback is no variant is refused") {
  const auto read = read_ladder(with(bundle, R"("b":"safe")", R"("b":"gone")"));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().message == "the fallback `gone` is no variant of flag `b`");
}
