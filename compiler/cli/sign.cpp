// `ensign sign` and `ensign withdraw`: one signature for what is named, or for all that lacks one.
#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/approvals.h"
#include "driver/approval_words.h"
#include "emit/page/wording.h"

namespace ensign::cli {
namespace {

// What is signed: nothing stands behind digest and subject on their line.
void show_records(const driver::signing::Draft& draft, Terminal& terminal) {
  for (const model::SetRecord& record : draft.covers) {
    terminal.out(fmt::format("{}  {}\n", driver::signing::content_words(*record.content),
                             visible(*record.subject.text)));
  }
  terminal.flush();
}

int nothing_to_sign(const driver::signing::Sides& sides, Terminal& terminal) {
  terminal.say(
      sides.head.model.roots.empty()
          ? "nothing to sign: without a root of trust no environment is protected; name "
            "what you want to sign, or begin with `ensign trust init`"
          : "nothing to sign: all that is governed, and yours to sign, is signed as it is");
  return exit_clean;
}

}  // namespace

driver::signing::Request request_of(const Options& options, Terminal& terminal,
                                    model::Action usual) {
  driver::signing::Request request;
  request.person = options.person;
  request.action = model::from_spelling<model::Action>(options.action).value_or(usual);
  request.issued = options.as_of.value_or(terminal.now());
  return request;
}

int mistake(const Failure& failure, Terminal& terminal) {
  terminal.fail(failure);
  return exit_usage;
}

int sign_and_write(const Options& options, Terminal& terminal, const driver::signing::Sides& sides,
                   const driver::signing::Draft& draft) {
  driver::signing::Hand hand;
  if (!options.key_file.empty()) hand.key_file = options.key_file;
  hand.socket = Terminal::agent_socket();
  hand.environment = Terminal::environment();
  const auto files = driver::signing::sign(sides, hand, draft);
  if (!files) return terminal.fail(files.error());
  const auto remarks = driver::signing::write(options.repository, *files);
  if (!remarks) return terminal.fail(remarks.error());
  for (const std::string& remark : *remarks) terminal.err("note: " + remark + "\n");
  for (const auto& file : *files) terminal.say("wrote " + visible(file.path));
  return exit_clean;
}

int run_sign(const Options& options, Terminal& terminal) {
  const auto sides = driver::signing::read_sides(input_of(options, terminal));
  if (!sides) return terminal.fail(sides.error());
  terminal.progress("");
  const driver::signing::Request request = request_of(options, terminal, model::Action::propose);
  std::vector<model::Subject> subjects;
  for (const std::string& text : options.subjects) {
    auto subject = driver::signing::find_subject(*sides, text);
    if (!subject) return mistake(subject.error(), terminal);
    subjects.push_back(std::move(*subject));
  }
  if (subjects.empty()) {
    auto found = driver::signing::unsigned_subjects(*sides, request);
    for (const std::string& remark : found.remarks) terminal.err("note: " + remark + "\n");
    subjects = std::move(found.subjects);
  }
  if (subjects.empty()) return nothing_to_sign(*sides, terminal);
  const auto draft = driver::signing::draft(*sides, request, subjects);
  if (!draft) return mistake(draft.error(), terminal);
  show_records(*draft, terminal);
  return sign_and_write(options, terminal, *sides, *draft);
}

int run_withdraw(const Options& options, Terminal& terminal) {
  const auto sides = driver::signing::read_sides(input_of(options, terminal));
  if (!sides) return terminal.fail(sides.error());
  terminal.progress("");
  driver::signing::Request request = request_of(options, terminal, model::Action::withdraw);
  request.action = model::Action::withdraw;
  for (const std::string& text : options.subjects) {
    const auto subject = model::parse_subject(text);
    if (!subject) {
      return mistake({fmt::format("`{}` is no subject", visible(text)), {}}, terminal);
    }
    const auto draft = driver::signing::draft_withdrawal(*sides, request, *subject);
    if (!draft) return mistake(draft.error(), terminal);
    show_records(*draft, terminal);
    const int code = sign_and_write(options, terminal, *sides, *draft);
    if (code != exit_clean) return code;
  }
  return exit_clean;
}

}  // namespace ensign::cli
