// The only door to a governed repository: a work tree, the index, or a commit, through libgit2, or
// a plain directory without Git. Opened once per run; never starts a program, never follows a link,
// never believes repository-local configuration that moves the work tree.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/report.h"
#include "source/snapshot.h"

namespace ensign::source {

struct Selection {
  enum class Kind : std::uint8_t { work_tree, staged, revision };
  Kind kind = Kind::work_tree;
  std::string revision;  // for Kind::revision: anything `git rev-parse` takes that names a commit
  // For Kind::staged: the index that Git hands to a hook in GIT_INDEX_FILE, which is not the
  // repository's own during `git commit -a` and `git commit FILE`. Empty: the repository's own. A
  // relative path starts at the top of the work tree, as it does in a hook.
  std::string index_file;
  // A folder of objects beside the repository's own: where Git keeps what is pushed until its hooks
  // agree (git-receive-pack(1), QUARANTINE ENVIRONMENT). Empty: none.
  std::string objects = {};
  // Of a commit: from the folder that World::open is given to the governed one, "" or ending in
  // `/`. It need not be there on the disk, and in a bare repository nothing is.
  std::string folder = {};
};

struct Frozen {
  Snapshot snapshot;
  report::Report report;  // entries that were refused (EN9xx), with spans in `snapshot`
};

class World {
 public:
  // `path` is the repository, a folder in its work tree that holds ensign.yaml, a bare repository,
  // or a plain directory. All paths are relative to that folder, also when it lies deep in a work
  // tree; in a bare repository they start at the top, or at Selection::folder. The default
  // selection of a bare repository is HEAD. Fails with a cure where the repository belongs to
  // another user, has a format that is not supported, lacks an object (partial clone), or where the
  // revision names no commit.
  static Result<std::unique_ptr<World>> open(const std::string& path, const Selection& selection);
  virtual ~World() = default;

  // The bytes of one file, for what must be known before the rest is frozen (ensign.yaml moves
  // roots). An absent file is an empty optional.
  virtual Result<std::optional<std::string>> read(std::string_view path) = 0;

  // Freezes every file whose path is one of `roots` or lies below one of them; `.` is everything.
  // A work tree gives its files as `git add` would store them: what Git ignores is left out, and
  // CRLF becomes LF where attributes or core.autocrlf have Git store LF, so that the digests of
  // work tree and blob agree. A blob is never changed.
  virtual Result<Frozen> freeze(const std::vector<std::string>& roots, Instant as_of) = 0;
};

}  // namespace ensign::source
