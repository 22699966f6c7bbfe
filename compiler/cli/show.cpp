#include <fmt/format.h>
#include <thread>

#include "cli/commands.h"
#include "report/render.h"
#include "source/git_oddities.h"

namespace ensign::cli {

driver::Input input_of(const Options& options, Terminal& terminal) {
  driver::Input input;
  input.repository = options.repository;
  input.selection = options.selection;
  input.base = options.base;
  input.pin = options.pin;
  input.as_of = options.as_of.value_or(terminal.now());
  input.threads = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  input.on_step = [&terminal](std::string_view step) { terminal.progress(step); };
  return input;
}

int show(const Options& options, Terminal& terminal, const source::Snapshot& snapshot,
         const report::Report& report, const std::vector<std::string>& remarks) {
  terminal.progress("");
  const auto format = report::format_named(options.format).value_or(report::Format::text);
  terminal.out(report::render(format, report, snapshot.views(), {.colour = terminal.colour()}));
  for (const std::string& remark : remarks) terminal.say("note: " + remark);
  if (options.verbose) {
    for (const std::string& remark : source::git_borrowings(options.repository)) {
      terminal.say("note: " + remark);
    }
  }
  return report.has_errors() ? exit_findings : exit_clean;
}

}  // namespace ensign::cli
