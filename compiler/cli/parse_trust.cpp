// The words of the commands about keys.
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
  import.add_option("FILE", options.paths, "a .pub file or allowed signers; - is standard input")
      ->required()
      ->expected(1);
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

}  // namespace

void declare_trust(Parser& parser) { declare_key(parser); }

}  // namespace ensign::cli
