#include "publish/signature.h"

#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>

#include "crypto/signature_file.h"
#include "publish/disk.h"

namespace ensign::publish {
namespace {

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// Where a signature of this key may stand. One without a key id in its name may be another's.
Result<std::optional<std::string>> signature_path(const std::string& path,
                                                  const crypto::PublicKey& key) {
  std::string own = fmt::format("{}.{}.minisig", path, crypto::key_id(key));
  if (is_there(own)) return own;
  const std::string common = path + ".minisig";
  if (!is_there(common)) return std::nullopt;
  const auto signature = crypto::parse_signature_file(TRY(read_file(common)));
  if (!signature) return failure(fmt::format("{}: {}", common, signature.error().message));
  return signature->key_id == key.id ? std::optional(common) : std::nullopt;
}

}  // namespace

Result<std::optional<Signed>> find_signature(const std::string& path, std::string_view bytes,
                                             std::span<const crypto::PublicKey> keys) {
  std::optional<Signed> result;
  for (const crypto::PublicKey& key : keys) {
    const auto signature = TRY(signature_path(path, key));
    if (!signature) continue;
    const auto comment = crypto::verify_minisign(key, bytes, TRY(read_file(*signature)));
    if (!comment) {
      return failure(fmt::format("{}: {}", *signature, comment.error().message),
                     "the file or its signature was changed after it was signed; fetch both again");
    }
    if (result && result->comment != *comment) {
      return failure(fmt::format("{}: its trusted comment differs from that of key {}", *signature,
                                 result->key),
                     "one of the two was moved here from elsewhere; fetch both again");
    }
    if (!result) result = Signed{crypto::key_id(key), *comment};
  }
  return result;
}

Result<Signed> verify_signature(const std::string& path, std::string_view bytes,
                                std::span<const crypto::PublicKey> keys) {
  auto found = TRY(find_signature(path, bytes, keys));
  if (found) return std::move(*found);
  return failure(fmt::format("{}: not signed by any of the given keys", path),
                 "give the key that signed it");
}

}  // namespace ensign::publish
