// How findings speak of approvals: what is missing, and who could give it.
#pragma once

#include <string>
#include <vector>

#include "trust/tally.h"

namespace ensign::policy {

// "`ada`, `ben` or `cora`"; of many the first, and how many more.
std::string any_of(const std::vector<std::string>& people);

// "a proposal and 1 of team `security` (`dan` or `eve`)", or "an approval rule that matches it".
std::string needs(const trust::Approval& approval);

// The same after "still needs".
std::string still_needs(const trust::Approval& approval);

// The same, and before it that what was signed is older than what was published, where it is.
std::string why_not(const trust::Change& change, const trust::Approval& approval);

// The first digits of a digest, for people: `5f0c2d7e9b1a…`; `absent` for nothing.
std::string short_digest(const std::optional<crypto::Sha256>& digest);

// The rules of policy that ask, as labels: only where they stand in head.
void label_rules(const trust::Tally& tally, const trust::Approval& approval,
                 report::Finding& finding);

}  // namespace ensign::policy
