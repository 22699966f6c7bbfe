// From the root that is pinned to the one that holds now, as a TUF client walks it (section 5.3 of
// its specification): each version exactly one more than the one before, signed by the threshold of
// the old version and by its own. Keys are counted by their public bytes, never by their ids.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/root.h"

namespace ensign::trust {

inline constexpr std::size_t most_roots = 1024;  // in one walk

struct RootWithSignatures {
  const model::Root* root = nullptr;
  std::span<const std::string> signatures;  // bytes of .minisig files; those that do not hold are
                                            // not counted and do no harm
};

// How many different keys of `role` made a valid signature over `bytes`.
std::size_t count_signatures(const model::Root& root, std::string_view role, std::string_view bytes,
                             std::span<const std::string> signatures);

// Whether `root` is signed by the threshold of its own role `root`.
Result<void> verify_self(const RootWithSignatures& root);
// Whether `next` may follow `current`.
Result<void> verify_step(const model::Root& current, const RootWithSignatures& next);

// Walks the versions, which must be in order and without a gap, from the one whose digest is
// `pinned` (or, without a pin, from the first) to the last, and gives that back. Each is signed by
// the threshold of its own role, also the first. Expiry is judged at `now`, of the last alone (TUF
// 5.3.10).
Result<const model::Root*> walk(std::span<const RootWithSignatures> versions,
                                const std::optional<crypto::Sha256>& pinned, Instant now);

// The same walk without the question of expiry: why it ended early, and at which version.
struct Walk {
  std::optional<Failure> fault;
  std::size_t index = 0;  // of the last version, or of the one that cannot be reached
};
Walk follow(std::span<const RootWithSignatures> versions,
            const std::optional<crypto::Sha256>& pinned);

}  // namespace ensign::trust
