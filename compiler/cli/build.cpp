#include <fmt/format.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "publish/disk.h"

namespace ensign::cli {
namespace {

Result<crypto::SecretKey> load_key(const std::string& path, Terminal& terminal) {
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

Result<driver::Emission> emission_of(const Options& options, Terminal& terminal) {
  driver::Emission emission;
  emission.out = options.out;
  emission.previous = options.previous;
  emission.first = options.first;
  emission.channel = options.channel;
  emission.only = options.only;
  emission.link_unchanged = Terminal::own_flag("ENSIGN_LINK_UNCHANGED", true);
  for (const std::string& path : options.keys) {
    emission.keys.push_back(TRY(load_key(path, terminal)));
  }
  return emission;
}

}  // namespace

int run_build(const Options& options, Terminal& terminal) {
  const auto emission = emission_of(options, terminal);
  if (!emission) return terminal.fail(emission.error());
  const auto built = driver::build(input_of(options, terminal), *emission);
  if (!built) return terminal.fail(built.error());
  const int code = show(options, terminal, built->snapshot, built->report, built->remarks);
  if (!built->written) {
    terminal.say(fmt::format("nothing was written; {} is as it was", options.out));
    return code;
  }
  for (const std::string& bundle : built->bundles) terminal.say("bundle " + bundle);
  terminal.say(fmt::format("{} files in {}", built->files, options.out));
  if (emission->keys.empty()) {
    terminal.say("note: the bundles are not signed; `ensign key new` makes a key for `--key`");
  }
  return code;
}

}  // namespace ensign::cli
