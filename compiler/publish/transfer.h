// `ensign publish OUT --to DIR`: an output folder copied to where clients read it, a directory or a
// mount, in an order in which nobody is ever shown a promise before what it promises: overlays and
// bundles, proofs, the log, the site with what else there is, then timestamps, and the manifest
// last. Every file appears whole: it is written under another name, and renamed.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "publish/destination.h"

namespace ensign::publish {

struct FileStep {
  enum class Kind : std::uint8_t { add, replace, remove };
  Kind kind = Kind::add;
  std::string path;  // relative, `/` between components
};

struct Transfer {
  std::vector<EnvironmentStep> environments;
  std::vector<FileStep> files;  // in the order in which they happen; nothing that stays as it is
  std::size_t unchanged = 0;
  std::vector<std::string> remarks;
};

// Takes the lock of the destination, or fails when another publisher holds it; looks at both sides
// (destination.h); and, unless `dry_run`, copies. What an earlier publisher left half-done under
// another name is removed first. Files of an older output that this one no longer has are removed
// last; never a log entry, an overlay that is not lifted, or an environment that `out` does not
// have.
struct Assignment {
  std::string out, to;
  std::string pin;  // sha256 of the root that is believed, 64 hex digits; empty: none is pinned
  Instant now;      // timestamps that are over are said
  bool dry_run = false;
  Emergencies emergencies = {};  // kills at the destination that do not count are remarks
};
Result<Transfer> transfer(const Assignment& assignment);

}  // namespace ensign::publish
