// `ensign statement`: exactly the nine lines that are signed, for whoever signs by other means.
#include <fmt/format.h>

#include "cli/approvals.h"
#include "cli/commands.h"

namespace ensign::cli {

int run_statement(const Options& options, Terminal& terminal) {
  const auto sides = driver::signing::read_sides(input_of(options, terminal));
  if (!sides) return terminal.fail(sides.error());
  terminal.progress("");
  const auto subject = driver::signing::find_subject(*sides, options.subjects.front());
  if (!subject) return mistake(subject.error(), terminal);
  const driver::signing::Request request = request_of(options, terminal, model::Action::approve);
  const auto draft = request.action == model::Action::withdraw
                         ? driver::signing::draft_withdrawal(*sides, request, *subject)
                         : driver::signing::draft(*sides, request, {*subject});
  if (!draft) return mistake(draft.error(), terminal);
  terminal.out(model::signed_text(draft->statement));
  terminal.say(
      fmt::format("sign these bytes with `ssh-keygen -Y sign -n {}`, and keep them with "
                  "the signature behind them in\n  {}",
                  model::statement_namespace, draft->path));
  return exit_clean;
}

}  // namespace ensign::cli
