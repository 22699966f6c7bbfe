// Changes that only reduce exposure: nothing overdue may stop a rollback.
#pragma once

#include <set>

#include "policy/judge.h"

namespace ensign::policy {

// The files of head whose flags serve, in each environment, what they served at the base or proven
// less, and at least in one less. None without a base.
std::set<FileId> reduced_files(const Case& what);

}  // namespace ensign::policy
