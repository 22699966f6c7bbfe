#include <array>
#include <filesystem>
#include <fmt/format.h>

#include "cli/commands.h"
#include "crypto/minisign.h"
#include "crypto/random.h"
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

}  // namespace

int run_key(const Options& options, Terminal& terminal) {
  const crypto::SecretKey key = draw_key();
  const std::filesystem::path path(options.out);
  const std::string name = path.filename().string();
  const auto written = publish::write_new_files(
      path.has_parent_path() ? path.parent_path().string() : ".",
      {{name, key.to_text(), 0600}, {name + ".pub", crypto::to_text(key.public_key()), 0644}});
  if (!written) return terminal.fail(written.error());
  terminal.say(fmt::format("key {}\n  secret {}   keep it out of Git\n  public {}.pub",
                           crypto::key_id(key.public_key()), options.out, options.out));
  return exit_clean;
}

}  // namespace ensign::cli
