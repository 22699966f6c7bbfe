// `ensign verify FILE --root DIGEST`: what is proven, and what is not, in words or as JSON.
#include <fmt/format.h>
#include <thread>

#include "base/json.h"
#include "cli/commands.h"
#include "client/verify.h"
#include "report/words.h"

namespace ensign::cli {
namespace {

using client::RootVerified;
using client::Verdict;

Json texts(const std::vector<std::string>& list) {
  Json array = Json::array();
  for (const std::string& text : list) array.push(text);
  return array;
}

Json entry_of(const Verdict& one) {
  return Json::object({{"flag", one.key},
                       {"proven", one.proven},
                       {"removed", one.removed},
                       {"carried", one.carried},
                       {"revision", one.revision},
                       {"risk", one.risk ? Json(std::string(model::spelling(*one.risk))) : Json()},
                       {"rules", texts(one.rules)},
                       {"signers", texts(one.signers)},
                       {"covered_by", one.covered_by.empty() ? Json() : Json(one.covered_by)},
                       {"area_is_claimed", one.area_is_claimed},
                       {"reasons", texts(one.reasons)}});
}

std::string as_json(const RootVerified& verified) {
  Json problems = Json::array();
  for (const Failure& problem : verified.problems) {
    problems.push(Json::object({{"message", problem.message}, {"help", problem.help}}));
  }
  Json entries = Json::array();
  for (const Verdict& one : verified.proven.verdicts) entries.push(entry_of(one));
  return canonical(Json::object({{"version", 1},
                                 {"verified", verified.holds()},
                                 {"path", verified.path},
                                 {"kind", "bundle"},
                                 {"project", verified.project},
                                 {"env", verified.environment},
                                 {"seq", verified.seq},
                                 {"sha256", verified.sha256},
                                 {"root_version", verified.root_version},
                                 {"protected", verified.proven.is_protected},
                                 {"expired", verified.expired},
                                 {"log_entries", verified.log_entries},
                                 {"entries", std::move(entries)},
                                 {"areas_claimed", texts(verified.proven.areas_claimed())},
                                 {"problems", std::move(problems)}})) +
         "\n";
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

std::string line_of(const Verdict& one) {
  if (!one.proven) {
    std::string reasons;
    for (const std::string& reason : one.reasons) reasons += (reasons.empty() ? "" : "; ") + reason;
    return fmt::format("  UNPROVEN {}{}: {}\n", report::one_line(one.key),
                       one.carried ? " (carried)" : "", report::one_line(reasons));
  }
  const std::string cover = one.covered_by.empty() ? "" : report::one_line(one.covered_by) + ", ";
  return fmt::format("  proven   {}{}: {}revision {}, {}{}\n", report::one_line(one.key),
                     one.removed ? " (removed)" : "", cover, one.revision,
                     report::one_line(joined(one.signers)),
                     one.area_is_claimed ? "; its area is the word of whoever built this" : "");
}

std::string as_text(const RootVerified& verified) {
  std::size_t proven = 0;
  for (const Verdict& one : verified.proven.verdicts) proven += one.proven ? 1U : 0U;
  std::string text = fmt::format(
      "{}: bundle\n  project {}\n  env {}\n  seq {}\n  issued {}\n  expires {}{}\n  root version "
      "{}\n",
      report::one_line(verified.path), verified.project, verified.environment, verified.seq,
      to_string(verified.issued), to_string(verified.expires), verified.expired ? " (EXPIRED)" : "",
      verified.root_version);
  if (verified.log_entries > 0) text += fmt::format("  log {} entries\n", verified.log_entries);
  if (!verified.proven.is_protected) {
    return text + "  not protected: nobody is asked to approve what is in it\n";
  }
  for (const Verdict& one : verified.proven.verdicts) text += line_of(one);
  text += fmt::format("  {} of {} entries proven\n", proven, verified.proven.verdicts.size());
  const std::vector<std::string> claimed = verified.proven.areas_claimed();
  if (claimed.empty()) return text;
  return text + fmt::format(
                    "  {} of these only if they lie where the proof says, which nobody "
                    "signed: {}\n",
                    claimed.size(), report::one_line(joined(claimed)));
}

}  // namespace

int run_verify_root(const Options& options, Terminal& terminal) {
  const auto pinned = crypto::sha256_from_hex(options.root);
  if (!pinned) {
    terminal.fail({fmt::format("`{}` is no digest", options.root),
                   "it is 64 hex digits: the sha256 of trust/root/<n>.json"});
    return exit_usage;
  }
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  const auto verified = client::verify_with_root(options.paths.front(), *pinned, options.log,
                                                 options.as_of.value_or(terminal.now()), threads);
  if (!verified) return terminal.fail(verified.error());
  if (options.format == "json") {
    terminal.out(as_json(*verified));
  } else {
    if (verified->seq > 0) terminal.out(as_text(*verified));
    for (const Failure& problem : verified->problems) terminal.fail(problem);
  }
  return verified->holds() ? exit_clean : exit_findings;
}

}  // namespace ensign::cli
