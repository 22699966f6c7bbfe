#include <array>
#include <exception>
#include <fmt/format.h>
#include <string_view>

#include "cli/commands.h"

namespace ensign::cli {
namespace {

struct Command {
  std::string_view name;
  int (*run)(const Options&, Terminal&);
};

constexpr std::array runners{
    Command{"init", run_init},
    Command{"new", run_new},
    Command{"check", run_check},
    Command{"build", run_build},
    Command{"explain", run_explain},
    Command{"eval", run_eval},
    Command{"key", run_key},
    Command{"fmt", run_fmt},
    Command{"hook", run_hook},
    Command{"import", run_import},
    Command{"serve", run_serve},
    Command{"verify", run_verify},
    Command{"statement", run_statement},
    Command{"sign", run_sign},
    Command{"approve", run_approve},
    Command{"withdraw", run_withdraw},
    Command{"trust", run_trust},
    Command{"client", run_client},
    Command{"kill", run_kill},
    Command{"log", run_log},
    Command{"publish", run_publish},
    Command{"revert", run_revert},
};

int dispatch(const Options& options, Terminal& terminal) {
  for (const Command& command : runners) {
    if (command.name == options.command) return command.run(options, terminal);
  }
  return exit_usage;
}

}  // namespace

int run(int argc, const char* const* argv) {
  Terminal terminal = Terminal::of_process();
  // What the standard library throws when memory ends, or when we have a bug, still ends in words.
  try {
    const auto parsed = parse(argc, argv);
    if (const Answer* answer = std::get_if<Answer>(&parsed)) {
      answer->exit_code == exit_clean ? terminal.out(answer->text) : terminal.err(answer->text);
      return answer->exit_code;
    }
    const Options& options = std::get<Options>(parsed);
    terminal.set_quiet(options.quiet);
    terminal.set_verbose(options.verbose);
    return dispatch(options, terminal);
  } catch (const std::exception& problem) {
    terminal.err(fmt::format("ensign: internal error: {}\n", problem.what()));
    return 70;
  }
}

}  // namespace ensign::cli
