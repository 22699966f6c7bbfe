#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load_key.h"

namespace ensign::cli {
namespace {

Result<driver::Emission> emission_of(const Options& options, Terminal& terminal) {
  driver::Emission emission;
  emission.out = options.out;
  emission.previous = options.previous;
  emission.first = options.first;
  emission.channel = options.channel;
  emission.history_reason = options.history_reason;
  emission.only = options.only;
  emission.link_unchanged = Terminal::own_flag("ENSIGN_LINK_UNCHANGED", true);
  for (const std::string& path : options.keys) {
    emission.keys.push_back(TRY(load_secret_key(path, terminal)));
  }
  return emission;
}

}  // namespace

int run_build(const Options& options, Terminal& terminal) {
  const auto emission = emission_of(options, terminal);
  if (!emission) return terminal.fail(emission.error());
  const auto built = driver::build(input_of(options, terminal), *emission);
  if (!built) return terminal.fail(built.error());
  if (built->mistake) {
    terminal.fail(*built->mistake);
    return exit_usage;
  }
  const int code = show(options, terminal, built->snapshot, built->report, built->remarks);
  if (!built->written) {
    terminal.say(fmt::format("nothing was written; {} is as it was", options.out));
    return code;
  }
  for (const std::string& bundle : built->bundles) terminal.say("bundle " + bundle);
  for (const std::string& one : built->carried) terminal.say("carried " + one);
  terminal.say(fmt::format("{} files in {}", built->files, options.out));
  if (emission->keys.empty()) {
    terminal.say("note: the bundles are not signed; `ensign key new` makes a key for `--key`");
  }
  return code;
}

}  // namespace ensign::cli
