// Flags of other systems as governed files: flagd documents, and the flag definitions of GitLab's
// kind. What the source says is carried over where a governed file can say the same; what it cannot
// is a difference, named one by one. docs/import.md says what becomes of what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"

namespace ensign::driver {

struct Importing {
  std::string kind;         // flagd or gitlab
  std::string path;         // a file, or a folder of them
  std::string out;          // a governed repository, or a folder that becomes one
  std::string environment;  // that the flags are served in; empty: production
  std::string owner;        // of what the source gives no owner; empty: see docs/import.md
  std::string name;         // of a new repository; empty: that of the folder
  Instant as_of;
  unsigned threads = 1;
};

struct Difference {
  enum class Kind : std::uint8_t {
    renamed,   // it has another key now
    differs,   // it is there, and some callers get another answer
    left_out,  // it is not there
  };
  Kind kind = Kind::differs;
  std::string subject;  // key of a flag in the source, or path of its file
  std::string message;
};

std::string_view name_of(Difference::Kind kind);

struct ImportedFlag {
  std::string source;  // key in the source, or path of its file
  std::string key;     // now
  std::string path;    // of its governed file
  bool exact = true;   // no difference is about it
};

struct Imported {
  std::vector<std::string> written;  // relative to `out`
  std::vector<ImportedFlag> flags;
  std::vector<Difference> differences;
  std::vector<std::string> next;   // what to do now
  std::optional<Failure> mistake;  // in what was asked; then nothing was written
};

// Writes all files or none, and overwrites nothing.
Result<Imported> import_flags(const Importing& importing);

// The answer of `--format json`.
Json to_json(const Imported& imported);

}  // namespace ensign::driver
