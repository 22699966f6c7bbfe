// `ensign fmt`: governed files on disk, brought into their usual form (syntax/format.h).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "report/report.h"
#include "source/snapshot.h"

namespace ensign::driver {

struct Formatting {
  // Files or folders, each below a folder that holds ensign.yaml; empty: the current folder.
  std::vector<std::string> paths;
  bool check_only = false;  // write nothing
};

struct FormattedFiles {
  std::size_t looked_at = 0;
  std::vector<std::string> changed;  // or that would change; as seen from the current folder
  std::vector<std::string> remarks;  // what was left alone, and why
  // Files that cannot be read, with their findings; indexed by the spans of these.
  std::vector<source::File> unreadable;
  report::Report report;
};

// Looks only at what `check` would read, so not at what Git ignores. Links are not followed.
Result<FormattedFiles> format_files(const Formatting& formatting);

}  // namespace ensign::driver
