#include "driver/build_root.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "crypto/digest.h"
#include "emit/bundle/proof.h"
#include "publish/disk.h"
#include "syntax/strict_json.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;

// 0 when there is no bundle, or it was made without a root.
std::int64_t root_version(const fs::path& bundle) {
  const auto bytes = publish::read_file(bundle.string());
  const auto document = bytes ? syntax::parse_strict(*bytes) : failure("");
  const Json* facts = document ? document->find("ensign") : nullptr;
  const Json* version = facts == nullptr ? nullptr : facts->find("root_version");
  const std::int64_t* number = version == nullptr ? nullptr : version->integer();
  return number == nullptr ? 0 : *number;
}

bool has_root(const model::Model& model, const std::string& bytes) {
  return std::ranges::any_of(model.roots,
                             [&](const model::RootFile& file) { return file.root.bytes == bytes; });
}

}  // namespace

Result<void> expect_known_root(const model::Model& model, const std::string& folder,
                               const Proofs& proofs) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", ignored)) {
    const std::int64_t version = root_version(entry.path() / "bundle.json");
    if (version == 0) continue;
    const std::string name = (entry.path() / "bundle.json").string();
    if (model.roots.empty()) {
      return failure(fmt::format("{} was made under version {} of a root of trust, and this "
                                 "repository has none",
                                 name, version),
                     "bring trust/root back: without it nobody is asked for anything; --first "
                     "begins a new history, which clients of the old one refuse");
    }
    if (model.pin) continue;
    const auto proof = proofs.find(entry.path().filename().string());
    if (proof == proofs.end() || has_root(model, proof->second.roots.back().root)) continue;
    return failure(
        fmt::format("{} was made under another root of trust than that of this repository", name),
        "keep every version of trust/root; when you have begun again outside of it, as "
        "docs/trust.md "
        "says, name the new one: --pin DIGEST");
  }
  return {};
}

}  // namespace ensign::driver
