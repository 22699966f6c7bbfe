#include "publish/threshold.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <system_error>

#include "publish/disk.h"

namespace ensign::publish {
namespace {

bool signed_by(const crypto::PublicKey& key, const std::string& path, std::string_view bytes,
               std::string_view comment) {
  const std::string own = fmt::format("{}.{}.minisig", path, crypto::key_id(key));
  std::error_code ignored;
  if (!std::filesystem::exists(own, ignored)) return false;
  const auto signature = read_file(own);
  const auto found = signature ? crypto::verify_minisign(key, bytes, *signature)
                               : Result<std::string>(failure("none"));
  return found && *found == comment;
}

}  // namespace

std::vector<crypto::PublicKey> role_keys(const model::Root& root, std::string_view role) {
  std::vector<crypto::PublicKey> keys;
  const model::RootRole* own = root.role(role);
  if (own == nullptr) return keys;
  for (const std::string& id : own->keys) {
    const model::RootKey* key = root.key(id);
    if (key == nullptr || !key->minisign) continue;
    const bool taken = std::ranges::any_of(
        keys, [&](const crypto::PublicKey& one) { return one.bytes == key->minisign->bytes; });
    if (!taken) keys.push_back(*key->minisign);
  }
  return keys;
}

Result<Quorum> count_signers(const model::Root& root, std::string_view role,
                             const std::string& path, std::string_view bytes,
                             std::string_view comment) {
  const model::RootRole* own = root.role(role);
  if (own == nullptr) {
    return failure(fmt::format("the root of trust names no role `{}`", role),
                   "add the role with `ensign trust rotate`");
  }
  Quorum quorum{own->threshold, {}, {}};
  for (const crypto::PublicKey& key : role_keys(root, role)) {
    const bool has_signed = signed_by(key, path, bytes, comment);
    (has_signed ? quorum.signers : quorum.others).push_back(crypto::key_id(key));
  }
  return quorum;
}

Result<void> expect_quorum(const Quorum& quorum, std::string_view role, const std::string& path,
                           std::string_view comment) {
  if (quorum.missing() <= 0) return {};
  return failure(
      fmt::format("{}: {} of {} signatures of the role `{}`; {} more of {} must sign", path,
                  quorum.signers.size(), quorum.threshold, role, quorum.missing(),
                  fmt::join(quorum.others, ", ")),
      fmt::format("minisign -SHm {0} -s SECRET-KEY -x {0}.KEYID.minisig -t '{1}'", path, comment));
}

}  // namespace ensign::publish
