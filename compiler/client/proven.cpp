#include "client/proven.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "client/covers.h"
#include "client/proof_change.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/references.h"
#include "lower/lower.h"
#include "record/record.h"
#include "trust/protection.h"

namespace ensign::client {
namespace {

constexpr const char* fetch_again = "fetch proof.json and bundle.json again, from the same place";

// Do the facts of the proof name exactly this bundle and this root?
std::optional<Failure> mismatch(const emit::Proof& proof, const CheckedBundle& bundle) {
  if (proof.project != bundle.project) {
    return Failure{fmt::format("the proof is of project {}", proof.project), fetch_again};
  }
  if (proof.environment != bundle.environment) {
    return Failure{fmt::format("the proof is of environment `{}`", proof.environment), fetch_again};
  }
  if (proof.seq != bundle.seq || proof.sha256 != bundle.sha256) {
    return Failure{fmt::format("the proof is of another bundle: seq {} with the sha256 {}",
                               proof.seq, proof.sha256),
                   fetch_again};
  }
  return std::nullopt;
}

class Prover {
 public:
  Prover(const emit::Proof& proof, const CheckedBundle& bundle, const model::Model& model,
         const std::set<crypto::Sha256>& honoured, unsigned threads)
      : proof_(proof),
        model_(model),
        ballot_(model, model, trust::standings(model, model, honoured, threads)),
        covers_(proof, model.policy, ballot_),
        carried_(proof.carried.begin(), proof.carried.end()) {
    if (const Json* evaluators = bundle.document.find("$evaluators")) evaluators_ = *evaluators;
    for (const model::ApprovalRule& rule : model.policy.approvals) {
      for (const auto& area : rule.match.areas) areas_.insert(*area);
    }
    if (!areas_.empty()) areas_.insert(std::string());  // for those that no rule names
    if (const auto ladder = emit::ladder_of(bundle.document)) fallbacks_ = ladder->fallback;
  }

  Verdict judge(const std::string& key, const Json& flag) const;
  Verdict judge_removed(const emit::ProofEntry& entry, const std::string& key) const;
  std::string subject_of(const std::string& key) const {
    return fmt::format("flag/{}@{}", key, proof_.environment);
  }

 private:
  void compare_served(const Json& flag, const FlagRecord& record, Verdict& verdict) const;
  void check_references(const Json& flag, Verdict& verdict) const;
  void take(const Approved& approved, Verdict& verdict) const;
  void take_people(const trust::Approval& approval, Verdict& verdict) const;
  void take_cover(const std::string& subject, Verdict& verdict) const;
  void check_areas(const std::string& subject, const FlagRecord* record, const std::string& area,
                   Verdict& verdict) const;
  void hold_against_entry(const std::string& subject, Verdict& verdict) const;

