// Where a command's words go. The only place of the program that prints; it is handed what it needs
// to know of the surroundings (is this a terminal, is colour wanted, what time is it).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "crypto/secret_text.h"

namespace ensign::cli {

class Terminal {
 public:
  // Looks at the standard streams, NO_COLOR, GIT_INDEX_FILE and the clock: the front door's one
  // look at the world.
  static Terminal of_process();

  void out(std::string_view text);   // answers
  void flush();                      // answers that somebody waits for while we go on
  void err(std::string_view text);   // remarks and failures
  void say(std::string_view text);   // to err, unless --quiet; only for people
  int fail(const Failure& failure);  // prints it and returns the exit code for a failed world

  // A step of long work begins: one line that is overwritten, only on a terminal. With --verbose,
  // a line that stays says of each finished step how long it took, what processor time it used, and
  // the most memory that was resident so far.
  void progress(std::string_view step);
  void end_progress();

  // A flag of our own that reads the environment: its code default unless the variable says
  // `true` or `false`.
  static bool own_flag(const char* variable, bool code_default);

  bool colour() const { return colour_; }
  Instant now() const { return now_; }
  // GIT_INDEX_FILE: the index that Git hands to a hook; empty outside of one.
  const std::string& hook_index() const { return hook_index_; }
  void set_quiet(bool quiet) { quiet_ = quiet; }
  void set_verbose(bool verbose) { verbose_ = verbose; }

  // A secret: the first line of the file that ENSIGN_KEY_PASSWORD_FILE names, which may be a
  // descriptor (/dev/fd/3), or else what somebody types without its being shown. A Failure when
  // there is nobody to ask.
  Result<crypto::SecretText> ask_secret(std::string_view prompt);
  // True when the answers come from a file, so that asking twice tells nothing new.
  static bool secrets_come_from_file();

  // All of standard input; a Failure when it is longer.
  static Result<std::string> input(std::size_t longest);

  // SSH_AUTH_SOCK: where an ssh-agent listens; empty: there is none.
  static std::string agent_socket();
  // What a program that is started for people may know of the surroundings: `NAME=value`.
  static std::vector<std::string> environment();

 private:
  struct Cost {
    double wall = 0, cpu = 0;  // seconds; of all threads
  };
  static Cost cost_so_far();
  void report_step(const Cost& now);

  bool colour_ = false;       // of standard output
  bool interactive_ = false;  // standard error is a terminal
  bool quiet_ = false, verbose_ = false;
  bool line_open_ = false;
  std::string step_;
  Cost step_began_;
  Instant now_;
  std::string hook_index_;
  std::unique_ptr<crypto::SecretText> secret_;  // that was read from a file
};

}  // namespace ensign::cli
