// The words of the command line. One function declares each command; the options that commands
// share are declared once.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/options.h"

namespace ensign::cli {
namespace {

// What CLI11 fills before it becomes Options.
struct Words {
  std::string rev, base, as_of, previous, channel, at;
  bool staged = false, work_tree = false;
};

struct Parser {
  CLI::App app{
      "Ensign checks the flags, stage plans, playbooks and releases that live in a Git\n"
      "repository, and builds signed flag bundles, a site and release notes from them.",
      "ensign"};
  Options options;
  Words words;

  CLI::App& command(const std::string& name, const std::string& summary) {
    CLI::App* command = app.add_subcommand(name, summary);
    command->parse_complete_callback([this, name] { options.command = name; });
    command->add_flag("-q,--quiet", options.quiet, "print findings and answers only");
    return *command;
  }

  void input(CLI::App& command, bool with_base) {
    command.add_option("REPO", options.repository, "the repository (default: this folder)");
    auto* work_tree =
        command.add_flag("--worktree", words.work_tree, "read the files on disk (default)");
    auto* staged = command.add_flag("--staged", words.staged, "read the index");
    auto* rev = command.add_option("--rev", words.rev, "read a commit")->type_name("REV");
    work_tree->excludes(staged)->excludes(rev);
    staged->excludes(rev);
    if (with_base) {
      command.add_option("--base", words.base, "judge the change since REV")->type_name("REV");
    }
    command
        .add_option("--as-of", words.as_of,
                    "the date of the run, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ (default: now)")
        ->type_name("DATE");
    command.add_option("--threads", options.threads, "default: all")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    command.add_flag("-v,--verbose", options.verbose,
                     "print what each step took: time, CPU, memory");
  }

  void format(CLI::App& command) {
    options.format = "text";
    command.add_option("--format", options.format, "how findings are printed")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab"}));
  }

  void declare_init() {
    CLI::App& init = command("init", "write a working repository into a folder");
    init.add_option("FOLDER", options.repository, "where (default: this folder)");
    init.add_option("--team", options.team, "how many people work on it")
        ->type_name("SIZE")
        ->check(CLI::IsMember({"solo", "pair", "org"}));
    init.add_option("--name", options.name, "short name (default: the folder's)");
    init.add_option("--as-of", words.as_of, "the date of the run (default: now)")
        ->type_name("DATE");
  }

  void declare_new() {
    CLI::App& create = command("new", "write a correct file of one kind");
    create
        .add_option(
            "KIND", options.kind,
            "flag, segment, group, profile, tombstone, plan, evidence, release, note, "
            "playbook, freeze, incident, journal, drill, waiver; of which there is one: metrics, "
            "calendar, policy")
        ->required();
    create.add_option("ID", options.name,
                      "its key, id, version or path below the folder of its kind");
    create.add_option("REPO", options.repository, "the repository (default: this folder)");
    create.add_option("--owner", options.owner, "a team or a person (default: the first team)");
    create.add_option("--as-of", words.as_of, "the date of the run (default: now)")
        ->type_name("DATE");
  }

  void declare_check() {
    CLI::App& check = command("check", "ask whether everything is well made");
    input(check, true);
    format(check);
  }

  void declare_build() {
    CLI::App& build = command("build", "check, then write bundles, site, notes and other outputs");
    input(build, false);
    build.add_option("--out", options.out, "folder that is replaced in one step")
        ->type_name("DIR")
        ->required();
    build.add_option("--key", options.keys, "minisign secret key that signs; may be repeated")
        ->type_name("FILE")
        ->take_all()
        ->expected(1);
    auto* previous = build
                         .add_option("--previous", words.previous,
                                     "output of the last build (default: --out itself)")
                         ->type_name("DIR");
    build.add_flag("--first", options.first, "start every bundle sequence at 1")
        ->excludes(previous);
    build.add_option("--channel", words.channel, "publish only what this channel may")
        ->type_name("NAME");
    build.add_option("--only", options.only, "bundles, site, notes, interop, model")
        ->delimiter(',')
        ->check(CLI::IsMember({"bundles", "site", "notes", "interop", "model"}));
    format(build);
  }

  void declare_explain() {
    CLI::App& explain = command("explain", "print the page of a rule, or list all rules");
    explain.add_option("RULE", options.name, "EN201 or flag-expired");
  }

