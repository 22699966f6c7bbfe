// `ensign verify FILE --root DIGEST`: what is proven, and what is not, in words or as JSON. Of a
// folder every bundle that has a proof, and that the others are signed as the root says.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <thread>

#include "base/json.h"
#include "cli/commands.h"
#include "client/verify.h"
#include "publish/destination.h"
#include "publish/quorums.h"
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

Json problems_of(const std::vector<Failure>& list) {
  Json problems = Json::array();
  for (const Failure& problem : list) {
    problems.push(Json::object({{"message", problem.message}, {"help", problem.help}}));
  }
  return problems;
}

Json as_json(const RootVerified& verified) {
  Json entries = Json::array();
  for (const Verdict& one : verified.proven.verdicts) entries.push(entry_of(one));
  return Json::object({{"version", 1},
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
                       {"lifted", texts(verified.lifted)},
                       {"problems", problems_of(verified.problems)}});
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
  if (!verified.proven.is_protected && !verified.problems.empty()) {
    return text + "  nothing is proven\n";
  }
  if (!verified.proven.is_protected) {
    return text + "  not protected: nobody is asked to approve what is in it\n";
  }
  for (const Verdict& one : verified.proven.verdicts) text += line_of(one);
  text += fmt::format("  {} of {} entries proven\n", proven, verified.proven.verdicts.size());
  for (const std::string& digest : verified.lifted) {
    text += fmt::format("  ends the kill {}, on the word of whoever built this\n", digest);
  }
  const std::vector<std::string> claimed = verified.proven.areas_claimed();
  if (claimed.empty()) return text;
  return text + fmt::format(
                    "  {} of these only if they lie where the proof says, which nobody "
                    "signed: {}\n",
                    claimed.size(), report::one_line(joined(claimed)));
}

void tell(const RootVerified& verified, Terminal& terminal) {
  if (verified.seq > 0) terminal.out(as_text(verified));
  for (const Failure& problem : verified.problems) terminal.fail(problem);
}

// What is asked of each bundle: the root, the log, the day.
struct Question {
  const Options& options;
  crypto::Sha256 pinned;
  Instant now;

  Result<RootVerified> ask(const std::string& path) const {
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    return client::verify_with_root(path, pinned, options.log, now, threads);
  }
};

struct FolderVerified {
  std::vector<RootVerified> bundles;
  std::vector<std::string> without_proof;  // environments
  std::vector<Failure> problems;           // of what has no proof

  bool holds() const {
    return problems.empty() &&
           std::ranges::all_of(bundles, [](const RootVerified& one) { return one.holds(); });
  }
};

// Whoever takes a proof away must not be asked less: what has none is counted as `publish` counts,
// by the newest root that was proven, and a bundle that calls itself protected must have one.
Result<FolderVerified> verify_folder(const std::string& folder, const Question& question) {
  namespace fs = std::filesystem;
  FolderVerified found;
  const std::vector<std::string> environments = publish::environments_in(folder);
  for (const std::string& environment : environments) {
    const fs::path place = fs::path(folder) / "bundles" / environment;
    std::error_code ignored;
    if (!fs::exists(place / "proof.json", ignored)) {
      found.without_proof.push_back(environment);
      continue;
    }
    found.bundles.push_back(TRY(question.ask((place / "bundle.json").string())));
  }
  if (found.bundles.empty()) {
    return failure(fmt::format("{} holds no bundle with a proof.json", folder),
                   "name an output folder of a repository that has a root of trust, or a "
                   "bundle.json");
  }
  if (!found.holds()) return found;
  const auto counted =
      publish::check_quorums(folder, environments, question.options.root, question.now);
  if (!counted) found.problems.push_back(counted.error());
  return found;
}

int answer_of_folder(const std::string& folder, const Question& question, Terminal& terminal) {
  const auto verified = verify_folder(folder, question);
  if (!verified) return terminal.fail(verified.error());
  if (question.options.format == "json") {
    Json bundles = Json::array();
    for (const RootVerified& one : verified->bundles) bundles.push(as_json(one));
    terminal.out(canonical(Json::object({{"version", 1},
                                         {"verified", verified->holds()},
                                         {"path", folder},
                                         {"kind", "output"},
                                         {"bundles", std::move(bundles)},
                                         {"without_proof", texts(verified->without_proof)},
                                         {"problems", problems_of(verified->problems)}})) +
                 "\n");
    return verified->holds() ? exit_clean : exit_findings;
  }
  for (const RootVerified& one : verified->bundles) tell(one, terminal);
  for (const Failure& problem : verified->problems) terminal.fail(problem);
  if (!verified->without_proof.empty()) {
    terminal.say(fmt::format("note: nobody is asked to approve what is in {}: no proof.json",
                             report::one_line(joined(verified->without_proof))));
  }
  return verified->holds() ? exit_clean : exit_findings;
}

}  // namespace

int run_verify_root(const Options& options, Terminal& terminal) {
  const auto pinned = crypto::sha256_from_hex(options.root);
  if (!pinned) {
    terminal.fail({fmt::format("`{}` is no digest", options.root),
                   "it is 64 hex digits: the sha256 of trust/root/<n>.json"});
    return exit_usage;
  }
  namespace fs = std::filesystem;
  const Question question{options, *pinned, options.as_of.value_or(terminal.now())};
  std::string path = options.paths.front();
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    const std::string inside = (fs::path(path) / "bundle.json").string();
    if (!fs::exists(inside, ignored)) return answer_of_folder(path, question, terminal);
    path = inside;
  }
  const auto verified = question.ask(path);
  if (!verified) return terminal.fail(verified.error());
  if (options.format == "json") {
    terminal.out(canonical(as_json(*verified)) + "\n");
  } else {
    tell(*verified, terminal);
  }
  return verified->holds() ? exit_clean : exit_findings;
}

}  // namespace ensign::cli
