// A bundle and its proof against the log of what was published: whether the chain of entries leads
// to this bundle, and whether anything in it is older than what stood there before.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "client/bundle.h"
#include "client/proven.h"

namespace ensign::client {

struct LogOrder {
  std::int64_t entries = 0;
  std::vector<Failure> problems;
};

// `folder` holds <seq>.json from 1 to the seq of the bundle. Signatures of older entries are not
// asked: the newest entry names this bundle, which is signed, and each the one before it. Whoever
// kept a copy of the log compares the digest of an entry with it.
LogOrder check_log(const std::string& folder, const CheckedBundle& bundle, const Proven& proven);

}  // namespace ensign::client
