// bundles/<env>/timestamp.json: which bundle and which kills are the newest, said again every few
// minutes by a key that signs nothing else. Without it a mirror could hand out an old bundle until
// that expires; with it a client notices within the hour. It is written by `build` and renewed by
// `publish --refresh`; nothing but `issued` and `expires` differs then.
//
//   {"format":"ensign-timestamp/1","project","env","seq","sha256","kills":[digest…],
//    "issued","expires"}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "emit/file.h"

namespace ensign::emit {

inline constexpr std::int64_t longest_timestamp_seconds = 3600;

struct Timestamp {
  std::string project, environment;
  std::int64_t seq = 0;
  std::string sha256;              // of bundle.json
  std::vector<std::string> kills;  // digests of the overlays in force, sorted
  Instant issued, expires;         // at most an hour apart
};

// bundles/<env>/timestamp.json
std::string timestamp_path(const std::string& environment);

OutFile timestamp_file(const Timestamp& timestamp);

// At most 64 KiB, one spelling. A Failure message without path when it is none.
Result<Timestamp> read_timestamp(std::string_view bytes);

// "ensign-timestamp/1 project=… env=… seq=… issued=… expires=…"
std::string timestamp_comment(const Timestamp& timestamp);

}  // namespace ensign::emit
