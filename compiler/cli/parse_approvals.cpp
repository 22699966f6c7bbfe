// The words of the commands that sign.
#include <algorithm>

#include "cli/parser.h"
#include "model/statement.h"

namespace ensign::cli {
namespace {

void signing(Parser& parser, CLI::App& command, bool with_key) {
  Options& options = parser.options;
  command.add_option("--as", options.person, "who signs, by their id in trust/people.yaml")
      ->type_name("PERSON")
      ->required();
  command
      .add_option("--base", parser.words.base,
                  "what revisions count from (default: the commit that HEAD names)")
      ->type_name("REV");
  parser.date_of_run(command);
  if (!with_key) return;
  command
      .add_option("--key-file", options.key_file,
                  "sign with this key and ssh-keygen (default: a key that ssh-agent holds)")
      ->type_name("FILE");
}

// The last word is the repository when it spells no subject and comes after one that might.
void subjects(Parser& parser, CLI::App& command, bool required) {
  auto* words = command.add_option("SUBJECT", parser.options.subjects,
                                   "flag/KEY@ENV, plan/ID, profile/NAME@ENV, release/VERSION, "
                                   "drill/ID, file/PATH or set/SHA256, and the repository behind "
                                   "them (default: this folder)");
  if (required) words->required();
  command.callback([&options = parser.options, required] {
    auto& all = options.subjects;
    const std::size_t least = required ? 1 : 0;
    if (all.size() <= least || model::parse_subject(all.back())) return;
    options.repository = all.back();
    all.pop_back();
  });
}

void action(Parser& parser, CLI::App& command, std::vector<std::string> words) {
  command.add_option("--action", parser.options.action, "what the statement does")
      ->type_name("WORD")
      ->check(CLI::IsMember(std::move(words)));
}

}  // namespace

void declare_approvals(Parser& parser) {
  CLI::App& statement = parser.command("statement", "print the lines that a person signs");
  subjects(parser, statement, true);
  signing(parser, statement, false);
  action(parser, statement, {"propose", "approve", "withdraw"});

  CLI::App& sign = parser.command("sign", "sign records, by default all that nobody has proposed");
  subjects(parser, sign, false);
  signing(parser, sign, true);
  action(parser, sign, {"propose", "approve"});

  CLI::App& approve = parser.command("approve", "say in words what changes, ask, and sign it");
  subjects(parser, approve, true);
  signing(parser, approve, true);
  approve.add_flag("--yes", parser.options.yes, "sign without a question");

  CLI::App& withdraw = parser.command("withdraw", "take back what you have signed");
  subjects(parser, withdraw, true);
  signing(parser, withdraw, true);
}

}  // namespace ensign::cli
