#include <fmt/format.h>

#include "cli/commands.h"
#include "driver/create.h"

namespace ensign::cli {

int run_new(const Options& options, Terminal& terminal) {
  const auto created =
      driver::create(input_of(options, terminal), {options.kind, options.name, options.owner});
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
