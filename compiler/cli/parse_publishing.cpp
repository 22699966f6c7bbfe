// The words of the commands about what is published: bring it out, stop it, go back, look at it.
#include "cli/parser.h"

namespace ensign::cli {
namespace {

void public_keys(Parser& parser, CLI::App& command, const std::string& help) {
  command.add_option("--pub", parser.options.keys, help)->type_name("KEY")->take_all()->expected(1);
}

void pinned_root(Parser& parser, CLI::App& command) {
  command
      .add_option("--root", parser.options.publishing.pin,
                  "sha256 of the root of trust that is believed")
      ->type_name("DIGEST");
}

void declare_publish(Parser& parser) {
  auto& own = parser.options.publishing;
  CLI::App& publish = parser.command("publish", "copy an output to where clients read it");
  auto* out = publish.add_option("OUT", parser.options.paths, "what `build` wrote")->expected(1);
  auto* to = publish.add_option("--to", own.to, "a folder or a mount")->type_name("DIR");
  auto* refresh =
      publish.add_option("--refresh", own.refresh, "renew the timestamps of a published output")
          ->type_name("DIR");
  auto* key = publish
                  .add_option("--key", parser.options.keys,
                              "secret key of the role `timestamp`, for --refresh")
                  ->type_name("FILE")
                  ->expected(1);
  pinned_root(parser, publish);
  publish.add_flag("--dry-run", own.dry_run, "say what would be done, and do nothing");
  parser.date_of_run(publish);
  refresh->needs(key)->excludes(out)->excludes(to);
  key->needs(refresh);
  publish.callback([to, out, refresh] {
    if (refresh->count() == 0 && (to->count() == 0 || out->count() == 0)) {
      throw CLI::RequiredError("OUT with --to, or --refresh");
    }
  });
}

void declare_kill(Parser& parser) {
  auto& own = parser.options.emergency;
  CLI::App& kill = parser.command("kill", "serve the safe values, now, from the published bundle");
  auto* what = kill.add_option("WHAT", own.what, "a level of the ladder (KS2), or keys of flags");
  auto* all = kill.add_flag("--all", own.all, "every flag that has a fallback")->excludes(what);
  kill.add_option("--env", parser.options.environment, "environment")->required();
  kill.add_option("--reason", own.reason, "why, in words")->type_name("TEXT")->required();
  kill.add_option("--as", own.person, "who you are on the roster")->type_name("PERSON")->required();
  kill.add_option("--bundle", own.bundle,
                  "bundle.json, the output that holds it, or - for standard input")
      ->type_name("FILE")
      ->required();
  kill.add_option("--repository", parser.options.repository,
                  "for the incident; may be red, or missing (default: this folder)")
      ->type_name("DIR");
  kill.add_option("--out", parser.options.out, "where the overlay goes (default: ensign-kill)")
      ->type_name("DIR");
  kill.add_option("--key-file", own.key_file, "SSH key (default: what ssh-agent holds)")
      ->type_name("FILE");
  kill.add_option("--mirror", own.mirror, "wait until this folder or mount serves the kill")
      ->type_name("DIR");
  kill.add_flag("--drill", own.drill, "all but the publishing; writes the record of a drill");
  parser.date_of_run(kill);
  kill.callback([what, all] {
    if (what->count() + all->count() == 0) {
      throw CLI::RequiredError("a level, keys of flags, or --all");
    }
  });
}

void declare_revert(Parser& parser) {
  auto& own = parser.options.emergency;
  CLI::App& revert = parser.command("revert", "go back to a profile that is known to be safe");
  parser.repository(revert);
  revert.add_option("--profile", own.profile, "its name")->type_name("NAME")->required();
  revert.add_option("--env", parser.options.environment, "environment")->required();
  revert.add_flag("--write", own.write, "edit the files (default: print a patch)");
  parser.date_of_run(revert);
}

void declare_log(Parser& parser) {
  CLI::App& log = parser.command("log", "look at the log of what was published");
  CLI::App& verify = parser.action(log, "verify", "follow it from the first bundle to the newest");
  verify.add_option("DIR", parser.options.paths, "a published output")->required()->expected(1);
  public_keys(parser, verify, "minisign public key that signed the newest entry");
  verify.add_option("--env", parser.options.environment, "look at this environment alone")
      ->type_name("ENV");
  verify
      .add_option("--pin", parser.options.previous,
                  "SEQ:SHA256 of a bundle that was seen before, or an older copy of the output")
      ->type_name("WHAT");
  parser.format_of_answer(verify);
}

}  // namespace

void declare_publishing(Parser& parser) {
  declare_publish(parser);
  declare_kill(parser);
  declare_revert(parser);
  declare_log(parser);
}

}  // namespace ensign::cli
