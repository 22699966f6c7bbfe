#include "source/listing.h"

#include <fmt/format.h>

namespace ensign::source {

Result<void> check_entry_count(std::size_t count) {
  if (count <= most_entries) return {};
  return failure(fmt::format("there are more than {} governed entries", most_entries),
                 "look for a tree that repeats itself, or move other files out of the roots");
}

Result<void> Intake::add(Entry entry) {
  bytes_ += entry.bytes.size();
  entries_.push_back(std::move(entry));
  if (bytes_ > most_bytes) {
    return failure(
        fmt::format("the governed files hold more than {} MiB together", most_bytes >> 20),
        "look for a tree that repeats itself, or move other files out of the roots");
  }
  return check_entry_count(entries_.size());
}

}  // namespace ensign::source
