#include "driver/hook.h"

#include <fmt/format.h>

#include "cli/commands.h"

namespace ensign::cli {
namespace {

int install(const Options& options, Terminal& terminal) {
  const auto hook = driver::install_hook(options.repository, options.name);
  if (!hook) return terminal.fail(hook.error());
  terminal.say(fmt::format("{} {}", hook->path, hook->was_there ? "is in place" : "was written"));
  return exit_clean;
}

// Silent when all is well: a commit is nobody's occasion to read.
int run_pre_commit(const Options& options, Terminal& terminal) {
  driver::Input input = input_of(options, terminal);
  input.selection.index_file = terminal.hook_index();
  const auto checked = driver::check_commit(std::move(input));
  terminal.progress("");
  if (!checked) return terminal.fail(checked.error());
  if (!*checked) return exit_clean;
  const driver::Checked& found = **checked;
  return show(options, terminal, found.snapshot, found.verdict.report, found.remarks);
}

}  // namespace

int run_hook(const Options& asked, Terminal& terminal) {
  Options options = asked;
  if (options.name.empty()) options.name = "pre-commit";
  return options.action == "install" ? install(options, terminal)
                                     : run_pre_commit(options, terminal);
}

}  // namespace ensign::cli
