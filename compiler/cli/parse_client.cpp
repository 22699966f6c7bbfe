// The words of `ensign client`: a reference client that reads from folders.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void state_of(Parser& parser, CLI::App& action) {
  action.add_option("--state", parser.options.state, "folder of what the client remembers")
      ->type_name("DIR")
      ->required();
  parser.date_of_run(action);
  parser.format_of_answer(action);
}

void mirrors_of(Parser& parser, CLI::App& action, const char* meaning) {
  action.add_option("--from", parser.options.mirrors, meaning)
      ->type_name("DIR")
      ->take_all()
      ->expected(1)
      ->required();
}

void declare_init(Parser& parser, CLI::App& client) {
  CLI::App& init = parser.action(client, "init", "begin to trust a root, or keys");
  state_of(parser, init);
  init.add_option("--env", parser.options.environment, "environment whose bundles are taken")
      ->required();
  auto* root = init.add_option("--root", parser.options.root,
                               "digest of the root of trust, as it was given to you")
                   ->type_name("DIGEST");
  auto* keys = init.add_option("--pub", parser.options.keys,
                               "where there is no root: minisign public key that signs bundles, a "
                               "file or its second line; may be repeated")
                   ->type_name("KEY")
                   ->take_all()
                   ->expected(1)
                   ->excludes(root);
  auto* from =
      init.add_option("--from", parser.options.mirrors, "output folder that holds the root")
          ->type_name("DIR")
          ->take_all()
          ->expected(1);
  root->needs(from);
  auto* proof = init.add_option("--require-proof", parser.words.require_proof,
                                "flags of this risk and above change only when the proof shows "
                                "who approved it")
                    ->type_name("RISK")
                    ->check(CLI::IsMember({"L0", "L1", "L2", "L3"}));
  proof->needs(root);
  init.add_flag("--anew", parser.options.anew, "forget what a client in that folder has seen");
  init.callback([root, keys] {
    if (root->count() + keys->count() == 0) throw CLI::RequiredError("--root or --pub");
  });
}

void declare_update(Parser& parser, CLI::App& client) {
  CLI::App& update = parser.action(client, "update", "take what is newer, and holds");
  state_of(parser, update);
  mirrors_of(parser, update, "output folder, or a copy of one; may be repeated");
}

void declare_get(Parser& parser, CLI::App& client) {
  CLI::App& get = parser.action(client, "get", "evaluate a flag, or print what is served");
  state_of(parser, get);
  get.add_option("FLAG", parser.options.flag, "key (default: the whole flagd document)");
  get.add_option("--context", parser.options.context, "JSON object (default: {})")
      ->type_name("JSON");
}

}  // namespace

void declare_client(Parser& parser) {
  CLI::App& client = parser.command(
      "client", "be a client: verify bundles in order, remember, and serve what is good");
  declare_init(parser, client);
  declare_update(parser, client);
  declare_get(parser, client);
}

}  // namespace ensign::cli
