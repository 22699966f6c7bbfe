#include "driver/build_proof.h"

#include <fmt/format.h>

#include "client/bundle.h"
#include "crypto/minisign.h"
#include "crypto/signature_file.h"
#include "emit/bundle/prove.h"
#include "publish/proof_order.h"
#include "seal/governed_model.h"
#include "syntax/strict_json.h"

namespace ensign::driver {
namespace {

// Nullptr when there is none, or it is of another bundle.
const emit::Proof* proof_of(const Proofs& proofs, const emit::PreviousBundle& bundle) {
  const auto found = proofs.find(bundle.environment);
  if (found == proofs.end()) return nullptr;
  const emit::Proof& proof = found->second;
  return proof.sha256 == bundle.sha256 && proof.project == bundle.project ? &proof : nullptr;
}

bool was_protected(const emit::PreviousBundle& bundle) {
  const auto document = syntax::parse_strict(bundle.bytes);
  return document && client::says_protected(*document);
}

}  // namespace

emit::OutFiles root_files(const model::Model& model) {
  emit::OutFiles files;
  for (const model::RootFile& file : model.roots) {
    const std::string path = fmt::format("root/{}.json", file.root.version);
    for (const std::string& signature : file.signatures) {
      const auto read = crypto::parse_signature_file(signature);
      if (!read) continue;  // an anchor that does not hold would have stopped the build
      const crypto::PublicKey key{read->key_id, {}};
      files.push_back({fmt::format("{}.{}.minisig", path, crypto::key_id(key)), signature});
    }
    files.push_back({path, file.root.bytes});
  }
  return files;
}

Result<std::optional<emit::OutFile>> proof_file(const seal::GovernedModel& governed,
                                                const source::Snapshot& snapshot,
                                                emit::Bundle& bundle, const Proofs& proofs,
                                                const emit::PreviousBundle* before,
                                                unsigned threads) {
  const emit::Proof* older = before == nullptr ? nullptr : proof_of(proofs, *before);
  std::vector<emit::KeptEntry> kept;
  for (const seal::Carried& one : governed.carried()) {
    if (one.environment == bundle.environment) kept.push_back({one.subject, one.flag.has_value()});
  }
  const auto proof =
      emit::prove(governed.model(), snapshot, bundle, older, kept, governed.covered(), threads);
  if (!proof) return std::nullopt;
  if (older != nullptr) {
    TRY(publish::check_revisions(*older, *proof));
  } else if (before != nullptr && was_protected(*before)) {
    return failure(fmt::format("{} of the previous output is missing, cannot be read, or is of "
                               "another bundle: nobody could say whether an older "
                               "approval comes back",
                               emit::proof_path(bundle.environment)),
                   "fetch the whole previous output, or start a new sequence with `--first`");
  }
  bundle.approved = emit::newly_approved(*proof, older);
  return emit::OutFile{emit::proof_path(bundle.environment), emit::proof_bytes(*proof)};
}

}  // namespace ensign::driver
