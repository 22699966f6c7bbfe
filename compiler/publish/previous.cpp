#include "publish/previous.h"

#include <filesystem>
#include <fmt/format.h>

#include "publish/disk.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

fs::path bundle_path(const std::string& folder, const std::string& environment) {
  return fs::path(folder) / "bundles" / environment / "bundle.json";
}

// Verified by one of the keys; nothing to say when it is.
Result<void> verify(const fs::path& path, const emit::PreviousBundle& bundle,
                    const std::string& comment, std::span<const crypto::PublicKey> keys) {
  for (const crypto::PublicKey& key : keys) {
    const std::string signature_path =
        fmt::format("{}.{}.minisig", path.string(), crypto::key_id(key));
    if (!fs::exists(signature_path)) continue;
    const std::string signature = TRY(read_file(signature_path));
    const auto verified = crypto::verify_minisign(key, bundle.bytes, signature);
    if (!verified) {
      return failure(fmt::format("{}: {}", signature_path, verified.error().message),
                     "the previous bundle was changed after it was signed; fetch it again");
    }
    if (*verified != comment) {
      return failure(
          fmt::format("{}: its trusted comment belongs to another bundle", signature_path),
          "the signature was moved here from elsewhere; fetch the previous output again");
    }
    return {};
  }
  return failure(fmt::format("{}: not signed by any of the given keys", path.string()),
                 "give the key that signed it with a further `--key`, or start a new sequence "
                 "with `--first`");
}

}  // namespace

bool has_bundles(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", ignored)) {
    if (fs::exists(entry.path() / "bundle.json", ignored)) return true;
  }
  return false;
}

Result<std::map<std::string, emit::PreviousBundle>> read_previous(
    const std::string& folder, const std::string& project,
    const std::vector<std::string>& environments, std::span<const crypto::PublicKey> keys) {
  std::map<std::string, emit::PreviousBundle> result;
  for (const std::string& environment : environments) {
    const fs::path path = bundle_path(folder, environment);
    std::error_code ignored;
    if (!fs::exists(path, ignored)) continue;
    auto bundle = emit::read_bundle(TRY(read_file(path.string())));
    if (!bundle) {
      return failure(fmt::format("{}: {}", path.string(), bundle.error().message),
                     "it is no bundle of ours; name the output folder of the last build, or start "
                     "with `--first`");
    }
    if (bundle->project != project || bundle->environment != environment) {
      return failure(fmt::format("{}: it belongs to project {}, environment `{}`", path.string(),
                                 bundle->project, bundle->environment),
                     "name the output folder of this project's last build");
    }
    if (!keys.empty()) {
      const std::string comment =
          emit::trusted_comment(project, environment, bundle->seq, bundle->issued, bundle->expires);
      if (const auto verified = verify(path, *bundle, comment, keys); !verified) {
        return std::unexpected(verified.error());
      }
    }
    result.emplace(environment, std::move(*bundle));
  }
  return result;
}

}  // namespace ensign::publish
