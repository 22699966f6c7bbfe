// Where two revisions part.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace ensign::source {

// The commit id of the best common ancestor of two revisions; nothing when the history that is here
// does not reach one (unrelated histories, a shallow clone). A revision that names no commit fails.
// `objects` as in Selection.
Result<std::optional<std::string>> merge_base(const std::string& repository, const std::string& one,
                                              const std::string& other,
                                              const std::string& objects = {});

}  // namespace ensign::source
