#include "driver/import.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/commands.h"

namespace ensign::cli {
namespace {

std::string in_words(const driver::Imported& imported) {
  std::string text;
  for (const driver::Difference& difference : imported.differences) {
    text += fmt::format("{}: {}: {}\n", visible(difference.subject), name_of(difference.kind),
                        visible(difference.message));
  }
  return text;
}

std::string summary(const driver::Imported& imported) {
  const auto exact = std::ranges::count_if(imported.flags, &driver::ImportedFlag::exact);
  return fmt::format("flags written: {}, exactly as they were: {}, differences: {}",
                     imported.flags.size(), exact, imported.differences.size());
}

}  // namespace

int run_import(const Options& options, Terminal& terminal) {
  const driver::Input input = input_of(options, terminal);
  const auto imported =
      driver::import_flags({options.kind, options.paths.front(), options.out, options.environment,
                            options.owner, options.name, input.as_of, input.threads});
  if (!imported) return terminal.fail(imported.error());
  if (imported->mistake) {
    terminal.fail(*imported->mistake);
    return exit_usage;
  }
  terminal.out(options.format == "json" ? pretty(to_json(*imported)) : in_words(*imported));
  terminal.say(summary(*imported));
  for (const std::string& step : imported->next) terminal.say("next: " + step);
  return imported->differences.empty() ? exit_clean : exit_findings;
}

}  // namespace ensign::cli
