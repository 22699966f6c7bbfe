// How two commits stand to each other, and where branches point: what `build` asks before it issues
// a bundle for a protected environment.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace ensign::source {

enum class Ancestry : std::uint8_t {
  same,
  ancestor,   // the older one is in the history of the newer
  rewritten,  // it is not, and the whole history is here
  unknown,    // the history that is here does not tell: a shallow clone, or no repository
};

// `older` and `newer` are 40 hex digits.
Result<Ancestry> ancestry(const std::string& repository, const std::string& older,
                          const std::string& newer);

// The branch that HEAD is on; empty where it is on none, or there is no repository.
Result<std::string> head_branch(const std::string& repository);

// The commits to which a name points as a branch here, as a branch of a remote, or as a tag: 40 hex
// digits each, sorted. None where nothing has that name.
Result<std::vector<std::string>> tips_of(const std::string& repository, const std::string& name);

}  // namespace ensign::source
