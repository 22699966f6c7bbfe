#include <fmt/format.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "policy/catalogue.h"

namespace ensign::cli {
namespace {

int list_rules(Terminal& terminal) {
  for (const report::RuleInfo* rule : policy::all_rules()) {
    terminal.out(fmt::format("{}  {}\n", rule->id, rule->name));
  }
  return exit_clean;
}

int unknown(const std::string& wanted, Terminal& terminal) {
  std::vector<std::string_view> names;
  for (const report::RuleInfo* rule : policy::all_rules()) {
    names.push_back(rule->id);
    names.push_back(rule->name);
  }
  const std::string_view close = nearest(wanted, names);
  terminal.err(fmt::format("ensign: no rule is called `{}`\n", wanted));
  terminal.err(close.empty() ? std::string("  = help: `ensign explain` lists all rules\n")
                             : fmt::format("  = help: did you mean `{}`?\n", close));
  return exit_usage;
}

}  // namespace

int run_explain(const Options& options, Terminal& terminal) {
  if (options.name.empty()) return list_rules(terminal);
  const report::RuleInfo* rule = policy::find_rule(options.name);
  if (rule == nullptr) return unknown(options.name, terminal);
  terminal.out(policy::page_of(*rule));
  return exit_clean;
}

}  // namespace ensign::cli
