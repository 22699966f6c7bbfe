// The words of the commands about keys and the root of trust.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void declare_key(Parser& parser) {
  CLI::App& key = parser.command("key", "make keys, and move those of people in and out");
  Options& options = parser.options;
  CLI::App& create = parser.action(key, "new", "make a key pair in minisign's formats");
  create.add_option("--out", options.out, "secret key; the public one gets .pub")
      ->type_name("FILE")
      ->required();
  create.add_flag("--encrypt", options.encrypt, "protect the secret key with a password");
  CLI::App& import = parser.action(key, "import", "print or write SSH keys as the roster has them");
  import.add_option("FILE", options.name, "a .pub file or allowed signers; - is standard input")
      ->required();
  parser.repository(import);
  import.add_option("--person", options.person, "write them into the roster, as keys of ID")
      ->type_name("ID");
  CLI::App& exporter =
      parser.action(key, "export", "print the roster as allowed signers of ssh-keygen");
  parser.input(exporter, false);
  CLI::App& list = parser.action(key, "list", "say which keys the roster has");
  parser.input(list, false);
  parser.format_of_answer(list);
}

// Options that several keys may follow, one each time.
CLI::Option& keys(CLI::App& command, const std::string& name, std::vector<std::string>& into,
                  const std::string& words, const std::string& type) {
  return *command.add_option(name, into, words)->type_name(type)->take_all()->expected(1);
}

// What the next version of the root shall say.
void declare_version(Parser& parser, CLI::App& command, const std::string& people) {
  Options::Trust& trust = parser.options.trust;
  keys(command, "--root-key", trust.root_keys, "public key that signs roots; may be repeated",
       "KEY");
  command
      .add_option("--threshold", trust.threshold, "root keys that must sign (default: 2 or all)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000));
  for (const std::string role : {"roster", "policy", "project"}) {
    command
        .add_option("--" + role, trust.people[role],
                    "people who answer for it (default: " + people + ")")
        ->type_name("NAME,NAME")
        ->delimiter(',');
  }
  keys(command, "--require", trust.require,
       "how many must sign for a role (default: roster 1, others 2 or all)", "ROLE=N");
  keys(command, "--bundle-key", trust.bundle_keys, "public key that signs bundles",
       "ENVIRONMENT=KEY");
  keys(command, "--timestamp-key", trust.timestamp_keys, "public key that signs timestamps", "KEY");
  command.add_option("--expires", trust.expires, "last day of the root (default: in a year)")
      ->type_name("DATE");
}

CLI::App& trust_action(Parser& parser, CLI::App& trust, const std::string& name,
                       const std::string& summary) {
  CLI::App& action = parser.action(trust, name, summary);
  parser.repository(action);
  parser.date_of_run(action);
  return action;
}

void declare_root(Parser& parser) {
  CLI::App& trust = parser.command("trust", "found, change and show the root of trust");
  const auto add = [&](const std::string& name, const std::string& summary) -> CLI::App& {
    return trust_action(parser, trust, name, summary);
  };
  CLI::App& init = add("init", "write the first root, and say what it asks of whom");
  CLI::App& rotate = add("rotate", "write the next version: new keys, people, thresholds, expiry");
  CLI::App& sign = add("sign", "add signatures to the last version");
  declare_version(parser, init, "all who can sign");
  declare_version(parser, rotate, "those of before who have not left");
  for (CLI::App* command : {&init, &rotate, &sign}) {
    keys(*command, "--key", parser.options.keys, "secret root key that signs; may be repeated",
         "FILE")
        .required(command == &sign);
    parser.pin(*command);
  }
  for (const std::string name : {"show", "verify"}) {
    CLI::App& action = add(name, name == "show" ? "say who may sign what, and what is signed"
                                                : "exit 1 unless everything holds");
    parser.pin(action);
    parser.format_of_answer(action);
  }
}

// The name comes before the repository, so it is declared first.
void declare_people(Parser& parser) {
  CLI::App& trust = *parser.app.get_subcommand("trust");
  CLI::App& suspend =
      parser.action(trust, "suspend", "make a key, or all keys of a person, count nowhere");
  suspend.add_option("KEY", parser.options.name, "a person, or a fingerprint SHA256:…")->required();
  CLI::App& retire =
      parser.action(trust, "retire", "let a person go, and what they signed count on");
  retire.add_option("PERSON", parser.options.name, "an id of the roster")->required();
  retire.add_option("--on", parser.options.trust.on, "their last day (default: today)")
      ->type_name("DATE");
  for (CLI::App* command : {&suspend, &retire}) {
    parser.repository(*command);
    parser.date_of_run(*command);
  }
}

}  // namespace

void declare_trust(Parser& parser) {
  declare_key(parser);
  declare_root(parser);
  declare_people(parser);
}

}  // namespace ensign::cli
