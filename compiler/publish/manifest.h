// manifest.json: every file of the output with its size and digest, where it comes from, and what
// was overdue when it was made. Whoever holds the signing key's public half can check a whole
// output folder with it.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "emit/file.h"
#include "seal/governed_model.h"

namespace ensign::publish {

// Environments that were built although history was rewritten since their last bundle, and why.
struct HistoryNote {
  std::vector<std::string> environments;  // none: nothing of the kind
  std::string reason;
};

// `files` is everything but the manifest and its signature.
//   {"format":"ensign-manifest/1","project","name","as_of","source":{"commit","tree","clean"},
//    "history":"full"|"shallow"|"none","debts":[{"rule","path","line","message"}],
//    "files":[{"path","size","sha256"}]}       sizes in bytes, files by path
// and "rewritten":{"environments","reason"} where there is something to say of it, as is
// "carried":[{"subject","why"}], the entries that ship as before because they are not approved.
emit::OutFile manifest(const seal::GovernedModel& governed, const source::Snapshot& snapshot,
                       const emit::OutFiles& files, const HistoryNote& history,
                       unsigned threads = 1);

// Trusted comment of its signature: "ensign-manifest/1 project=… commit=… as-of=…".
std::string manifest_comment(const seal::GovernedModel& governed);

// The same from a manifest that was read back; a Failure message without path when it is none.
Result<std::string> manifest_comment(const Json& manifest);

}  // namespace ensign::publish
