#include "publish/verify_log.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <system_error>

#include "base/utf8.h"
#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/log.h"
#include "publish/destination.h"
#include "publish/disk.h"
#include "publish/log.h"
#include "publish/signature.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

Result<emit::PreviousBundle> read_signed(const std::string& path,
                                         std::span<const crypto::PublicKey> keys) {
  std::string bytes = TRY(read_file(path));
  std::string comment;
  if (!keys.empty()) comment = TRY(verify_signature(path, bytes, keys)).comment;
  auto bundle = emit::read_bundle(std::move(bytes));
  if (!bundle) return failure(fmt::format("{}: {}", path, bundle.error().message));
  if (keys.empty() ||
      comment == emit::trusted_comment(bundle->project, bundle->environment, bundle->seq,
                                       bundle->issued, bundle->expires)) {
    return bundle;
  }
  return failure(fmt::format("{}: its signature is that of something else", path),
                 "fetch the output again from where it is published");
}

// An entry that goes beyond the bundle: the bundle was turned back, or the log made up.
void check_end(const std::string& folder, const VerifiedLog& log, std::vector<Failure>& problems) {
  const fs::path next = fs::path(folder) / emit::log_path(log.environment, log.seq + 1);
  std::error_code error;
  if (!fs::exists(next, error)) return;
  problems.push_back(
      {fmt::format("{} is there, but the bundle of `{}` has seq {}: it was turned "
                   "back",
                   next.string(), log.environment, log.seq),
       "ask who publishes; clients that have seen the later bundle refuse this one"});
}

void check_seen(const CarriedLog& carried, const VerifiedLog& log, const Seen& seen,
                std::vector<Failure>& problems) {
  const auto entry = std::ranges::find(carried.files, emit::log_path(log.environment, seen.seq),
                                       &emit::OutFile::path);
  if (entry == carried.files.end()) {
    problems.push_back(
        {fmt::format("`{}` ends at seq {}, and seq {} was seen before: it was turned back",
                     log.environment, log.seq, seen.seq),
         "ask who publishes"});
    return;
  }
  const auto read = emit::read_log_entry(entry->bytes);
  if (read && read->sha256 == seen.sha256) return;
  problems.push_back(
      {fmt::format("`{}` was forked: the bundle with seq {} is {}, and {} was seen "
                   "before",
                   log.environment, seen.seq, read ? read->sha256 : "unreadable", seen.sha256),
       "two bundles were issued under one number: ask who publishes"});
}

VerifiedLog verify_one(const std::string& folder, const std::string& environment,
                       std::span<const crypto::PublicKey> keys, std::span<const Seen> seen) {
  VerifiedLog log;
  log.environment = environment;
  const fs::path path = fs::path(folder) / "bundles" / environment / "bundle.json";
  const auto bundle = read_signed(path.string(), keys);
  if (!bundle) {
    log.problems.push_back(bundle.error());
    return log;
  }
  log.seq = bundle->seq;
  log.sha256 = bundle->sha256;
  const auto carried = read_log(folder, *bundle, keys);
  if (!carried) {
    log.problems.push_back({carried.error().message,
                            "fetch the whole output again; if it stays "
                            "like this, ask who publishes"});
    return log;
  }
  check_end(folder, log, log.problems);
  for (const Seen& one : seen) {
    if (one.environment.empty() || one.environment == environment) {
      check_seen(*carried, log, one, log.problems);
    }
  }
  return log;
}

}  // namespace

std::vector<std::string> logged_environments(const std::string& folder) {
  std::set<std::string> names;
  for (std::string& name : environments_in(folder)) names.insert(std::move(name));
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles" / "log", error)) {
    if (entry.is_directory(error)) names.insert(entry.path().filename().string());
  }
  return {names.begin(), names.end()};
}

Result<std::vector<Seen>> read_seen(const std::string& word) {
  std::vector<Seen> seen;
  std::error_code error;
  if (fs::is_directory(word, error)) {
    for (const std::string& environment : environments_in(word)) {
      const fs::path path = fs::path(word) / "bundles" / environment / "bundle.json";
      const auto bundle = TRY(read_signed(path.string(), {}));
      seen.push_back({environment, bundle.seq, bundle.sha256});
    }
    if (!seen.empty()) return seen;
  }
  Seen one;
  const std::size_t colon = word.find(':');
  const char* end = word.data() + std::min(colon, word.size());
  const auto number = std::from_chars(word.data(), end, one.seq);
  if (colon != word.npos && number.ec == std::errc() && number.ptr == end && one.seq >= 1 &&
      crypto::sha256_from_hex(word.substr(colon + 1))) {
    one.sha256 = word.substr(colon + 1);
    return std::vector{one};
  }
  return failure(fmt::format("`{}` is neither SEQ:SHA256 nor an output folder", visible(word)),
                 "write for example 12:<64 hex digits>, or name an older copy");
}

Result<std::vector<VerifiedLog>> verify_logs(const std::string& folder,
                                             std::span<const crypto::PublicKey> keys,
                                             std::span<const Seen> seen,
                                             const std::string& environment) {
  std::vector<VerifiedLog> logs;
  for (const std::string& name : logged_environments(folder)) {
    if (!environment.empty() && name != environment) continue;
    logs.push_back(verify_one(folder, name, keys, seen));
  }
  if (!logs.empty()) return logs;
  if (!environment.empty()) {
    return failure(
        fmt::format("{} holds neither a bundle nor a log of `{}`", folder, visible(environment)),
        "name an environment that is published there");
  }
  return failure(fmt::format("{} holds neither bundles nor a log", folder),
                 "name a published output");
}

}  // namespace ensign::publish
