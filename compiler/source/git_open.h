// Opens a repository without believing it: the place of the work tree is given, not read from its
// configuration; its owner must be the user; its format must be one that is understood. Nothing of
// it is run: libgit2 knows neither hooks nor external filters, and no git is started.
#pragma once

#include "source/git_handle.h"
#include "source/git_place.h"

namespace ensign::source {

struct OpenRepository {
  Repository repository;
  bool bare = false;  // no work tree and no index of its own
};

// `objects` is a further folder of objects, as in Selection; empty: none.
Result<OpenRepository> open_repository(const GitPlace& place, const std::string& objects = {});

}  // namespace ensign::source
