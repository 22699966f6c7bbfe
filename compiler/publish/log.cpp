#include "publish/log.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "crypto/digest.h"
#include "emit/bundle/log.h"
#include "publish/disk.h"
#include "publish/signature.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view cure =
    "fetch the whole previous output again, or start a new sequence with `--first`";

// Names of signatures by the name of the entry that they sign, in order.
std::map<std::string, std::vector<std::string>> signatures_in(const fs::path& folder) {
  std::map<std::string, std::vector<std::string>> found;
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder, ignored)) {
    const std::string name = file.path().filename().string();
    const std::size_t end = name.find(".json.");
    if (end == std::string::npos || !name.ends_with(".minisig")) continue;
    found[name.substr(0, end + 5)].push_back(name);
  }
  for (auto& [entry, names] : found) std::ranges::sort(names);
  return found;
}

Result<emit::LogEntry> read_entry(const std::string& path, const std::string& bytes,
                                  const emit::PreviousBundle& bundle, std::int64_t seq) {
  auto entry = emit::read_log_entry(bytes);
  if (!entry) return failure(fmt::format("{}: {}", path, entry.error().message), std::string(cure));
  if (entry->project != bundle.project || entry->environment != bundle.environment ||
      entry->seq != seq) {
    return failure(fmt::format("{}: it is the entry of project {}, environment `{}`, seq {}", path,
                               entry->project, entry->environment, entry->seq),
                   std::string(cure));
  }
  return entry;
}

// What the entry says of the one before it must be what that one is.
Result<void> follows(const std::string& path, const emit::LogEntry& entry,
                     const emit::LogEntry* before, const std::string& digest_before) {
  const std::string prev = before == nullptr ? std::string() : before->sha256;
  if (entry.prev != prev || entry.prev_entry != digest_before) {
    return failure(fmt::format("{}: it does not follow from the entry before it", path),
                   std::string(cure));
  }
  return {};
}

// Older entries are vouched for by the newest, so none of the given keys need have signed them.
Result<void> check_signature(const std::string& path, const std::string& bytes,
                             const emit::LogEntry& entry, bool is_newest,
                             std::span<const crypto::PublicKey> keys) {
  if (keys.empty()) return {};
  const auto signature = TRY(find_signature(path, bytes, keys));
  if (!signature && is_newest) {
    return failure(fmt::format("{}: not signed by any of the given keys", path), std::string(cure));
  }
  if (signature && signature->comment != emit::log_comment(entry)) {
    return failure(
        fmt::format("{}: the trusted comment of its signature belongs to another entry", path),
        std::string(cure));
  }
  return {};
}

}  // namespace

Result<CarriedLog> read_log(const std::string& folder, const emit::PreviousBundle& bundle,
                            std::span<const crypto::PublicKey> keys) {
  const fs::path root(folder);
  const auto signatures =
      signatures_in((root / emit::log_path(bundle.environment, 1)).parent_path());
  CarriedLog log;
  emit::LogEntry before;
  std::string digest_before;
  for (std::int64_t seq = 1; seq <= bundle.seq; ++seq) {
    const std::string relative = emit::log_path(bundle.environment, seq);
    const std::string path = (root / relative).string();
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
      return failure(fmt::format("{} is missing from the log of `{}`, which goes to seq {}", path,
                                 bundle.environment, bundle.seq),
                     std::string(cure));
    }
    std::string bytes = TRY(read_file(path));
    emit::LogEntry entry = TRY(read_entry(path, bytes, bundle, seq));
    TRY(follows(path, entry, seq == 1 ? nullptr : &before, digest_before));
    TRY(check_signature(path, bytes, entry, seq == bundle.seq, keys));
    if (const auto own = signatures.find(fmt::format("{}.json", seq)); own != signatures.end()) {
      for (const std::string& name : own->second) {
        const fs::path file = fs::path(relative).parent_path() / name;
        log.files.push_back({file.string(), TRY(read_file((root / file).string()))});
      }
    }
    digest_before = crypto::hex(crypto::sha256(bytes));
    log.newest = {relative, std::move(bytes)};
    log.files.push_back(log.newest);
    before = std::move(entry);
  }
  if (before.sha256 != bundle.sha256 || before.prev != bundle.prev) {
    return failure(fmt::format("{}: it is the entry of another bundle than bundle.json",
                               (root / log.newest.path).string()),
                   std::string(cure));
  }
  log.newest_comment = emit::log_comment(before);
  return log;
}

}  // namespace ensign::publish
