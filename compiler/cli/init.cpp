#include "driver/init.h"

#include <fmt/format.h>

#include "cli/commands.h"

namespace ensign::cli {

int run_init(const Options& options, Terminal& terminal) {
  const auto founded = driver::init(
      {options.repository, options.team, options.name, options.as_of.value_or(terminal.now())});
  if (!founded) return terminal.fail(founded.error());
  if (founded->mistake) {
    terminal.fail(*founded->mistake);
    return exit_usage;
  }
  for (const std::string& path : founded->written) terminal.say("wrote " + path);
  for (const std::string& remark : founded->remarks) terminal.say("note: " + remark);
  terminal.say(fmt::format("project {} is {}; what to do next:", founded->name, founded->project));
  for (const std::string& step : founded->next) terminal.say("  " + step);
  return exit_clean;
}

}  // namespace ensign::cli
