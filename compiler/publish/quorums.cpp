#include "publish/quorums.h"

#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>

#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/proof.h"
#include "emit/bundle/target.h"
#include "model/root.h"
#include "publish/disk.h"
#include "publish/threshold.h"
#include "syntax/strict_json.h"
#include "trust/root_chain.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

Result<std::int64_t> root_version(const std::string& path, const std::string& bytes) {
  const Json document = TRY(syntax::parse_strict(bytes));
  const Json* facts = document.find("ensign");
  const Json* version = facts == nullptr ? nullptr : facts->find("root_version");
  if (version == nullptr || version->integer() == nullptr) {
    return failure(fmt::format("{}: `ensign.root_version` is no number", path));
  }
  return *version->integer();
}

// Whether the bundle says that its entries are approved.
bool is_guarded(const std::string& bytes) {
  const auto document = syntax::parse_strict(bytes);
  const Json* facts = document ? document->find("ensign") : nullptr;
  const Json* guarded = facts == nullptr ? nullptr : facts->find("protected");
  return guarded != nullptr && guarded->boolean() != nullptr && *guarded->boolean();
}

// The newest root of a proof, after the whole chain was walked.
Result<model::Root> root_in(const std::string& path, const std::optional<crypto::Sha256>& pin,
                            Instant now) {
  const std::string bytes = TRY(read_file(path));
  const auto proof = emit::read_proof(bytes);
  if (!proof) return failure(fmt::format("{}: {}", path, proof.error().message));
  std::vector<model::Root> roots;
  for (const emit::ProofRoot& one : proof->roots) {
    auto root = model::read_root(one.root);
    if (!root) return failure(fmt::format("{}: {}", path, root.error().message));
    roots.push_back(std::move(*root));
  }
  std::vector<trust::RootWithSignatures> chain;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    chain.push_back({&roots[i], proof->roots[i].signatures});
  }
  const auto newest = trust::walk(chain, pin, now);
  if (!newest) {
    return failure(fmt::format("{}: {}", path, newest.error().message), newest.error().help);
  }
  return **newest;
}

Result<void> check_file(const model::Root& root, const std::string& role, const std::string& path,
                        const std::string& bytes, const std::string& comment) {
  const Quorum quorum = TRY(count_signers(root, role, path, bytes, comment));
  return expect_quorum(quorum, role, path, comment);
}

Result<void> check_targets(const fs::path& folder, const model::Root& root,
                           const std::string& role) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json" || !entry.is_regular_file(error)) continue;
    const std::string path = entry.path().string();
    const std::string bytes = TRY(read_file(path));
    const auto target = emit::read_target(bytes);
    if (!target) continue;
    TRY(check_file(root, role, path, bytes,
                   emit::target_comment(target->project, target->environment, target->choice.name,
                                        target->seq, target->issued, target->expires)));
  }
  return {};
}

std::string role_of(const std::string& environment) { return "bundle/" + environment; }

Result<void> check_signed(const fs::path& folder, const std::string& environment,
                          const model::Root& root, const std::string& path,
                          const std::string& bytes) {
  const auto bundle = emit::read_bundle(bytes);
  if (!bundle) return failure(fmt::format("{}: {}", path, bundle.error().message));
  TRY(check_file(root, role_of(environment), path, bytes,
                 emit::trusted_comment(bundle->project, environment, bundle->seq, bundle->issued,
                                       bundle->expires)));
  return check_targets(folder, root, role_of(environment));
}

// `known` is the root of the proofs that are there. Only an environment that asks for approvals has
// one; of another the bundle is still held to the role, where the root names it.
Result<void> check_environment(const fs::path& folder, const std::string& environment,
                               const std::optional<model::Root>& known, bool is_pinned) {
  const std::string path = (folder / "bundle.json").string();
  const std::string bytes = TRY(read_file(path));
  if (TRY(root_version(path, bytes)) == 0) {
    if (!is_pinned) return {};
    return failure(fmt::format("{} was built without a root of trust, and one is pinned", path),
                   "build from the repository that has it");
  }
  const bool is_named = known && known->role(role_of(environment)) != nullptr;
  std::error_code error;
  const std::string proof = (folder / "proof.json").string();
  if (!fs::exists(proof, error) && is_guarded(bytes)) {
    return failure(fmt::format("{} is missing: nothing says who must sign the bundle", proof),
                   "build again");
  }
  if (!is_named && !fs::exists(proof, error)) return {};
  return check_signed(folder, environment, *known, path, bytes);
}

// Of all proofs under a root the newest; each chain is walked from the pin.
Result<std::optional<model::Root>> newest_root(const fs::path& bundles,
                                               const std::vector<std::string>& environments,
                                               const std::optional<crypto::Sha256>& pin,
                                               Instant now) {
  std::optional<model::Root> newest;
  for (const std::string& environment : environments) {
    const std::string path = (bundles / environment / "bundle.json").string();
    const std::string bytes = TRY(read_file(path));
    if (TRY(root_version(path, bytes)) == 0) continue;
    const std::string proof = (bundles / environment / "proof.json").string();
    std::error_code error;
    if (!fs::exists(proof, error)) continue;
    model::Root root = TRY(root_in(proof, pin, now));
    if (!newest || newest->version < root.version) newest = std::move(root);
  }
  return newest;
}

}  // namespace

Result<void> check_quorums(const std::string& out, const std::vector<std::string>& environments,
                           const std::string& pin, Instant now) {
  std::optional<crypto::Sha256> digest;
  if (!pin.empty()) {
    digest = crypto::sha256_from_hex(pin);
    if (!digest) {
      return failure("the pin is no SHA-256 digest", "it has 64 hex digits in lower case");
    }
  }
  const fs::path bundles = fs::path(out) / "bundles";
  const auto root = TRY(newest_root(bundles, environments, digest, now));
  for (const std::string& environment : environments) {
    TRY(check_environment(bundles / environment, environment, root, digest.has_value()));
  }
  return {};
}

}  // namespace ensign::publish
