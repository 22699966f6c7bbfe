// What was typed, after parsing: plain values, one struct for all commands. Made by parse*.cpp, the
// only files that know the command-line library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "crypto/digest.h"
#include "model/words.h"
#include "source/world.h"

namespace ensign::cli {

// Exit codes (contract).
inline constexpr int exit_clean = 0, exit_findings = 1, exit_usage = 2, exit_world = 3;

struct Options {
  std::string command;

  // Input, everywhere the same.
  std::string repository = ".";
  source::Selection selection;
  std::optional<std::string> base;
  std::optional<crypto::Sha256> pin;  // of the root of trust
  bool gate = false;                  // of `check`: what is not approved is an error, too
  std::optional<Instant> as_of;
  unsigned threads = 0;  // 0: as many as the machine has

  // Output.
  std::string format;
  bool quiet = false;
  bool verbose = false;

  // build
  std::string out;
  std::vector<std::string> keys;
  std::optional<std::string> previous;
  bool first = false;
  std::optional<std::string> channel;
  std::vector<std::string> only;

  std::string history_reason;  // why history may have been rewritten since the last bundle

  // publish, log
  struct Publishing {
    std::string to;
    std::string refresh;  // folder whose timestamps are renewed; empty: none
    bool dry_run = false;
    std::string pin;  // digest of a root
  } publishing;

  // kill, revert
  struct Emergency {
    std::vector<std::string> what;  // one level, or keys of flags
    bool all = false;
    std::string reason, person, bundle, key_file, mirror, profile;
    bool drill = false;
    bool write = false;
  } emergency;

  // serve
  unsigned port = 8484;  // 0: any that is free

  // eval
  std::string environment, flag, context = "{}";
  std::string simulate;                // attribute by which simulated users differ
  bool chain = false;                  // say which rules were asked
  std::string answer_format = "json";  // or text
  std::optional<std::uint32_t> hash;

  // explain, new, hook, key, fmt, init
  std::string action;              // `new` of `key new`, `install` of `hook install`
  std::string name;                // rule, id, hook
  std::string kind;                // of `new` and `import`
  std::vector<std::string> paths;  // of `fmt`; the one of `import` and `verify`
  std::string owner;               // of `new` and `import`
  std::string team = "solo";       // of `init`
  bool check_only = false;         // of `fmt`
  bool encrypt = false;            // of `key new`
  std::string person;              // of `key import`, and who signs a statement
  std::string remote;              // of `hook run pre-push`
  std::string of;                  // the bundle that `verify` derives a target from

  // verify, client
  std::string root;                          // digest of the root that is trusted; empty: keys are
  std::optional<std::string> log;            // the log that `verify` compares with
  std::string state;                         // folder of a client
  std::vector<std::string> mirrors;          // folders that a client reads from
  std::optional<model::Risk> require_proof;  // of a client's flags of this risk and above
  bool anew = false;                         // forget what the client has seen
  // trust
  struct Trust {
    std::vector<std::string> root_keys;     // public keys, files or their second lines
    std::optional<std::int64_t> threshold;  // of root keys
    std::map<std::string, std::vector<std::string>> people;  // by role: roster, policy, project
    std::vector<std::string> require;                        // `policy=2`
    std::vector<std::string> bundle_keys;                    // `production=FILE.pub`
    std::vector<std::string> timestamp_keys;
    std::string expires, on;  // dates
  } trust;
  // statement, sign, approve, withdraw
  std::vector<std::string> subjects;
  std::string key_file;  // for ssh-keygen; empty: ssh-agent
  bool yes = false;      // of `approve`: do not ask
};

// Nothing to run: help was asked for, or the words were wrong.
struct Answer {
  int exit_code = exit_clean;
  std::string text;
};

std::variant<Options, Answer> parse(int argc, const char* const* argv);

}  // namespace ensign::cli
