// What is to be said of one entry by itself, whatever stands beside it.
#pragma once

#include <optional>
#include <string>

#include "report/finding.h"
#include "source/listing.h"

namespace ensign::source {

// A finding whose files have no ids yet.
struct Remark {
  const report::RuleInfo* rule = nullptr;
  std::string message;
  std::string help;
  std::optional<std::string> other = std::nullopt;  // path of a second file to point at
};

// Why the entry is refused; nothing when it is a governed file like any other. Its path is judged
// elsewhere (source/path_rules.h).
std::optional<Remark> remark_on(const Entry& entry);

}  // namespace ensign::source
