// The frozen input of a run: the governed files as bytes, sorted by path, with the facts of where
// they come from and the one date of the run. After it is made, nothing touches Git or the disk.
// This room does not interpret content.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "report/report.h"

namespace ensign::source {

struct File {
  std::string path;      // relative, `/` between components, validated (source/path_rules.h)
  std::string bytes;     // CRLF of a work tree already folded to LF where the blob would hold LF
  bool refused = false;  // its finding says why; no bytes, and nothing more is to be said of it
};

// How much of the history the clone holds.
enum class History : std::uint8_t { none, shallow, full };

// Where the snapshot was taken. Empty strings where there is nothing to say.
struct Origin {
  enum class Kind : std::uint8_t { memory, directory, work_tree, index, commit };
  Kind kind = Kind::memory;
  std::string commit;  // 40 hex digits: the commit itself, or HEAD under a work tree or an index
  std::string tree;    // 40 hex digits of that commit's tree
  bool clean = false;  // the files are exactly those of `commit`
  History history = History::none;
};

class Snapshot {
 public:
  Snapshot() = default;
  Snapshot(std::vector<File> files, Origin origin, Instant as_of);

  // For tests, rule pages and fuzzers.
  static Snapshot from_memory(const std::map<std::string, std::string>& files, Instant as_of);

  std::span<const File> files() const { return files_; }
  const File& file(FileId id) const;
  std::optional<FileId> find(std::string_view path) const;
  std::vector<report::FileView> views() const;  // for the renderers, indexed by FileId
  const Origin& origin() const { return origin_; }
  Instant as_of() const { return as_of_; }

 private:
  std::vector<File> files_;
  Origin origin_;
  Instant as_of_;
};

}  // namespace ensign::source
