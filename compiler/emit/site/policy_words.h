// trust/policy.yaml in words.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

// {approvals, terms, risks, types, releases}: rules of approval, single terms as rows of facts, and
// what is asked by risk, by type of flag and by type of release.
Value policy_value(const Desk& desk);

}  // namespace ensign::emit::pages
