#include "publish/verify.h"

#include <fmt/format.h>
#include <vector>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/load_key.h"
#include "report/words.h"

namespace ensign::cli {
namespace {

using publish::Verified;

// Both questions at once give one answer: the facts are the same, the problems add up.
Result<Verified> answer(const Options& options) {
  const std::string& path = options.paths.front();
  Verified verified;
  if (!options.keys.empty()) {
    std::vector<crypto::PublicKey> keys;
    for (const std::string& word : options.keys) keys.push_back(TRY(load_public_key(word)));
    verified = TRY(publish::verify_file(path, keys));
  }
  if (options.of.empty() || !verified.holds()) return verified;
  Verified derived = TRY(publish::verify_derivation(path, options.of));
  if (verified.facts.empty()) return derived;
  verified.problems = std::move(derived.problems);
  return verified;
}

std::string as_json(const Verified& verified) {
  Json answer = Json::object({{"version", 1},
                              {"verified", verified.holds()},
                              {"path", verified.path},
                              {"kind", verified.kind.empty() ? Json() : Json(verified.kind)}});
  for (const auto& [name, value] : verified.facts) answer.set(name, value);
  Json problems = Json::array();
  for (const Failure& problem : verified.problems) {
    problems.push(Json::object({{"message", problem.message}, {"help", problem.help}}));
  }
  answer.set("problems", std::move(problems));
  return canonical(answer) + "\n";
}

std::string as_text(const Verified& verified) {
  std::string text = fmt::format("{}: {}\n", report::one_line(verified.path), verified.kind);
  for (const auto& [name, value] : verified.facts) {
    text += fmt::format("  {} {}\n", name,
                        report::one_line(value.string() ? *value.string() : canonical(value)));
  }
  return text;
}

}  // namespace

int run_verify(const Options& options, Terminal& terminal) {
  if (!options.root.empty()) return run_verify_root(options, terminal);
  const auto verified = answer(options);
  if (!verified) return terminal.fail(verified.error());
  if (options.format == "json") {
    terminal.out(as_json(*verified));
  } else if (verified->holds()) {
    terminal.out(as_text(*verified));
  } else {
    for (const Failure& problem : verified->problems) terminal.fail(problem);
  }
  return verified->holds() ? exit_clean : exit_findings;
}

}  // namespace ensign::cli
