#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/load_key.h"
#include "publish/verify_log.h"

namespace ensign::cli {
namespace {

using publish::VerifiedLog;

// What `--pin` says; a Failure is a mistake in the question. SEQ:SHA256 is of one environment, and
// every environment counts from 1, so compared with another it would tell of a fork that is none.
Result<std::vector<publish::Seen>> seen_before(const Options& options) {
  if (!options.previous) return std::vector<publish::Seen>{};
  auto seen = TRY(publish::read_seen(*options.previous));
  const bool is_of_one = seen.size() == 1 && seen.front().environment.empty();
  if (!is_of_one || !options.environment.empty()) return seen;
  const auto environments = publish::logged_environments(options.paths.front());
  if (environments.size() < 2) return seen;
  return failure("`--pin SEQ:SHA256` is of one environment, and there are several",
                 fmt::format("say which with `--env`: {}", fmt::join(environments, ", ")));
}

Result<std::vector<VerifiedLog>> answer(const Options& options,
                                        const std::vector<publish::Seen>& seen) {
  std::vector<crypto::PublicKey> keys;
  for (const std::string& word : options.keys) keys.push_back(TRY(load_public_key(word)));
  return publish::verify_logs(options.paths.front(), keys, seen, options.environment);
}

std::string as_json(const std::vector<VerifiedLog>& logs, bool holds) {
  Json list = Json::array();
  for (const VerifiedLog& log : logs) {
    Json problems = Json::array();
    for (const Failure& problem : log.problems) {
      problems.push(Json::object({{"message", problem.message}, {"help", problem.help}}));
    }
    list.push(Json::object({{"env", log.environment},
                            {"seq", log.seq},
                            {"sha256", log.sha256},
                            {"problems", std::move(problems)}}));
  }
  return canonical(Json::object({{"version", 1}, {"verified", holds}, {"logs", std::move(list)}})) +
         "\n";
}

}  // namespace

int run_log(const Options& options, Terminal& terminal) {
  const auto seen = seen_before(options);
  if (!seen) {
    terminal.fail(seen.error());
    return exit_usage;
  }
  const auto logs = answer(options, *seen);
  if (!logs) return terminal.fail(logs.error());
  bool holds = true;
  for (const VerifiedLog& log : *logs) holds = holds && log.problems.empty();
  if (options.format == "json") {
    terminal.out(as_json(*logs, holds));
    return holds ? exit_clean : exit_findings;
  }
  for (const VerifiedLog& log : *logs) {
    for (const Failure& problem : log.problems) terminal.fail(problem);
    if (log.problems.empty()) {
      terminal.out(fmt::format("{}: seq 1 to {}, without a gap; the newest is sha256 {}\n",
                               log.environment, log.seq, log.sha256));
    }
  }
  if (options.keys.empty()) terminal.say("note: no signature was asked for; --pub names a key");
  return holds ? exit_clean : exit_findings;
}

}  // namespace ensign::cli
