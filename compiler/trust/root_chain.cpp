#include "trust/root_chain.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "crypto/minisign.h"

namespace ensign::trust {
namespace {

constexpr std::string_view root_role = "root";

std::unexpected<Failure> too_few(const model::Root& root, const model::Root& by,
                                 std::size_t signers) {
  const model::RootRole* role = by.role(root_role);
  const bool self = root.version == by.version;
  return failure(
      fmt::format("version {} of the root is signed by {} of the {} keys that {} asks for",
                  root.version, signers, role == nullptr ? 0 : role->threshold,
                  self ? "it" : fmt::format("version {}", by.version)),
      fmt::format("let more holders of {} root keys sign it: minisign -SHm {}.json",
                  self ? "its" : "the earlier", root.version));
}

// Whether the threshold of `by` signed `root`.
Result<void> signed_by(const RootWithSignatures& root, const model::Root& by) {
  const model::RootRole* role = by.role(root_role);
  const std::size_t signers = count_signatures(by, root_role, root.root->bytes, root.signatures);
  const bool enough = role != nullptr && role->threshold >= 1 &&
                      signers >= static_cast<std::size_t>(role->threshold);
  if (!enough) return too_few(*root.root, by, signers);
  return {};
}

Result<std::size_t> beginning(std::span<const RootWithSignatures> versions,
                              const std::optional<crypto::Sha256>& pinned) {
  if (versions.empty())
    return failure("there is no root of trust", "`ensign trust init` makes one");
  if (!pinned) return std::size_t{0};
  const auto found = std::ranges::find(
      versions, *pinned, [](const RootWithSignatures& each) { return each.root->digest; });
  if (found == versions.end()) {
    return failure(
        fmt::format("no version of the root is the one that is pinned, {}", crypto::hex(*pinned)),
        "ask whoever gave you the digest; pin another only when its holders say so");
  }
  return static_cast<std::size_t>(found - versions.begin());
}

}  // namespace

std::size_t count_signatures(const model::Root& root, std::string_view role_name,
                             std::string_view bytes, std::span<const std::string> signatures) {
  const model::RootRole* role = root.role(role_name);
  if (role == nullptr) return 0;
  std::set<std::array<std::uint8_t, 32>> signers;
  for (const std::string& id : role->keys) {
    const model::RootKey* key = root.key(id);
    if (key == nullptr || !key->minisign) continue;
    const bool has_signed = std::ranges::any_of(signatures, [&](const std::string& signature) {
      return crypto::verify_minisign(*key->minisign, bytes, signature).has_value();
    });
    if (has_signed) signers.insert(key->minisign->bytes);
  }
  return signers.size();
}

Result<void> verify_self(const RootWithSignatures& root) { return signed_by(root, *root.root); }

Result<void> verify_step(const model::Root& current, const RootWithSignatures& next) {
  const model::Root& root = *next.root;
  if (root.project != current.project) {
    return failure(
        fmt::format("version {} of the root is of the project `{}`", root.version, root.project),
        "a root cannot be brought from another repository");
  }
  if (root.version != current.version + 1) {
    return failure(
        fmt::format("version {} of the root follows version {}", root.version, current.version),
        "every version must be there, each one more than the one before");
  }
  TRY(signed_by(next, current));
  return verify_self(next);
}

Walk follow(std::span<const RootWithSignatures> versions,
            const std::optional<crypto::Sha256>& pinned) {
  const auto first = beginning(versions, pinned);
  const std::size_t last = versions.empty() ? 0 : versions.size() - 1;
  if (!first) return {first.error(), last};
  if (versions.size() - *first > most_roots) {
    return {Failure{fmt::format("there are more than {} versions of the root to walk", most_roots),
                    "pin a later one"},
            last};
  }
  if (auto self = verify_self(versions[*first]); !self) return {std::move(self.error()), *first};
  for (std::size_t i = *first + 1; i < versions.size(); ++i) {
    auto step = verify_step(*versions[i - 1].root, versions[i]);
    if (!step) return {std::move(step.error()), i};
  }
  return {std::nullopt, last};
}

Result<const model::Root*> walk(std::span<const RootWithSignatures> versions,
                                const std::optional<crypto::Sha256>& pinned, Instant now) {
  Walk walked = follow(versions, pinned);
  if (walked.fault) return std::unexpected(std::move(*walked.fault));
  const model::Root* last = versions[walked.index].root;
  if (last->expires <= now) {
    return failure(fmt::format("version {} of the root has expired on {}", last->version,
                               to_string(last->expires)),
                   "`ensign trust rotate` writes the next one, and its holders sign it");
  }
  return last;
}

}  // namespace ensign::trust
