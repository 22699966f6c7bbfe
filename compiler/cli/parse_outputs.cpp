// The words of the commands that judge a repository, build from it, or ask about what was built.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void declare_check(Parser& parser) {
  CLI::App& check = parser.command("check", "ask whether everything is well made");
  parser.input(check, true);
  parser.pin(check);
  check.add_flag("--gate", parser.options.gate,
                 "ask also whether it is allowed: approvals; implied by --base");
  parser.format(check);
}

void declare_build(Parser& parser) {
  CLI::App& build =
      parser.command("build", "check, then write bundles, site, notes and other outputs");
  parser.input(build, false);
  parser.pin(build);
  build.add_option("--out", parser.options.out, "folder that is replaced in one step")
      ->type_name("DIR")
      ->required();
  build.add_option("--key", parser.options.keys, "minisign secret key that signs; may be repeated")
      ->type_name("FILE")
      ->take_all()
      ->expected(1);
  auto* previous = build
                       .add_option("--previous", parser.words.previous,
                                   "output of the last build (default: --out itself)")
                       ->type_name("DIR");
  build.add_flag("--first", parser.options.first, "start every bundle sequence at 1")
      ->excludes(previous);
  build.add_option("--channel", parser.words.channel, "publish only what this channel may")
      ->type_name("NAME");
  build
      .add_option("--allow-rewritten-history", parser.options.history_reason,
                  "build although the commit of the last bundle is no ancestor; goes on record")
      ->type_name("REASON");
  build.add_option("--only", parser.options.only, "bundles, site, notes, interop, model")
      ->delimiter(',')
      ->check(CLI::IsMember({"bundles", "site", "notes", "interop", "model"}));
  parser.format(build);
}

void declare_eval(Parser& parser) {
  CLI::App& eval = parser.command("eval", "evaluate one flag, or all, as a client would");
  parser.input(eval, false);
  eval.add_option("--env", parser.options.environment, "environment")->required();
  eval.add_option("--flag", parser.options.flag, "key of the flag (default: every flag)");
  eval.add_option("--context", parser.options.context, "JSON object (default: {})")
      ->type_name("JSON");
  eval.add_option("--simulate", parser.options.simulate,
                  "count what 10,000 users get who differ in this attribute")
      ->type_name("ATTRIBUTE");
  eval.add_flag("--chain", parser.options.chain,
                "say which rules were asked, and what they answered");
  eval.add_option("--format", parser.options.answer_format, "json, or text for people")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"json", "text"}));
  eval.add_option("--at", parser.words.at, "fix the bucket of percentages, for example 12.5%")
      ->type_name("PERCENT");
}

void declare_serve(Parser& parser) {
  CLI::App& serve =
      parser.command("serve", "show the site in a browser on this machine, always fresh");
  parser.input(serve, false);
  serve
      .add_option("--port", parser.options.port,
                  "of 127.0.0.1; 0 is any that is free (default: 8484)")
      ->type_name("N")
      ->check(CLI::Range(0, 65535));
}

void declare_verify(Parser& parser) {
  CLI::App& verify = parser.command("verify", "ask whether a published file is what it says");
  verify
      .add_option("FILE", parser.options.paths,
                  "bundle.json, a target, an entry of the log, manifest.json, or an output")
      ->required()
      ->expected(1);
  auto* keys = verify
                   .add_option("--pub", parser.options.keys,
                               "minisign public key, a file or its second line; may be repeated")
                   ->type_name("KEY")
                   ->take_all()
                   ->expected(1);
  auto* of = verify
                 .add_option("--of", parser.options.of,
                             "the bundle.json that the target in FILE is derived from again")
                 ->type_name("BUNDLE");
  auto* root = verify
                   .add_option("--root", parser.options.root,
                               "digest of a root of trust: who approved each entry, from FILE, its "
                               "signatures and proof.json beside it alone")
                   ->type_name("DIGEST")
                   ->excludes(keys)
                   ->excludes(of);
  verify
      .add_option("--log", parser.options.log,
                  "with --root: the log that leads to FILE, to find old approvals that came back")
      ->type_name("DIR")
      ->needs(root);
  parser.date_of_run(verify);
  verify.callback([keys, of, root] {
    if (keys->count() + of->count() + root->count() == 0) {
      throw CLI::RequiredError("--pub, --root or --of");
    }
  });
  parser.format_of_answer(verify);
}

}  // namespace

void declare_outputs(Parser& parser) {
  declare_check(parser);
  declare_build(parser);
  declare_eval(parser);
  declare_serve(parser);
  declare_verify(parser);
}

}  // namespace ensign::cli
