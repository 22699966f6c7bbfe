#include "source/memory_world.h"

#include "source/roots.h"
#include "source/validate.h"

namespace ensign::source {
namespace {

Entry::Kind kind_of(MemoryEntry::Kind kind) {
  switch (kind) {
    case MemoryEntry::Kind::symlink:
      return Entry::Kind::symlink;
    case MemoryEntry::Kind::submodule:
      return Entry::Kind::submodule;
    case MemoryEntry::Kind::file:
      break;
  }
  return Entry::Kind::file;
}

}  // namespace

Frozen freeze_memory(const std::vector<MemoryEntry>& entries, const std::vector<std::string>& roots,
                     Instant as_of) {
  const Roots asked(roots, "");
  Listing listing;
  for (const MemoryEntry& entry : entries) {
    const bool is_file = entry.kind == MemoryEntry::Kind::file;
    const bool leads_to_roots = !is_file && asked.leads_to(entry.path);
    if (asked.covers(entry.path) || leads_to_roots) {
      listing.entries.push_back(
          {kind_of(entry.kind), entry.path, is_file ? entry.bytes : std::string{}, 0});
    }
    if (is_file && is_attribute_file(entry.path)) {
      listing.attributes.push_back({folder_of(entry.path), entry.bytes});
    }
  }
  return validate(std::move(listing), Origin{}, as_of);
}

}  // namespace ensign::source
