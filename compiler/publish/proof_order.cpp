#include "publish/proof_order.h"

#include <fmt/format.h>

namespace ensign::publish {

Result<void> check_revisions(const emit::Proof& before, const emit::Proof& next) {
  for (const emit::ProofEntry& old : before.entries) {
    const emit::ProofEntry* entry = next.entry(old.subject);
    if (entry == nullptr || old.revision == 0) continue;
    if (entry->revision < old.revision) {
      return failure(fmt::format("{}: revision {} was published, and this is {}: an older approval "
                                 "came back",
                                 old.subject, old.revision, entry->revision),
                     fmt::format("approve it again as revision {}", old.revision + 1));
    }
    const bool is_covered = !entry->covered_by.empty() || !old.covered_by.empty();
    if (!is_covered && entry->revision == old.revision && entry->content != old.content) {
      return failure(fmt::format("{}: revision {} was published with other contents", old.subject,
                                 old.revision),
                     fmt::format("approve it again as revision {}", old.revision + 1));
    }
  }
  return {};
}

}  // namespace ensign::publish
