// `ensign explain`: the page of a rule, or the record of a subject in words.
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/approvals.h"
#include "cli/commands.h"
#include "driver/approval_words.h"
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
  terminal.err(fmt::format("ensign: no rule is called `{}`\n", visible(wanted)));
  terminal.err(close.empty() ? std::string("  = help: `ensign explain` lists all rules\n")
                             : fmt::format("  = help: did you mean `{}`?\n", close));
  return exit_usage;
}

int explain_subject(const Options& options, Terminal& terminal) {
  const auto sides = driver::signing::read_sides(input_of(options, terminal));
  if (!sides) return terminal.fail(sides.error());
  terminal.progress("");
  const auto subject = driver::signing::find_subject(*sides, options.name);
  if (!subject) return mistake(subject.error(), terminal);
  const auto lines = driver::signing::subject_lines(sides->head, *subject);
  for (const auto& [label, value] : lines) {
    terminal.out(fmt::format("{}: {}\n", visible(label), visible(value)));
  }
  if (sides->base) {
    const auto changed =
        driver::signing::differences(driver::signing::subject_lines(*sides->base, *subject), lines);
    if (!changed.empty()) terminal.out("\nchanged\n");
    for (const std::string& line : changed) terminal.out("  " + visible(line) + "\n");
    const auto direction = driver::signing::direction_of(*sides->base, sides->head, *subject);
    if (direction) terminal.out("  " + driver::signing::direction_words(*direction) + "\n");
  }
  const auto record = driver::signing::current_record(*sides, *subject);
  terminal.out(fmt::format("\nrevision {}\n{}  {}\n", record.revision,
                           driver::signing::content_words(*record.content),
                           visible(*subject->text)));
  return exit_clean;
}

}  // namespace

int run_explain(const Options& options, Terminal& terminal) {
  if (options.name.empty()) return list_rules(terminal);
  // Names of rules have no `/`, and every subject has.
  if (options.name.find('/') != std::string::npos) return explain_subject(options, terminal);
  const report::RuleInfo* rule = policy::find_rule(options.name);
  if (rule == nullptr) return unknown(options.name, terminal);
  terminal.out(policy::page_of(*rule));
  return exit_clean;
}

}  // namespace ensign::cli
