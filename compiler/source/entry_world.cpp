#include "source/entry_world.h"

#include <utility>

#include "source/validate.h"

namespace ensign::source {

Result<std::optional<std::string>> EntryWorld::read(std::string_view path) {
  std::string full = prefix_ + std::string(path);
  if (const auto known = read_.find(full); known != read_.end()) return known->second;
  Listing listing = TRY(list(Roots({std::string(path)}, prefix_)));
  std::optional<std::string> bytes;
  for (Entry& entry : listing.entries) {
    if (entry.path == full && entry.kind == Entry::Kind::file) bytes = std::move(entry.bytes);
  }
  read_.emplace(std::move(full), bytes);
  return bytes;
}

// What `read` has said stays true for the whole run.
void EntryWorld::recall(std::vector<Entry>& entries, const Roots& roots) const {
  std::erase_if(entries, [&](const Entry& entry) {
    const auto known = read_.find(entry.path);
    const bool was_absent = known != read_.end() && !known->second;
    return was_absent && entry.kind == Entry::Kind::file;
  });
  for (const auto& [path, bytes] : read_) {
    if (!bytes || !roots.covers(path)) continue;
    std::erase_if(entries, [&](const Entry& entry) { return entry.path == path; });
    entries.push_back({Entry::Kind::file, path, *bytes, 0});
  }
}

Result<Frozen> EntryWorld::freeze(const std::vector<std::string>& roots, Instant as_of) {
  const Roots asked(roots, prefix_);
  Listing listing = TRY(list(asked));
  recall(listing.entries, asked);
  Origin where = TRY(origin(listing.entries, asked));
  std::erase_if(listing.entries,
                [&](const Entry& entry) { return !entry.path.starts_with(prefix_); });
  for (Entry& entry : listing.entries) entry.path.erase(0, prefix_.size());
  listing.prefix = prefix_;
  return validate(std::move(listing), std::move(where), as_of);
}

}  // namespace ensign::source
