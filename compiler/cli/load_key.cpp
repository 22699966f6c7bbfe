#include "cli/load_key.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "publish/disk.h"

namespace ensign::cli {

Result<crypto::SecretKey> load_secret_key(const std::string& path, Terminal& terminal) {
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0) {
    return failure(fmt::format("{} can be read by others", path),
                   fmt::format("make it yours alone: chmod 600 {}", path));
  }
  const std::string text = TRY(publish::read_file(path));
  std::string password;
  if (crypto::SecretKey::is_encrypted(text)) {
    password = TRY(terminal.ask_secret(fmt::format("password of {}", path)));
  }
  auto key = crypto::SecretKey::parse(text, password);
  if (!key) {
    return failure(fmt::format("{}: {}", path, key.error().message), key.error().help);
  }
  return key;
}

Result<crypto::PublicKey> load_public_key(const std::string& word) {
  if (auto key = crypto::parse_public_key(word)) return key;
  const std::string text = TRY(publish::read_file(word));
  auto key = crypto::parse_public_key(text);
  if (!key) return failure(fmt::format("{}: {}", word, key.error().message), key.error().help);
  return key;
}

}  // namespace ensign::cli
