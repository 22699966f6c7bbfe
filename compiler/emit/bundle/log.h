// bundles/log/<env>/<seq>.json: one entry for each bundle that was ever issued, from 1 on without a
// gap. An entry says what changed and names the digests of its bundle, of the bundle before and of
// the entry before, so whoever trusts the newest can trust them all.
//
//   {"format":"ensign-log/1","project","env","seq","sha256","prev","prev_entry","issued",
//    "source":{"commit","tree"},"changed":[{"subject","old","new"}],
//    "approved":[{"subject","content","revision"}]}
//
// `approved` is there where there is a proof: what it says anew, a flag or a trust file, so that an
// old approval that comes back is seen by whoever has the log. Content is "sha256:…" or "absent".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "emit/bundle/bundle.h"
#include "emit/file.h"

namespace ensign::emit {

struct LogEntry {
  std::string project, environment;
  std::int64_t seq = 0;
  std::string sha256;      // of bundle.json
  std::string prev;        // of the bundle before; empty for the first
  std::string prev_entry;  // of the bytes of the entry before; empty for the first
  Instant issued;
  std::vector<ApprovedSubject> approved;  // by subject
};

// bundles/log/<env>/<seq>.json
std::string log_path(const std::string& environment, std::int64_t seq);

// The entry of a bundle that was issued anew.
OutFile log_entry(const Bundle& bundle, const std::string& prev_entry);

// A Failure message without path when it is none.
Result<LogEntry> read_log_entry(std::string_view bytes);

// "ensign-log/1 project=… env=… seq=… issued=… sha256=…"
std::string log_comment(const LogEntry& entry);

}  // namespace ensign::emit
