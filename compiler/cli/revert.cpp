#include "driver/revert.h"

#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "publish/new_files.h"

namespace ensign::cli {
namespace {

Result<void> write(const Options& options, const driver::Edit& edit, Terminal& terminal) {
  const auto path = std::filesystem::path(options.repository) / edit.path;
  TRY(publish::replace_file(path.string(), edit.after));
  terminal.out(edit.path + "\n");
  return {};
}

}  // namespace

int run_revert(const Options& options, Terminal& terminal) {
  const auto& own = options.emergency;
  const auto reverted =
      driver::revert(input_of(options, terminal), own.profile, options.environment);
  terminal.end_progress();
  if (!reverted) return terminal.fail(reverted.error());
  if (reverted->mistake) {
    terminal.fail(*reverted->mistake);
    return exit_usage;
  }
  for (const driver::Edit& edit : reverted->edits) {
    if (!own.write) {
      terminal.out(driver::as_patch(edit));
      continue;
    }
    if (const auto done = write(options, edit, terminal); !done) return terminal.fail(done.error());
  }
  if (reverted->edits.empty()) {
    terminal.say(fmt::format("{} is as {} wants it", options.environment, own.profile));
  } else if (!reverted->killed.empty()) {
    terminal.say(
        fmt::format("faster, and without a commit: every value is a fallback, so a kill "
                    "serves the same:\n  ensign kill {} --env {} --reason TEXT --as PERSON "
                    "--bundle FILE",
                    fmt::join(reverted->killed, " "), options.environment));
  }
  return exit_clean;
}

}  // namespace ensign::cli
