#include "client/signatures.h"

#include <fmt/format.h>
#include <utility>

#include "crypto/signature_file.h"
#include "trust/root_chain.h"

namespace ensign::client {

Result<std::vector<std::string>> fetch_signatures(const Mirror& mirror, const std::string& path,
                                                  const model::Root& root, std::string_view role) {
  std::vector<std::string> signatures;
  const model::RootRole* asked = root.role(role);
  if (asked == nullptr) return signatures;
  std::vector<std::string> names{path + ".minisig"};
  for (const std::string& id : asked->keys) names.push_back(fmt::format("{}.{}.minisig", path, id));
  for (const std::string& name : names) {
    auto signature = TRY(mirror.fetch(name, largest_signature));
    if (signature) signatures.push_back(std::move(*signature));
  }
  return signatures;
}

Result<void> expect_threshold(const model::Root& root, std::string_view role,
                              std::string_view bytes, const std::vector<std::string>& signatures) {
  const model::RootRole* asked = root.role(role);
  if (asked == nullptr) {
    return failure(fmt::format("version {} of the root knows no role `{}`", root.version, role),
                   "ask whoever keeps the root of trust for a role of that name");
  }
  const std::size_t count = trust::count_signatures(root, role, bytes, signatures);
  if (count >= static_cast<std::size_t>(asked->threshold)) return {};
  return failure(
      fmt::format("{} of {} signatures of `{}` that version {} of the root asks for hold", count,
                  asked->threshold, role, root.version),
      "it was changed, signed by others, or is not signed by enough yet; fetch it again");
}

Result<void> expect_comment(const model::Root& root, std::string_view role, std::string_view bytes,
                            const std::vector<std::string>& signatures,
                            const std::string& comment) {
  std::vector<std::string> own;
  std::string other;
  for (const std::string& signature : signatures) {
    const auto file = crypto::parse_signature_file(signature);
    if (!file) continue;
    if (file->trusted_comment == comment) {
      own.push_back(signature);
    } else {
      other = file->trusted_comment;
    }
  }
  if (expect_threshold(root, role, bytes, own)) return {};
  return failure(fmt::format("its signature is that of something else: the trusted comment is "
                             "`{}`, and should be `{}`",
                             other, comment),
                 "the signature was moved here from elsewhere; fetch both again");
}

model::Root root_of_keys(const std::vector<crypto::PublicKey>& keys, const std::string& project,
                         const std::string& environment) {
  model::Root root;
  root.project = project;
  model::RootRole role;
  for (const crypto::PublicKey& key : keys) {
    const std::string id = crypto::key_id(key);
    root.keys.emplace(id, model::RootKey{id, key, std::nullopt, {}});
    role.keys.push_back(id);
  }
  root.roles.emplace("bundle/" + environment, std::move(role));
  return root;
}

}  // namespace ensign::client
