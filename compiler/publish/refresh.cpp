#include "publish/refresh.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>
#include <utility>

#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/log.h"
#include "publish/destination.h"
#include "publish/disk.h"
#include "publish/lock.h"
#include "publish/new_files.h"
#include "publish/sign.h"
#include "publish/signature.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

// Forward only: by the log, the bundle that was vouched for is an ancestor of the one that is
// there.
Result<void> may_vouch(const std::string& folder, const emit::PreviousBundle& bundle,
                       const emit::Timestamp& before) {
  if (bundle.sha256 == before.sha256) return {};
  const fs::path path = fs::path(folder) / emit::log_path(bundle.environment, before.seq);
  const auto bytes = read_file(path.string());
  const auto entry = bytes ? emit::read_log_entry(*bytes) : Result<emit::LogEntry>(failure("none"));
  if (bundle.seq > before.seq && entry && entry->sha256 == before.sha256) return {};
  return failure(fmt::format("{}: the bundle of `{}` has seq {}, and does not follow from the one "
                             "with seq {} that the timestamp names",
                             folder, bundle.environment, bundle.seq, before.seq),
                 "somebody put another bundle there: find out who; publish the last output again");
}

// What the timestamp before named stays named, whoever is on duty now.
Result<void> may_name(const FoundOverlay& overlay, const emit::Timestamp& before,
                      const Emergencies& emergencies) {
  const auto found = emergencies.find(overlay.overlay.environment);
  if (found == emergencies.end() || std::ranges::binary_search(before.kills, overlay.digest)) {
    return {};
  }
  return verify_overlay(overlay, found->second.on_duty);
}

Result<std::vector<std::string>> kills_of(const std::string& folder,
                                          const emit::PreviousBundle& bundle,
                                          const emit::Timestamp& before,
                                          const Emergencies& emergencies,
                                          std::vector<std::string>& remarks) {
  const auto ladder = TRY(emit::read_ladder(bundle.bytes));
  const auto there = TRY(read_overlays(folder, bundle.project, bundle.environment));
  std::vector<std::string> kills;
  for (const FoundOverlay& one : there.found) {
    if (ladder.lifted.contains(one.digest)) continue;
    if (const auto named = may_name(one, before, emergencies); !named) {
      remarks.push_back(ignored_words(folder, one, named.error()));
    } else {
      kills.push_back(one.digest);
    }
  }
  for (const std::string& digest : before.kills) {
    if (ladder.lifted.contains(digest) || std::ranges::binary_search(kills, digest)) continue;
    return failure(
        fmt::format("{}: the kill {} of `{}` is no longer there, and the bundle does not "
                    "lift it",
                    folder, digest.substr(0, 16), bundle.environment),
        "put the overlay and its signature back");
  }
  return kills;
}

Result<void> place(const std::string& folder, const emit::OutFile& file) {
  return replace_file((fs::path(folder) / file.path).string(), file.bytes);
}

Result<void> refresh_one(const std::string& folder, const std::string& environment,
                         const emit::Timestamp& before, const crypto::SecretKey& key, Instant now,
                         const Emergencies& emergencies, std::vector<std::string>& remarks) {
  const fs::path path = fs::path(folder) / "bundles" / environment / "bundle.json";
  std::string bytes = TRY(read_file(path.string()));
  const auto bundle = emit::read_bundle(std::move(bytes));
  if (!bundle) return failure(fmt::format("{}: {}", path.string(), bundle.error().message));
  TRY(may_vouch(folder, *bundle, before));
  emit::Timestamp next = before;
  next.seq = bundle->seq;
  next.sha256 = bundle->sha256;
  next.kills = TRY(kills_of(folder, *bundle, before, emergencies, remarks));
  next.issued = now;
  next.expires = {now.seconds + emit::longest_timestamp_seconds};
  const emit::OutFile file = emit::timestamp_file(next);
  const emit::OutFile signature = sign_once(file, emit::timestamp_comment(next), key);
  TRY(place(folder, file));
  return place(folder, signature);
}

}  // namespace

Result<std::optional<emit::Timestamp>> read_signed_timestamp(
    const std::string& folder, const std::string& environment,
    const std::vector<crypto::PublicKey>& keys) {
  const std::string path = (fs::path(folder) / emit::timestamp_path(environment)).string();
  std::error_code error;
  if (!fs::exists(path, error)) return std::optional<emit::Timestamp>();
  const std::string bytes = TRY(read_file(path));
  const auto signature = TRY(verify_signature(path, bytes, keys));
  const auto timestamp = emit::read_timestamp(bytes);
  if (!timestamp) return failure(fmt::format("{}: {}", path, timestamp.error().message));
  if (timestamp->environment != environment ||
      signature.comment != emit::timestamp_comment(*timestamp)) {
    return failure(fmt::format("{}: its signature is that of something else", path),
                   "it was moved here from elsewhere; publish the last output again");
  }
  return std::optional(*timestamp);
}

Result<Refreshed> refresh(const std::string& folder, const crypto::SecretKey& key, Instant now,
                          const Emergencies& emergencies) {
  const Lock lock = TRY(Lock::take(folder));
  Refreshed renewed;
  for (const std::string& environment : environments_in(folder)) {
    const auto before = TRY(read_signed_timestamp(folder, environment, {key.public_key()}));
    if (!before) continue;
    TRY(refresh_one(folder, environment, *before, key, now, emergencies, renewed.remarks));
    renewed.environments.push_back(environment);
  }
  if (!renewed.environments.empty()) return renewed;
  return failure(fmt::format("{} holds no timestamp to renew", folder),
                 "`build` writes the first one, with a key of the role `timestamp` among `--key`");
}

}  // namespace ensign::publish
