// The words of the commands about keys.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void declare_key(Parser& parser) {
  CLI::App& key = parser.command("key", "make keys");
  CLI::App& create = parser.action(key, "new", "make a key pair in minisign's formats");
  create.add_option("--out", parser.options.out, "secret key; the public one gets .pub")
      ->type_name("FILE")
      ->required();
}

}  // namespace

void declare_trust(Parser& parser) { declare_key(parser); }

}  // namespace ensign::cli
