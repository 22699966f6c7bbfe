// Who approves a plan or a profile approves the records that it makes of flags (record/record.h).
// Asked of the repository by the tally, and of a proof by whoever verifies it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "trust/approval.h"

namespace ensign::trust {

// A record that a plan, in one of its stages, or a profile makes of a flag.
struct Yield {
  std::string key;
  std::string content;  // `sha256:…`
};

// Of the record of a plan or a profile, in its order; flags that it does not drive are left out.
std::vector<Yield> yields_of(const Json& record);

// The risk of a flag, as the record says of which the yield is the digest.
using RiskOf = std::function<std::optional<model::Risk>(const Yield&)>;

// The plan or profile as the change that policy judges, from its record alone: all environments
// that its stages name, or its own, and the highest risk of the flags that it makes records of.
// Nothing when it is the record of something else, or a risk is not known.
std::optional<Change> covering(const std::string& subject, const Json& record,
                               const RiskOf& risk_of);

}  // namespace ensign::trust