  void declare_eval() {
    CLI::App& eval = command("eval", "evaluate one flag, or all, as a client would");
    input(eval, false);
    eval.add_option("--env", options.environment, "environment")->required();
    eval.add_option("--flag", options.flag, "key of the flag (default: every flag)");
    eval.add_option("--context", options.context, "JSON object (default: {})")->type_name("JSON");
    eval.add_option("--simulate", options.simulate,
                    "count what 10,000 users get who differ in this attribute")
        ->type_name("ATTRIBUTE");
    eval.add_flag("--chain", options.chain, "say which rules were asked, and what they answered");
    eval.add_option("--format", options.answer_format, "json, or text for people")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"json", "text"}));
    eval.add_option("--at", words.at, "fix the bucket of percentages, for example 12.5%")
        ->type_name("PERCENT");
  }

  void declare_key() {
    CLI::App& key = command("key", "make keys");
    CLI::App* create = key.add_subcommand("new", "make a key pair in minisign's formats");
    create->add_option("--out", options.out, "secret key; the public one gets .pub")
        ->type_name("FILE")
        ->required();
    create->fallthrough();  // `--quiet` may stand behind it
    create->parse_complete_callback([this] { options.action = "new"; });
    key.require_subcommand(1);
  }

  void declare_fmt() {
    CLI::App& fmt = command("fmt", "bring governed files into their usual form");
    fmt.add_option("PATH", options.paths, "files or folders (default: this repository)");
    fmt.add_flag("--check", options.check_only,
                 "change nothing; exit 1 when something would change");
  }

  void declare_hook() {
    CLI::App& hook = command("hook", "install or run the Git hooks");
    hook.require_subcommand(1);
    for (const std::string action : {"install", "run"}) {
      CLI::App* sub = hook.add_subcommand(
          action, action == "install" ? "write the hook into the repository's Git folder"
                                      : "judge what the hook is about");
      sub->add_option("NAME", options.name, "pre-commit")
          ->required(action == "run")
          ->check(CLI::IsMember({"pre-commit"}));
      sub->add_option("REPO", options.repository, "the repository (default: this folder)");
      sub->add_option("--as-of", words.as_of, "the date of the run (default: now)")
          ->type_name("DATE");
      sub->fallthrough();
      sub->parse_complete_callback([this, action] {
        options.action = action;
        if (options.name.empty()) options.name = "pre-commit";
      });
    }
  }

  void declare_import() {
    CLI::App& importer = command("import", "write flags of another system as governed files");
    importer.add_option("KIND", options.kind, "flagd or gitlab")
        ->required()
        ->check(CLI::IsMember({"flagd", "gitlab"}));
    importer
        .add_option("PATH", options.paths,
                    "a flagd document; a GitLab flag definition, or a folder of them")
        ->required()
        ->expected(1);
    importer
        .add_option("--out", options.out, "a governed repository, or a folder that becomes one")
        ->type_name("DIR")
        ->required();
    importer
        .add_option("--env", options.environment, "where they are served (default: production)")
        ->type_name("NAME");
    importer.add_option("--owner", options.owner, "a team, for flags that name none");
    importer.add_option("--name", options.name, "short name of a new repository");
    importer.add_option("--as-of", words.as_of, "the date of the run (default: now)")
        ->type_name("DATE");
    options.format = "text";
    importer.add_option("--format", options.format, "text or json")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "json"}));
  }

  void declare_serve() {
    CLI::App& serve = command("serve", "show the site in a browser on this machine, always fresh");
    input(serve, false);
    serve.add_option("--port", options.port, "of 127.0.0.1; 0 is any that is free (default: 8484)")
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
  }

  void declare_verify() {
    CLI::App& verify = command("verify", "ask whether a published file is what it says");
    verify
        .add_option("FILE", options.paths,
                    "bundle.json, a target, an entry of the log, or manifest.json")
        ->required()
        ->expected(1);
    auto* keys = verify
                     .add_option("--pub", options.keys,
                                 "minisign public key, a file or its second line; may be repeated")
                     ->type_name("KEY")
                     ->take_all()
                     ->expected(1);
    auto* of = verify
                   .add_option("--of", options.of,
                               "the bundle.json that the target in FILE is derived from again")
                   ->type_name("BUNDLE");
    verify.callback([keys, of] {
      if (keys->count() + of->count() == 0) throw CLI::RequiredError("--pub or --of");
    });
    options.format = "text";
    verify.add_option("--format", options.format, "text or json")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "json"}));
  }

  Parser() {
    app.set_version_flag("--version", std::string("ensign ") + ENSIGN_VERSION);
    app.require_subcommand(1);
    declare_init();
    declare_new();
    declare_check();
    declare_build();
    declare_explain();
    declare_eval();
    declare_key();
    declare_fmt();
    declare_hook();
    declare_import();
    declare_serve();
    declare_verify();
  }
};

// `12.5%` to the 32-bit hash that lies there.
std::optional<std::uint32_t> hash_at(std::string text) {
  if (text.ends_with('%')) text.pop_back();
  char* end = nullptr;
  const double percent = std::strtod(text.c_str(), &end);
  const bool whole = end == text.c_str() + text.size() && !text.empty();
  if (!whole || !(percent >= 0) || !(percent < 100)) return std::nullopt;
  return static_cast<std::uint32_t>(std::floor(percent / 100 * 4294967296.0));
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
