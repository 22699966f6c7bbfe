// What all worlds have in common: a source of entries, and the memory of what was already read, so
// that a file that changes on disk between two looks is still one file in one run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/listing.h"
#include "source/roots.h"
#include "source/world.h"

namespace ensign::source {

class EntryWorld : public World {
 public:
  Result<std::optional<std::string>> read(std::string_view path) final;
  Result<Frozen> freeze(const std::vector<std::string>& roots, Instant as_of) final;

 protected:
  // `prefix`: from the top of the repository to the governed folder, "" or ending in `/`.
  explicit EntryWorld(std::string prefix) : prefix_(std::move(prefix)) {}

  // The entries under `roots`, all paths from the top of the repository.
  virtual Result<Listing> list(const Roots& roots) = 0;

  // Where the entries come from, and whether they are those of the commit.
  virtual Result<Origin> origin(const std::vector<Entry>& entries, const Roots& roots) = 0;

 private:
  void recall(std::vector<Entry>& entries, const Roots& roots) const;

  std::string prefix_;
  std::map<std::string, std::optional<std::string>, std::less<>> read_;  // by path from the top
};

}  // namespace ensign::source
