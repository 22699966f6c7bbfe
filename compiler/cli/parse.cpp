// What the commands share of the words of the command line, and how words become Options.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/parser.h"

namespace ensign::cli {

Parser::Parser() {
  app.set_version_flag("--version", std::string("ensign ") + ENSIGN_VERSION);
  app.require_subcommand(1);
  declare_authoring(*this);
  declare_outputs(*this);
  declare_publishing(*this);
  declare_trust(*this);
  declare_client(*this);
  declare_approvals(*this);
}

CLI::App& Parser::command(const std::string& name, const std::string& summary) {
  CLI::App* command = app.add_subcommand(name, summary);
  command->parse_complete_callback([this, name] { options.command = name; });
  command->add_flag("-q,--quiet", options.quiet, "print findings and answers only");
  return *command;
}

CLI::App& Parser::action(CLI::App& command, const std::string& name, const std::string& summary) {
  CLI::App* action = command.add_subcommand(name, summary);
  action->fallthrough();  // `--quiet` may stand behind it
  action->parse_complete_callback([this, name] { options.action = name; });
  command.require_subcommand(1);
  return *action;
}

void Parser::input(CLI::App& command, bool with_base) {
  repository(command);
  auto* work_tree =
      command.add_flag("--worktree", words.work_tree, "read the files on disk (default)");
  auto* staged = command.add_flag("--staged", words.staged, "read the index");
  auto* rev = command.add_option("--rev", words.rev, "read a commit")->type_name("REV");
  work_tree->excludes(staged)->excludes(rev);
  staged->excludes(rev);
  if (with_base) {
    command.add_option("--base", words.base, "judge the change since REV")->type_name("REV");
  }
  date_of_run(command);
  command.add_option("--threads", options.threads, "default: all")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  command.add_flag("-v,--verbose", options.verbose, "print what each step took: time, CPU, memory");
}

void Parser::format(CLI::App& command) {
  options.format = "text";
  command.add_option("--format", options.format, "how findings are printed")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab"}));
}

void Parser::repository(CLI::App& command) {
  command.add_option("REPO", options.repository, "the repository (default: this folder)");
}

void Parser::date_of_run(CLI::App& command) {
  command
      .add_option("--as-of", words.as_of,
                  "the date of the run, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ (default: now)")
      ->type_name("DATE");
}

void Parser::pin(CLI::App& command) {
  command
      .add_option("--pin", words.pin,
                  "SHA-256 of the root of trust, known from outside the repository")
      ->type_name("DIGEST");
}

void Parser::format_of_answer(CLI::App& command) {
  options.format = "text";
  command.add_option("--format", options.format, "text or json")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "json"}));
}

namespace {

// `12.5%` to the 32-bit hash that lies there.
std::optional<std::uint32_t> hash_at(std::string text) {
  if (text.ends_with('%')) text.pop_back();
  char* end = nullptr;
  const double percent = std::strtod(text.c_str(), &end);
  const bool whole = end == text.c_str() + text.size() && !text.empty();
  if (!whole || !(percent >= 0) || !(percent < 100)) return std::nullopt;
  return static_cast<std::uint32_t>(std::floor(percent / 100 * 4294967296.0));
}

std::optional<crypto::Sha256> digest_of(std::string_view text) {
  constexpr std::string_view prefix = "sha256:";
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  return crypto::sha256_from_hex(text);
}

Answer usage(std::string_view message) {
  return {exit_usage, fmt::format("ensign: {}\n  = help: `ensign --help` and `ensign COMMAND "
                                  "--help` say what can be written\n",
                                  message)};
}

std::optional<Answer> finish(Parser& parser) {
  Options& options = parser.options;
  const Words& words = parser.words;
  if (words.staged) options.selection.kind = source::Selection::Kind::staged;
  if (!words.rev.empty()) {
    options.selection.kind = source::Selection::Kind::revision;
    options.selection.revision = words.rev;
  }
  if (!words.base.empty()) options.base = words.base;
  if (!words.previous.empty()) options.previous = words.previous;
  if (!words.channel.empty()) options.channel = words.channel;
  if (!words.as_of.empty()) {
    options.as_of = parse_as_of(words.as_of);
    if (!options.as_of) {
      return usage(
          fmt::format("`{}` is no date; write 2026-12-31 or 2026-12-31T23:59:59Z", words.as_of));
    }
  }
  options.require_proof = model::from_spelling<model::Risk>(words.require_proof);
  if (!words.pin.empty()) {
    options.pin = digest_of(words.pin);
    if (!options.pin) {
      return usage(fmt::format("`{}` is no SHA-256: 64 hex digits, in lower case", words.pin));
    }
  }
  if (!words.at.empty()) {
    options.hash = hash_at(words.at);
    if (!options.hash) return usage(fmt::format("`{}` is no percentage below 100", words.at));
  }
  return std::nullopt;
}

// A first word that is no command, with the nearest one; the library only says that one is missing.
std::optional<Answer> unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || *argv[1] == '-') return std::nullopt;
  const std::string_view word = argv[1];
  std::vector<std::string_view> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), word) != names.end()) return std::nullopt;
  const std::string_view close = nearest(word, names);
  return usage(close.empty() ? fmt::format("there is no command `{}`", visible(word))
                             : fmt::format("there is no command `{}`; did you mean `{}`?",
                                           visible(word), close));
}

}  // namespace

std::variant<Options, Answer> parse(int argc, const char* const* argv) {
  Parser parser;
  if (auto answer = unknown_command(parser.app, argc, argv)) return *answer;
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    for (const CLI::App* sub : parser.app.get_subcommands()) return Answer{exit_clean, sub->help()};
    return Answer{exit_clean, parser.app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Answer{exit_clean, std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return usage(error.what());
  }
  if (auto answer = finish(parser)) return *answer;
  return std::move(parser.options);
}

}  // namespace ensign::cli
