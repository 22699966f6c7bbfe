// The words of the command line as CLI11 reads them: what all commands share, and one function for
// each family of commands (parse_*.cpp), which declares its own. Private to parse*.cpp, the only
// files that know the library.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "cli/options.h"

namespace ensign::cli {

// What CLI11 fills before it becomes Options.
struct Words {
  std::string rev, base, as_of, previous, channel, at, require_proof, pin;
  bool staged = false, work_tree = false;
};

struct Parser {
  CLI::App app{
      "Ensign checks the flags, stage plans, playbooks and releases that live in a Git\n"
      "repository, and builds signed flag bundles, a site and release notes from them.",
      "ensign"};
  Options options;
  Words words;

  Parser();
  Parser(const Parser&) = delete;  // its commands point into it
  Parser& operator=(const Parser&) = delete;

  CLI::App& command(const std::string& name, const std::string& summary);

  // `new` of `key new`; which of a command's actions was asked for stands in Options::action.
  CLI::App& action(CLI::App& command, const std::string& name, const std::string& summary);

  // REPO, what of it is read, and the date of the run; options that many commands share.
  void input(CLI::App& command, bool with_base);
  void repository(CLI::App& command);
  void date_of_run(CLI::App& command);
  void pin(CLI::App& command);               // of the root of trust
  void format(CLI::App& command);            // of findings
  void format_of_answer(CLI::App& command);  // text or json
};

void declare_authoring(Parser& parser);
void declare_outputs(Parser& parser);
void declare_publishing(Parser& parser);
void declare_trust(Parser& parser);
void declare_client(Parser& parser);
void declare_approvals(Parser& parser);

}  // namespace ensign::cli