  const emit::Proof& proof_;
  const model::Model& model_;
  trust::Ballot ballot_;
  Covers covers_;
  std::set<std::string_view> carried_;
  Json evaluators_ = Json::object();
  std::set<std::string> areas_;  // that any rule asks about
  std::map<std::string, std::string> fallbacks_;
};

// What clients get is what was approved, or its killed form, which every approval covers.
void Prover::compare_served(const Json& flag, const FlagRecord& record, Verdict& verdict) const {
  const auto in_bundle = fallbacks_.find(verdict.key);
  const std::optional<std::string> fallback =
      in_bundle == fallbacks_.end() ? std::nullopt : std::optional(in_bundle->second);
  if (fallback != record.fallback) {
    verdict.reasons.emplace_back("a kill would serve another variant than its record says");
  }
  if (flag == record.serves()) return;
  const auto killed = record::killed_form(record.document);
  if (killed && flag == *killed->find("serves")) return;
  verdict.reasons.emplace_back("the bundle serves something else than its record");
}

void Prover::check_references(const Json& flag, Verdict& verdict) const {
  for (const std::string& name : emit::references_of(flag)) {
    const Json* rule = evaluators_.find(name);
    if (rule == nullptr) {
      verdict.reasons.push_back(fmt::format("it refers to `{}`, which is not there", name));
    } else if (!lower::has_its_name(name, *rule)) {
      verdict.reasons.push_back(
          fmt::format("the shared evaluator `{}` has other contents than its name says", name));
    }
  }
}

void Prover::take_people(const trust::Approval& approval, Verdict& verdict) const {
  verdict.revision = approval.revision;
  verdict.rules.clear();
  verdict.signers.clear();
  for (const model::ApprovalRule* rule : approval.rules) verdict.rules.push_back(*rule->id);
  for (const trust::Signature& signature : approval.signatures) {
    verdict.signers.push_back(*model_.at(signature.person).id);
  }
  std::ranges::sort(verdict.signers);
}

void Prover::take(const Approved& approved, Verdict& verdict) const {
  const trust::Approval& approval = approved.approval;
  take_people(approval, verdict);
  if (approved.previous) verdict.previous = crypto::hex(*approved.previous);
  if (approval.satisfied) return;
  if (approval.rules.empty()) verdict.reasons.emplace_back("no rule of the policy matches it");
  for (const trust::Missing& missing : approval.missing) {
    verdict.reasons.push_back(
        missing.rule == nullptr
            ? fmt::format("{} is missing", missing.what)
            : fmt::format("{} is missing for rule `{}`", missing.what, *missing.rule->id));
  }
  if (approved.at_worst) {
    verdict.reasons.emplace_back(
        "the proof does not hold the record before it, whose risk may have been higher");
  }
  if (approval.signatures.empty() && !approval.stale.empty()) {
    verdict.reasons.emplace_back("its statements approve other content");
  }
}

// The people who approved the plan or profile approved this record, if that lists it.
void Prover::take_cover(const std::string& subject, Verdict& verdict) const {
  const auto refuse = [&](const std::string& why) {
    verdict.reasons.push_back(
        fmt::format("the proof says that `{}` covers it, but {}", subject, why));
  };
  const Cover* cover = covers_.find(subject);
  if (cover == nullptr) return refuse("holds no record of that");
  if (!cover->yields.contains("sha256:" + verdict.content)) {
    return refuse("that does not list what it is");
  }
  if (!cover->reasons.empty()) return refuse(cover->reasons.front());
  const emit::ProofEntry* entry = proof_.entry(subject);
  if (entry == nullptr || !entry->content || crypto::hex(*entry->content) != cover->content ||
      entry->revision != cover->approval.revision) {
    return refuse("`entries` say something else of that");
  }
  verdict.covered_by = subject;
  verdict.cover_content = cover->content;
  verdict.cover_yields = cover->yields;
  take_people(cover->approval, verdict);
}

// No record says in which folder a flag lies. Where a rule asks, it may hold for every area; if it
// does not, the word of whoever built the bundle is all there is, and that is told.
void Prover::check_areas(const std::string& subject, const FlagRecord* record,
                         const std::string& area, Verdict& verdict) const {
  for (const std::string& other : areas_) {
    if (other == area) continue;
    const Approved approved =
        judge_flag(ballot_, model_, proof_, subject, record, other, evaluators_);
    if (!approved.approval.satisfied) verdict.area_is_claimed = true;
  }
}

void Prover::hold_against_entry(const std::string& subject, Verdict& verdict) const {
  const emit::ProofEntry* entry = proof_.entry(subject);
  const std::string content =
      entry == nullptr || !entry->content ? std::string() : crypto::hex(*entry->content);
  const bool is_revision =
      !verdict.covered_by.empty() || (entry != nullptr && entry->revision == verdict.revision);
  if (entry == nullptr || content != verdict.content || !is_revision) {
    verdict.reasons.emplace_back("`entries` of the proof say something else of it");
  }
  verdict.carried = carried_.contains(subject);
}

Verdict Prover::judge(const std::string& key, const Json& flag) const {
  Verdict verdict;
  verdict.key = key;
  const std::string subject = subject_of(key);
  const auto bytes = proof_.records.find(subject);
  if (bytes == proof_.records.end()) {
    verdict.reasons.emplace_back("the proof holds no record of it");
    return verdict;
  }
  const auto record = read_flag_record(subject, bytes->second);
  if (!record) {
    verdict.reasons.push_back(record.error().message);
    return verdict;
  }
  verdict.risk = record->risk;
  verdict.content = crypto::hex(record->digest);
  compare_served(flag, *record, verdict);
  check_references(flag, verdict);
  const emit::ProofEntry* entry = proof_.entry(subject);
  const std::string area = entry == nullptr ? std::string() : entry->area;
  const Approved approved =
      judge_flag(ballot_, model_, proof_, subject, &*record, area, evaluators_);
  if (approved.approval.satisfied || entry == nullptr || entry->covered_by.empty()) {
    take(approved, verdict);
    if (verdict.reasons.empty()) check_areas(subject, &*record, area, verdict);
  } else {
    take_cover(entry->covered_by, verdict);
  }
  hold_against_entry(subject, verdict);
  verdict.proven = verdict.reasons.empty();
  return verdict;
}

Verdict Prover::judge_removed(const emit::ProofEntry& entry, const std::string& key) const {
  Verdict verdict;
  verdict.key = key;
  verdict.removed = true;
  take(judge_flag(ballot_, model_, proof_, entry.subject, nullptr, entry.area, evaluators_),
       verdict);
  if (verdict.reasons.empty()) check_areas(entry.subject, nullptr, entry.area, verdict);
  hold_against_entry(entry.subject, verdict);
  verdict.proven = verdict.reasons.empty();
  return verdict;
}

// `checkout` of `flag/checkout@production`; nothing when it is no flag of that environment.
std::optional<std::string> key_of(std::string_view subject, const std::string& environment) {
  const std::string end = "@" + environment;
  constexpr std::string_view begin = "flag/";
  if (!subject.starts_with(begin) || !subject.ends_with(end)) return std::nullopt;
  return std::string(subject.substr(begin.size(), subject.size() - begin.size() - end.size()));
}

std::optional<std::uint32_t> index_of(const model::Model& model, const std::string& environment) {
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (*model.config.environments[i].name == environment) return i;
  }
  return std::nullopt;
}

}  // namespace

