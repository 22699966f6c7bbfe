#include "client/verify.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

#include "client/bundle.h"
#include "client/folder.h"
#include "client/log_order.h"
#include "client/proof_roots.h"
#include "emit/bundle/ladder.h"

namespace ensign::client {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_beside(const std::string& path, std::size_t most, const char* help) {
  auto bytes = TRY(read_capped(path, most));
  if (!bytes) return failure(fmt::format("{} is missing", path), help);
  return std::move(*bytes);
}

// `<name>.minisig` and `<name>.<keyid>.minisig` beside the file; no more than a folder can sensibly
// hold.
Result<std::vector<std::string>> signatures_beside(const fs::path& path) {
  constexpr std::size_t most_signatures = 64;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const std::string begin = path.filename().string() + ".";
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(".minisig")) names.push_back(name);
  }
  std::ranges::sort(names);
  if (names.size() > most_signatures) names.resize(most_signatures);
  std::vector<std::string> signatures;
  for (const std::string& name : names) {
    auto bytes = TRY(read_capped((folder / name).string(), largest_signature));
    if (bytes) signatures.push_back(std::move(*bytes));
  }
  return signatures;
}

// The chain in the proof from the pinned root to the newest.
Result<model::Root> walk_roots(const emit::Proof& proof, const crypto::Sha256& pinned,
                               Instant now) {
  const ProofRoots found = TRY(roots_in(proof));
  const model::Root* newest = TRY(trust::walk(found.versions, pinned, now));
  return *newest;
}

class Verifying {
 public:
  Verifying(RootVerified& result, Instant now, unsigned threads)
      : result_(result), now_(now), threads_(threads) {}

  // What fails is a problem, and what rests on it is not looked at.
  void run(std::string bytes, const std::vector<std::string>& signatures,
           const std::string& proof_bytes, const std::string& proof_path,
           const crypto::Sha256& pinned, const std::optional<std::string>& log) {
    const auto proof = emit::read_proof(proof_bytes);
    if (!proof) return add(proof_path, proof.error());
    const auto root = walk_roots(*proof, pinned, now_);
    if (!root) return add(proof_path, root.error());
    result_.root_version = root->version;
    const auto bundle =
        check_bundle(result_.path, std::move(bytes), signatures, *root, proof->environment);
    if (!bundle) return result_.problems.push_back(bundle.error());
    take(*bundle);
    expect_place(*bundle);
    result_.proven = prove(*proof, *bundle, *root, now_, threads_);
    for (const Failure& problem : result_.proven.problems) add(proof_path, problem);
    if (!log) return;
    const auto order = check_log(*log, *bundle, result_.proven);
    result_.log_entries = order.entries;
    for (const Failure& problem : order.problems) result_.problems.push_back(problem);
  }

 private:
  void add(const std::string& path, const Failure& problem) {
    result_.problems.push_back({fmt::format("{}: {}", path, problem.message),
                                problem.help.empty()
                                    ? "fetch proof.json and bundle.json again, from the same place"
                                    : problem.help});
  }

  // What is asked of one environment says nothing of another: a bundle of an unprotected one in the
  // place of production would be proven, since nobody is asked for it.
  void expect_place(const CheckedBundle& bundle) {
    std::error_code ignored;
    const fs::path folder = fs::absolute(result_.path, ignored).lexically_normal().parent_path();
    if (folder.parent_path().filename() != "bundles") return;
    const std::string place = folder.filename().string();
    if (place == bundle.environment) return;
    result_.problems.push_back(
        {fmt::format("{}: it is the bundle of `{}`, and lies where that of `{}` belongs",
                     result_.path, bundle.environment, place),
         "fetch it again from where it is published"});
  }

  void take(const CheckedBundle& bundle) {
    result_.project = bundle.project;
    result_.environment = bundle.environment;
    result_.sha256 = bundle.sha256;
    result_.seq = bundle.seq;
    result_.issued = bundle.issued;
    result_.expires = bundle.expires;
    result_.expired = bundle.expires <= now_;
    if (const auto ladder = emit::ladder_of(bundle.document)) {
      result_.lifted.assign(ladder->lifted.begin(), ladder->lifted.end());
    }
  }

  RootVerified& result_;
  Instant now_;
  unsigned threads_;
};

}  // namespace

bool RootVerified::holds() const {
  return problems.empty() &&
         std::ranges::all_of(proven.verdicts, [](const Verdict& one) { return one.proven; });
}

Result<RootVerified> verify_with_root(const std::string& path, const crypto::Sha256& pinned,
                                      const std::optional<std::string>& log, Instant now,
                                      unsigned threads) {
  RootVerified result;
  result.path = path;
  std::error_code ignored;
  if (log && !fs::is_directory(*log, ignored)) {
    return failure(fmt::format("there is no folder {}", *log),
                   "`--log` takes bundles/log/<env>, or an output folder");
  }
  std::string bytes = TRY(read_beside(path, largest_bundle, "name a bundle.json"));
  const auto signatures = TRY(signatures_beside(path));
  const std::string proof_path = (fs::path(path).parent_path() / "proof.json").string();
  const std::string proof =
      TRY(read_beside(proof_path, emit::largest_proof,
                      "it lies beside the bundle of every protected environment of a repository "
                      "that has a root of trust"));
  Verifying(result, now, threads).run(std::move(bytes), signatures, proof, proof_path, pinned, log);
  return result;
}

}  // namespace ensign::client
