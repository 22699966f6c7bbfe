// What a tree, an index, a directory or a test offers, before anything is judged. All sources come
// to this one form, so that source/validate.h treats them alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ensign::source {

inline constexpr std::uint64_t largest_file = std::uint64_t{1} << 20;  // bytes
inline constexpr std::uint64_t most_entries = 1'000'000;
inline constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;  // of all files together

struct Entry {
  enum class Kind : std::uint8_t {
    file,
    symlink,
    submodule,
    special,        // a pipe, a device, a socket, or a mode that Git does not write
    slashed_name,   // a tree entry whose one name holds a `/`
    too_large,      // a file over `largest_file`; its bytes are not read
    unmerged,       // conflict stages of an index
    intent_to_add,  // announced in an index, without content
  };
  Kind kind = Kind::file;
  std::string path;        // as it is found, possibly hostile
  std::string bytes;       // of a file; empty for the others
  std::uint64_t size = 0;  // of a file that is too large
};

// One `.gitattributes` file on the way to a governed file.
struct AttributeFile {
  std::string folder;  // path from the top of the repository, "" for the top
  std::string bytes;
};

struct Listing {
  std::vector<Entry> entries;  // in any order
  std::vector<AttributeFile> attributes;
  std::string prefix;  // from the top of the repository to the governed folder: "" or ends in `/`
};

// Collects entries within the limits that keep a hostile tree (a few small trees that hold
// each other many times over) from filling the memory.
class Intake {
 public:
  Result<void> add(Entry entry);
  std::size_t size() const { return entries_.size(); }
  std::vector<Entry> take() { return std::move(entries_); }

 private:
  std::vector<Entry> entries_;
  std::uint64_t bytes_ = 0;
};

// Fails when a tree has more entries than anyone governs.
Result<void> check_entry_count(std::size_t count);

}  // namespace ensign::source
