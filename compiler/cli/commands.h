// One function per command, one file each: words to a call of the driver to an exit code.
#pragma once

#include "cli/options.h"
#include "cli/terminal.h"
#include "driver/pipeline.h"

namespace ensign::cli {

int run_init(const Options& options, Terminal& terminal);
int run_new(const Options& options, Terminal& terminal);
int run_check(const Options& options, Terminal& terminal);
int run_build(const Options& options, Terminal& terminal);
int run_explain(const Options& options, Terminal& terminal);
int run_eval(const Options& options, Terminal& terminal);
int run_key(const Options& options, Terminal& terminal);
int run_fmt(const Options& options, Terminal& terminal);
int run_hook(const Options& options, Terminal& terminal);
int run_import(const Options& options, Terminal& terminal);
int run_trust(const Options& options, Terminal& terminal);
int run_kill(const Options& options, Terminal& terminal);
int run_log(const Options& options, Terminal& terminal);
int run_publish(const Options& options, Terminal& terminal);
int run_revert(const Options& options, Terminal& terminal);
int run_serve(const Options& options, Terminal& terminal);
int run_statement(const Options& options, Terminal& terminal);
int run_sign(const Options& options, Terminal& terminal);
int run_approve(const Options& options, Terminal& terminal);
int run_withdraw(const Options& options, Terminal& terminal);
int run_verify(const Options& options, Terminal& terminal);
int run_verify_root(const Options& options, Terminal& terminal);
int run_client(const Options& options, Terminal& terminal);

// The whole program behind main(): never throws, never aborts on a user's mistake.
int run(int argc, const char* const* argv);

// What every command that reads a repository hands to the driver.
driver::Input input_of(const Options& options, Terminal& terminal);

// Findings in the asked format, and remarks; returns the exit code that they call for.
int show(const Options& options, Terminal& terminal, const source::Snapshot& snapshot,
         const report::Report& report, const std::vector<std::string>& remarks);

}  // namespace ensign::cli
