// How to stop a flag or a level of the ladder: the command of the emergency, who may sign it, and
// what to write into the files when there is time for a review.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/site/page.h"

namespace ensign::emit::pages {

// For the partial `_stop.html`: {command, signers, more, lines, environment, file}. `what` is the
// word that `ensign kill` takes: `KS1`, or the key of a flag. The command is empty where nobody on
// the roster has a key that counts for it, or where a flag has no fallback to be killed to.
// `signers` are links to at most eight of the people who may sign, `more` says how many others may.
Value stop_parts(const Desk& desk, std::string_view what,
                 const std::vector<const model::Flag*>& flags, std::string_view environment);

}  // namespace ensign::emit::pages
