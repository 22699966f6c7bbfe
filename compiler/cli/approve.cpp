// `ensign approve`: says in words what changes, asks, and signs. Digest and subject come last, so
// that nothing that somebody wrote into a file can stand behind them.
#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/approvals.h"
#include "driver/approval_words.h"
#include "emit/page/wording.h"

namespace ensign::cli {
namespace {

constexpr std::size_t most_named = 5;  // subjects of one group

void show_group(const driver::signing::ChangeGroup& group, Terminal& terminal) {
  const std::size_t count = group.subjects.size();
  std::string names;
  for (std::size_t i = 0; i < count && i < most_named; ++i) {
    names += (i == 0 ? "" : ", ") + visible(group.subjects[i]);
  }
  if (count > most_named) names += fmt::format(" and {} more", count - most_named);
  terminal.out(fmt::format("\n{}: {}\n", emit::plural(count, "record", "records"), names));
  for (const std::string& line : group.told) {
    terminal.out(fmt::format("  {}\n", visible(line)));
  }
  if (group.direction)
    terminal.out(fmt::format("  {}\n", driver::signing::direction_words(*group.direction)));
}

void show_what_is_signed(const driver::signing::Draft& draft, Terminal& terminal) {
  terminal.out(fmt::format("\n{} approves\n", *draft.statement.signer.name));
  for (const model::SetRecord& record : draft.covers) {
    terminal.out(fmt::format("  {}  {}\n", driver::signing::content_words(*record.content),
                             visible(*record.subject.text)));
  }
}

}  // namespace

int run_approve(const Options& options, Terminal& terminal) {
  const auto sides = driver::signing::read_sides(input_of(options, terminal));
  if (!sides) return terminal.fail(sides.error());
  terminal.progress("");
  std::vector<model::Subject> subjects;
  for (const std::string& text : options.subjects) {
    auto subject = driver::signing::find_subject(*sides, text);
    if (!subject) return mistake(subject.error(), terminal);
    subjects.push_back(std::move(*subject));
  }
  driver::signing::Request request = request_of(options, terminal, model::Action::approve);
  request.action = model::Action::approve;
  const auto draft = driver::signing::draft(*sides, request, subjects);
  if (!draft) return mistake(draft.error(), terminal);
  const auto groups = driver::signing::change_groups(*sides, *draft);
  terminal.out(driver::signing::count_words(groups) + "\n");
  for (const driver::signing::ChangeGroup& group : groups) show_group(group, terminal);
  show_what_is_signed(*draft, terminal);
  terminal.flush();
  if (!options.yes) {
    const auto agreed = Terminal::confirm("sign?");
    if (!agreed) return mistake(agreed.error(), terminal);
    if (!*agreed) {
      terminal.say("nothing is signed");
      return exit_findings;
    }
  }
  return sign_and_write(options, terminal, *sides, *draft);
}

}  // namespace ensign::cli
