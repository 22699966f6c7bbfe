#include "publish/previous.h"

#include <filesystem>
#include <fmt/format.h>
#include <optional>

#include "emit/bundle/log.h"
#include "publish/disk.h"
#include "publish/signature.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// In the order of a client: signature on raw bytes, parse, project and environment, comment.
Result<emit::PreviousBundle> read_one(const std::string& path, const std::string& project,
                                      const std::string& environment,
                                      std::span<const crypto::PublicKey> keys) {
  std::string bytes = TRY(read_file(path));
  std::optional<Signed> signature;
  if (!keys.empty()) {
    auto verified = verify_signature(path, bytes, keys);
    if (!verified) {
      return failure(verified.error().message,
                     verified.error().help +
                         "; a further `--key` adds a key, `--first` starts a new sequence");
    }
    signature = std::move(*verified);
  }
  auto bundle = emit::read_bundle(std::move(bytes));
  if (!bundle) {
    return failure(fmt::format("{}: {}", path, bundle.error().message),
                   "it is no bundle of ours; name the output folder of the last build, or start "
                   "with `--first`");
  }
  if (bundle->project != project || bundle->environment != environment) {
    return failure(fmt::format("{}: it belongs to project {}, environment `{}`", path,
                               bundle->project, bundle->environment),
                   "name the output folder of this project's last build");
  }
  const std::string comment =
      emit::trusted_comment(project, environment, bundle->seq, bundle->issued, bundle->expires);
  if (signature && signature->comment != comment) {
    return failure(
        fmt::format("{}: the trusted comment of its signature belongs to another bundle", path),
        "the signature was moved here from elsewhere; fetch the previous output again");
  }
  return std::move(*bundle);
}

}  // namespace

bool has_bundles(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", ignored)) {
    if (is_there(entry.path() / "bundle.json")) return true;
  }
  return false;
}

Result<std::map<std::string, emit::PreviousBundle>> read_previous(
    const std::string& folder, const std::string& project,
    const std::vector<std::string>& environments, std::span<const crypto::PublicKey> keys) {
  std::map<std::string, emit::PreviousBundle> result;
  for (const std::string& environment : environments) {
    const fs::path path = fs::path(folder) / "bundles" / environment / "bundle.json";
    if (is_there(path)) {
      result.emplace(environment, TRY(read_one(path.string(), project, environment, keys)));
    } else if (is_there(fs::path(folder) / emit::log_path(environment, 1))) {
      return failure(fmt::format("{} is missing, but there is a log of it", path.string()),
                     "fetch the whole previous output, or start a new sequence with `--first`");
    }
  }
  return result;
}

}  // namespace ensign::publish
