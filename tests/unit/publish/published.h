// A small output folder as a build leaves it, for tests that break it.
#pragma once

#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "crypto/minisign.h"
#include "crypto/stock_tools.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/log.h"
#include "publish/sign.h"
#include "syntax/strict_json.h"

namespace ensign::test {

inline crypto::SecretKey key_of(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  std::array<std::uint8_t, 8> id{};
  seed.fill(number);
  id.fill(number);
  return crypto::SecretKey::from_seed(seed, id);
}

inline constexpr const char* project = "5f0c2d7e9b1a4c33";

class Published {
 public:
  explicit Published(std::vector<std::uint8_t> signers = {1}) {
    for (const std::uint8_t number : signers) keys_.push_back(key_of(number));
  }

  std::string folder() const { return folder_.path().string(); }
  std::string path(const std::string& file) const { return (folder_.path() / file).string(); }
  std::string read(const std::string& file) const { return folder_.read(file); }

  void write(const std::string& file, const std::string& bytes) const {
    std::filesystem::create_directories((folder_.path() / file).parent_path());
    folder_.write(file, bytes);
  }

  void write_signed(const std::string& file, const std::string& bytes,
                    const std::string& comment) const {
    write(file, bytes);
    for (const auto& signature : publish::sign({file, bytes}, comment, keys_)) {
      write(signature.path, signature.bytes);
    }
  }

  void remove(const std::string& file) const { std::filesystem::remove(folder_.path() / file); }

  // bundles/production/bundle.json of this seq, with its entry of the log.
  void issue(std::int64_t seq, const std::string& flags = "{}") {
    const std::string prev = seq == 1 ? "null" : ensign::quoted(digest_);
    const std::string text =
        R"({"$evaluators":{},"ensign":{"env":"production","expires":"2026-10-31T00:00:00Z",)"
        R"("format":"ensign-bundle/1","issued":"2026-10-01T00:00:00Z","kill":{"fallback":{},)"
        R"("levels":[]},"prev":)" +
        prev + R"(,"project":")" + project + R"(","root_version":0,"seq":)" + std::to_string(seq) +
        R"(,"source":{"commit":null,"tree":null}},"flags":)" + flags +
        R"(,"metadata":{"flagSetId":"shop/production"}})" + "\n";
    digest_ = crypto::hex(crypto::sha256(text));
    write_signed(
        "bundles/production/bundle.json", text,
        "ensign-bundle/1 project=5f0c2d7e9b1a4c33 env=production seq=" + std::to_string(seq) +
            " issued=2026-10-01T00:00:00Z expires=2026-10-31T00:00:00Z");
    const std::string entry =
        R"({"changed":[],"env":"production","format":"ensign-log/1",)"
        R"("issued":"2026-10-01T00:00:00Z","prev":)" +
        prev + R"(,"prev_entry":)" + (seq == 1 ? "null" : ensign::quoted(entry_digest_)) +
        R"(,"project":")" + project + R"(","seq":)" + std::to_string(seq) + R"(,"sha256":")" +
        digest_ + R"(","source":{"commit":null,"tree":null}})" + "\n";
    entry_digest_ = crypto::hex(crypto::sha256(entry));
    write_signed("bundles/log/production/" + std::to_string(seq) + ".json", entry,
                 "ensign-log/1 project=5f0c2d7e9b1a4c33 env=production seq=" + std::to_string(seq) +
                     " issued=2026-10-01T00:00:00Z sha256=" + digest_);
  }

  const std::string& digest() const { return digest_; }

 private:
  stock::TemporaryFolder folder_;
  std::vector<crypto::SecretKey> keys_;
  std::string digest_, entry_digest_;
};

// `text` with the first `from` in it replaced.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace ensign::test
