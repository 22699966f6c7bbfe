// One published file, and what can be wrong with it.

#include "publish/sign.h"
#include "publish/verify.h"

#include <filesystem>

#include "emit/bundle/target.h"
#include "publish/published.h"

using namespace ensign;
using namespace ensign::test;

namespace {

constexpr const char* bundle_json = "bundles/production/bundle.json";
constexpr const char* web_json = "bundles/production/web.json";
constexpr const char* evaluators =
    R"({"s.ef654832a745c527f503ff806e255b8f":{"===":[{"var":"a"},1]}})";

// The problems, one per line; empty when the file holds.
std::string problems(const Published& output, const std::string& file,
                     std::vector<std::uint8_t> numbers = {1}) {
  std::vector<crypto::PublicKey> keys;
  for (const std::uint8_t number : numbers) keys.push_back(key_of(number).public_key());
  const auto verified = publish::verify_file(output.path(file), keys);
  REQUIRE(verified.has_value());
  std::string text;
  for (const Failure& problem : verified->problems) text += problem.message + "\n";
  return text;
}

std::string derived(const Published& output, const std::string& of = bundle_json) {
  const auto verified = publish::verify_derivation(output.path(web_json), output.path(of));
  REQUIRE(verified.has_value());
  return verified->holds() ? "" : verified->problems.front().message;
}

bool says(const std::string& text, const std::string& words) {
  CAPTURE(text);
  return text.find(words) != std::string::npos;
}

const std::string web_comment =
    "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production target=web seq=1 "
    "issued=2026-10-01T00:00:00Z expires=2026-10-31T00:00:00Z";

void add_target(const Published& output) {
  const std::string bytes = output.read(bundle_json);
  const auto target = emit::derive_target(*syntax::parse_strict(bytes), output.digest(),
                                          {"web", {{"a", 1}}, {"x"}});
  REQUIRE(target.has_value());
  output.write_signed(web_json, canonical(*target) + "\n", web_comment);
}

constexpr const char* flags =
    R"({"x":{"defaultVariant":"off","state":"ENABLED","targeting":{"if":[{"===":[{"var":"a"},1]},)"
    R"("on",null]},"variants":{"off":false,"on":true}}})";

}  // namespace

TEST_CASE("what a build wrote holds") {
  Published output;
  output.issue(1, flags);
  add_target(output);
  CHECK(problems(output, bundle_json) == "");
  CHECK(problems(output, web_json) == "");
  CHECK(problems(output, "bundles/log/production/1.json") == "");
  CHECK(derived(output) == "");
}

TEST_CASE("nothing of bytes that are not signed is believed") {
  Published output;
  output.issue(1, flags);
  CHECK(says(problems(output, bundle_json, {2}), "not signed by any of the given keys"));
  output.write(bundle_json, with(output.read(bundle_json), R"("on":true)", R"("on":0)"));
  CHECK(says(problems(output, bundle_json), ".minisig"));
  CHECK_FALSE(publish::verify_file(output.path("nowhere"), {}).has_value());
}

TEST_CASE("a signature of one file is none of another") {
  Published output;
  output.issue(1, flags);
  add_target(output);
  output.write_signed(web_json, output.read(web_json), with(web_comment, "web", "tauri"));
  CHECK(says(problems(output, web_json), "its signature is that of something else"));
  output.write_signed(web_json, output.read(web_json), with(web_comment, "target=web ", ""));
  CHECK(says(problems(output, web_json), "its signature is that of something else"));
  output.write_signed(bundle_json, output.read(bundle_json), web_comment);
  CHECK(says(problems(output, bundle_json), "its signature is that of something else"));
  output.write_signed("letter.json", "{}\n", "timestamp:1");
  CHECK(says(problems(output, "letter.json"), "no bundle, target, log entry or manifest"));
}

TEST_CASE("shared evaluators have the contents of their names") {
  Published output;
  output.issue(1, flags);
  const std::string comment = with(web_comment, "target=web ", "");
  // sha256sum of {"===":[{"var":"a"},1]}
  output.write_signed(bundle_json,
                      with(output.read(bundle_json), R"("$evaluators":{})",
                           R"("$evaluators":)" + std::string(evaluators)),
                      comment);
  CHECK(problems(output, bundle_json) == "");
  output.write_signed(bundle_json, with(output.read(bundle_json), R"("a"},1]}})", R"("a"},2]}})"),
                      comment);
  CHECK(says(problems(output, bundle_json), "has other contents than its name says"));
}

TEST_CASE("a target is what comes of its bundle, byte for byte") {
  Published output;
  output.issue(1, flags);
  add_target(output);
  const std::string good = output.read(web_json);
  output.write(web_json, with(good, R"("defaultVariant":"on")", R"("defaultVariant":"off")"));
  CHECK(says(derived(output), "other bytes come of"));
  output.write(web_json, with(good, R"("known":{"a":1})", R"("known":{"a":2})"));
  CHECK(says(derived(output), "other bytes come of"));
  output.write(web_json, with(good, R"("flags":{"x")", R"("flags":{"y")"));
  CHECK(says(derived(output), "flag `y` is not in the bundle"));
  output.write(web_json, good);
  output.issue(2, flags);
  CHECK(says(derived(output), "it was derived from the bundle with the sha256"));
  CHECK(says(derived(output, web_json), "it is a target, a part of a bundle"));
  output.write(web_json, output.read(bundle_json));
  CHECK(says(derived(output), "it is no target"));
}

TEST_CASE("a manifest is held against every file of its folder") {
  Published output;
  output.write("a.txt", "abc");
  output.write("deep/b.txt", "");
  const auto manifest = [&](const std::string& files) {
    output.write("manifest.json", "{}");
    const std::string bytes =
        R"({"format":"ensign-manifest/1","project":"p","as_of":"2026-10-01T00:00:00Z",)"
        R"("source":{"commit":"","tree":"","clean":false},"files":[)" +
        files + "]}\n";
    output.write("manifest.json", bytes);
    output.write("manifest.json.minisig",
                 publish::sign_once({"manifest.json", bytes},
                                    "ensign-manifest/1 project=p commit=none "
                                    "as-of=2026-10-01T00:00:00Z",
                                    key_of(1))
                     .bytes);
    return problems(output, "manifest.json");
  };
  // FIPS 180-4, examples: "abc" and the empty message.
  const std::string abc = R"({"path":"a.txt","size":3,"sha256":")"
                          R"(ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})";
  const std::string empty = R"({"path":"deep/b.txt","size":0,"sha256":")"
                            R"(e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"})";
  CHECK(manifest(abc + "," + empty) == "");
  CHECK(says(manifest(abc), "deep/b.txt is there, and is not listed"));
  CHECK(says(manifest(abc + "," + with(empty, "b.txt", "c.txt")), "deep/c.txt is listed"));
  CHECK(
      says(manifest(with(abc, "\"size\":3", "\"size\":4") + "," + empty), "a.txt has other bytes"));
  CHECK(says(manifest(with(abc, "ba78", "ba79") + "," + empty), "a.txt has other bytes"));
  for (const char* path : {"../a.txt", "/etc/hostname", "deep/../a.txt", "", "./a.txt"}) {
    CAPTURE(path);
    CHECK(says(manifest(with(abc, "a.txt", path)), "by no path of a file in its folder"));
  }
  std::filesystem::remove(output.path("a.txt"));
  std::filesystem::create_symlink("deep/b.txt", output.path("a.txt"));
  CHECK(says(manifest(abc + "," + empty), "a.txt is no file"));
}