const Verdict* Proven::verdict(std::string_view key) const {
  const auto found = std::ranges::lower_bound(verdicts, key, {}, &Verdict::key);
  return found == verdicts.end() || found->key != key ? nullptr : &*found;
}

std::vector<std::string> Proven::areas_claimed() const {
  std::vector<std::string> keys;
  for (const Verdict& one : verdicts) {
    if (one.proven && one.area_is_claimed) keys.push_back(one.key);
  }
  return keys;
}

Proven prove(const emit::Proof& proof, const CheckedBundle& bundle, const model::Root& root,
             Instant now, unsigned threads) {
  Proven proven;
  if (auto other = mismatch(proof, bundle)) {
    proven.problems.push_back(std::move(*other));
    return proven;
  }
  auto trusted = trusted_model(proof, root, now, threads);
  if (!trusted) {
    proven.problems.push_back(std::move(trusted.error()));
    return proven;
  }
  proven.files = std::move(trusted->files);
  const model::Model& model = trusted->model;
  const auto environment = index_of(model, proof.environment);
  if (!environment) {
    proven.problems.push_back(
        {fmt::format("ensign.yaml in the proof has no environment `{}`", proof.environment),
         fetch_again});
    return proven;
  }
  proven.is_protected = trust::is_protected(model, *environment);
  if (!proven.is_protected) return proven;
  const Prover prover(proof, bundle, model, trusted->honoured, threads);
  const Json& flags = *bundle.document.find("flags");
  for (const auto& [key, flag] : *flags.members()) {
    proven.verdicts.push_back(prover.judge(key, flag));
  }
  for (const emit::ProofEntry& entry : proof.entries) {
    const auto key = key_of(entry.subject, proof.environment);
    if (key && !entry.content && flags.find(*key) == nullptr) {
      proven.verdicts.push_back(prover.judge_removed(entry, *key));
    }
  }
  std::ranges::sort(proven.verdicts, {}, &Verdict::key);
  return proven;
}

}  // namespace ensign::client
