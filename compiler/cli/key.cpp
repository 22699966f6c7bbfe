#include <array>
#include <filesystem>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/key_actions.h"
#include "crypto/minisign.h"
#include "crypto/random.h"
#include "crypto/secret_key_file.h"
#include "publish/new_files.h"

namespace ensign::cli {
namespace {

crypto::SecretKey draw_key() {
  std::array<std::uint8_t, 32> seed{};
  std::array<std::uint8_t, 8> id{};
  crypto::fill_random(seed);
  crypto::fill_random(id);
  auto key = crypto::SecretKey::from_seed(seed, id);
  crypto::wipe(seed);
  return key;
}

Result<crypto::SecretText> ask_new_password(const std::string& path, Terminal& terminal) {
  auto password = TRY(terminal.ask_secret(fmt::format("a password for {}", path)));
  if (password.empty()) {
    return failure("an empty password protects nothing", "write one, or leave `--encrypt` out");
  }
  if (Terminal::secrets_come_from_file()) return password;
  const auto again = TRY(terminal.ask_secret("the same again"));
  if (std::string_view(again) == std::string_view(password)) return password;
  return failure("the two passwords differ", "nothing was written; try again");
}

Result<std::string> secret_text(const crypto::SecretKey& key, const Options& options,
                                Terminal& terminal) {
  if (!options.encrypt) return key.to_text();
  const auto password = TRY(ask_new_password(options.out, terminal));
  return crypto::encrypted_text(key, password);
}

int make(const Options& options, Terminal& terminal) {
  const crypto::SecretKey key = draw_key();
  const std::filesystem::path path(options.out);
  const std::string name = path.filename().string();
  auto text = secret_text(key, options, terminal);
  if (!text) return terminal.fail(text.error());
  std::vector<publish::NewFile> files{{name, *std::move(text), 0600},
                                      {name + ".pub", crypto::to_text(key.public_key()), 0644}};
  const auto written =
      publish::write_new_files(path.has_parent_path() ? path.parent_path().string() : ".", files);
  std::string& secret = files.front().bytes;
  crypto::wipe({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
  if (!written) return terminal.fail(written.error());
  terminal.say(fmt::format("key {}\n  secret {}   keep it out of Git\n  public {}.pub",
                           crypto::key_id(key.public_key()), options.out, options.out));
  return exit_clean;
}

}  // namespace

int run_key(const Options& options, Terminal& terminal) {
  if (options.action == "import") return import_keys(options, terminal);
  if (options.action == "export") return export_keys(options, terminal);
  if (options.action == "list") return list_keys(options, terminal);
  return make(options, terminal);
}

}  // namespace ensign::cli
