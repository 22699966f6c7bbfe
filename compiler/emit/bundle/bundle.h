// bundles/<env>/bundle.json: a valid flagd document with the root key `ensign`, which holds only
// what the client's order of checks needs. Unsigned here; `publish` signs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "emit/file.h"
#include "seal/governed_model.h"

namespace ensign::emit {

// A bundle that was published before; whoever builds on it has verified its signature.
struct PreviousBundle {
  std::string project, environment;
  std::string bytes;
  std::string sha256;  // 64 hex digits of `bytes`
  std::string prev;    // sha256 of the bundle before it; empty for the first
  std::string commit;  // of its source; empty when it names none
  std::int64_t seq = 0;
  Instant issued, expires;
};

// A subject whose digest is another than in the bundle before: a flag, `flag/<key>@<env>`, by the
// flag object that clients get, or `kill@<env>`. None where it was, or is, not there.
struct ChangedSubject {
  std::string subject;
  std::optional<std::string> before, after;  // sha256 of the canonical JSON, 64 hex digits
};

// A subject of the proof whose approval is another than in the proof before.
struct ApprovedSubject {
  std::string subject;
  std::optional<std::string> content;  // sha256, 64 hex digits; nothing: it is absent
  std::int64_t revision = 0;
};

struct Bundle {
  std::string environment;
  std::int64_t seq = 0;
  Instant issued, expires;
  Json document;       // what the bytes say
  std::string sha256;  // of the bytes
  OutFile file;
  std::string trusted_comment;  // "ensign-bundle/1 project=… env=… seq=… issued=… expires=…"
  bool reused = false;          // the previous bytes, because nothing that clients see differs
  std::vector<ChangedSubject> changed;  // by subject; none of a bundle that is reused
  std::optional<std::vector<ApprovedSubject>> approved;  // by subject; nothing without a proof
};

// Digests of overlays that the next bundle lifts, by environment.
using Lifted = std::map<std::string, std::set<std::string>>;

// One bundle per environment, in the order of ensign.yaml. `previous` is keyed by environment.
// `seq` counts contents: it grows by one when flags, evaluators, kill state or root differ from the
// previous bundle's; equal contents reuse the previous bytes while half their lifetime is left, and
// otherwise are issued anew with seq + 1.
std::vector<Bundle> bundles(const seal::GovernedModel& governed,
                            const std::map<std::string, PreviousBundle>& previous,
                            const Lifted& lifted = {});

// Reads what build needs of an older bundle.json; a Failure message without path when it is none.
Result<PreviousBundle> read_bundle(std::string bytes);

// The trusted comment that a bundle with these contents must carry.
std::string trusted_comment(const std::string& project, const std::string& environment,
                            std::int64_t seq, Instant issued, Instant expires);

}  // namespace ensign::emit
