// What a change touches: two snapshots side by side, no opinion about it. `check --base` asks it,
// so that something overdue is an error only on what a pull request itself edits.
#pragma once

#include <set>
#include <string>

#include "source/snapshot.h"

namespace ensign::change {

struct Touched {
  std::set<std::string> paths;  // of head, whose bytes differ from base or that are new there

  bool has_path(const std::string& path) const { return paths.contains(path); }
};

Touched touched(const source::Snapshot& base, const source::Snapshot& head);

}  // namespace ensign::change
