// The words of the commands with which people write governed files.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void declare_init(Parser& parser) {
  CLI::App& init = parser.command("init", "write a working repository into a folder");
  init.add_option("FOLDER", parser.options.repository, "where (default: this folder)");
  init.add_option("--team", parser.options.team, "how many people work on it")
      ->type_name("SIZE")
      ->check(CLI::IsMember({"solo", "pair", "org"}));
  init.add_option("--name", parser.options.name, "short name (default: the folder's)");
  parser.date_of_run(init);
}

void declare_new(Parser& parser) {
  CLI::App& create = parser.command("new", "write a correct file of one kind");
  create
      .add_option(
          "KIND", parser.options.kind,
          "flag, segment, group, profile, tombstone, plan, evidence, release, note, "
          "playbook, freeze, incident, journal, drill, waiver; of which there is one: metrics, "
          "calendar, policy")
      ->required();
  create.add_option("ID", parser.options.name,
                    "its key, id, version or path below the folder of its kind");
  parser.repository(create);
  create.add_option("--owner", parser.options.owner,
                    "a team or a person (default: the first team)");
  parser.date_of_run(create);
}

void declare_fmt(Parser& parser) {
  CLI::App& fmt = parser.command("fmt", "bring governed files into their usual form");
  fmt.add_option("PATH", parser.options.paths, "files or folders (default: this repository)");
  fmt.add_flag("--check", parser.options.check_only,
               "change nothing; exit 1 when something would change");
}

void declare_import(Parser& parser) {
  CLI::App& importer = parser.command("import", "write flags of another system as governed files");
  importer.add_option("KIND", parser.options.kind, "flagd or gitlab")
      ->required()
      ->check(CLI::IsMember({"flagd", "gitlab"}));
  importer
      .add_option("PATH", parser.options.paths,
                  "a flagd document; a GitLab flag definition, or a folder of them")
      ->required()
      ->expected(1);
  importer
      .add_option("--out", parser.options.out,
                  "a governed repository, or a folder that becomes one")
      ->type_name("DIR")
      ->required();
  importer
      .add_option("--env", parser.options.environment,
                  "where they are served (default: production)")
      ->type_name("NAME");
  importer.add_option("--owner", parser.options.owner, "a team, for flags that name none");
  importer.add_option("--name", parser.options.name, "short name of a new repository");
  parser.date_of_run(importer);
  parser.format_of_answer(importer);
}

void declare_explain(Parser& parser) {
  CLI::App& explain = parser.command(
      "explain", "print the page of a rule, say in words what is signed, or list all rules");
  explain.add_option("NAME", parser.options.name,
                     "a rule (EN201 or flag-expired), or a subject (flag/checkout@production)");
  parser.input(explain, true);
}

void declare_hook(Parser& parser) {
  CLI::App& hook = parser.command("hook", "install or run the Git hooks");
  CLI::App& install =
      parser.action(hook, "install", "write the hook into the repository's Git folder");
  CLI::App& run = parser.action(hook, "run", "judge what the hook is about");
  for (CLI::App* action : {&install, &run}) {
    action->add_option("NAME", parser.options.name, "pre-commit, pre-push or pre-receive")
        ->required(action == &run)
        ->check(CLI::IsMember({"pre-commit", "pre-push", "pre-receive"}));
    parser.repository(*action);
    parser.date_of_run(*action);
    action
        ->add_option("--folder", parser.options.selection.folder,
                     "of pre-receive: the governed folder, from the top of the repository")
        ->type_name("FOLDER");
  }
  parser.pin(run);
  parser.pin(install);
  run.add_option("--remote", parser.options.remote, "where pre-push pushes to")->type_name("NAME");
}

}  // namespace

void declare_authoring(Parser& parser) {
  declare_init(parser);
  declare_new(parser);
  declare_fmt(parser);
  declare_import(parser);
  declare_explain(parser);
  declare_hook(parser);
}

}  // namespace ensign::cli
