#include "cli/load_key.h"

#include <fmt/format.h>
#include <span>
#include <sys/stat.h>

#include "publish/disk.h"

namespace ensign::cli {
namespace {

// A text that is wiped when nobody needs it any more.
class Wiped {
 public:
  explicit Wiped(std::string text) : text_(std::move(text)) {}
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { crypto::wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()}); }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

Result<crypto::SecretKey> load_secret_key(const std::string& path, Terminal& terminal) {
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0) {
    return failure(fmt::format("{} can be read by others", path),
                   fmt::format("make it yours alone: chmod 600 {}", path));
  }
  const Wiped file(TRY(publish::read_file(path)));
  crypto::SecretText password;
  if (crypto::SecretKey::is_encrypted(file.text())) {
    password = TRY(terminal.ask_secret(fmt::format("password of {}", path)));
  }
  auto key = crypto::SecretKey::parse(file.text(), password);
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
