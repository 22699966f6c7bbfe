#include <fmt/format.h>

#include "cli/commands.h"
#include "driver/create.h"

namespace ensign::cli {

int run_new(const Options& options, Terminal& terminal) {
  // A kind of one file has no id: what stands there is the repository.
  const bool single = driver::is_single_file(options.kind);
  driver::Input input = input_of(options, terminal);
  if (single && !options.name.empty()) input.repository = options.name;
  const auto created =
      driver::create(input, {options.kind, single ? "" : options.name, options.owner});
  if (!created) return terminal.fail(created.error());
  if (created->mistake) {
    terminal.fail(*created->mistake);
    return exit_usage;
  }
  terminal.out(created->path + "\n");
  for (const std::string& step : created->next) terminal.say("next: " + step);
  return exit_clean;
}

}  // namespace ensign::cli
