#include "emit/bundle/prove.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <unordered_set>
#include <utility>

#include "emit/bundle/proof_statements.h"
#include "emit/bundle/references.h"
#include "record/record.h"
#include "syntax/strict_json.h"
#include "trust/anchors.h"
#include "trust/cover.h"
#include "trust/protection.h"
#include "trust/revisions.h"
#include "trust/said.h"

namespace ensign::emit {
namespace {

std::optional<std::uint32_t> protected_index(const model::Model& model, const std::string& name) {
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (*model.config.environments[i].name == name && trust::is_protected(model, i)) return i;
  }
  return std::nullopt;
}

constexpr std::string_view flag_prefix = "flag/";

// `checkout` of `flag/checkout@production`.
std::string key_of(std::string_view subject) {
  const std::size_t at = subject.rfind('@');
  return std::string(subject.substr(flag_prefix.size(), at - flag_prefix.size()));
}

// The folder below flags/ that a flag lies in; empty when it lies there itself.
std::string area_of(const model::Model& model, const model::Flag& flag) {
  const std::string below = model.path(flag.file).substr(model.config.layout.flags.size() + 1);
  const std::size_t slash = below.find('/');
  return slash == std::string::npos ? std::string() : below.substr(0, slash);
}

std::vector<record::Record> yields_of(const model::Model& model, const model::Subject& subject) {
  for (const model::Plan& plan : model.plans) {
    if (subject.kind == model::SubjectKind::plan && *plan.id == subject.name) {
      return record::yields_of(model, plan);
    }
  }
  for (const model::Profile& profile : model.profiles) {
    if (subject.kind == model::SubjectKind::profile && *profile.name == subject.name) {
      return record::yields_of(model, profile);
    }
  }
  return {};
}

// Where statements come from: the repository as it is now, or the proof before.
struct Side {
  const model::Model* model = nullptr;
  const trust::Ballot* ballot = nullptr;
};

class Proving {
 public:
  Proving(const model::Model& model, const Bundle& bundle, const Proof* previous)
      : model_(model), bundle_(bundle), previous_(previous) {
    proof_.project = *model.config.project;
    proof_.environment = bundle.environment;
    proof_.seq = bundle.seq;
    proof_.sha256 = bundle.sha256;
    for (const auto& [key, flag] : *bundle.document.find("flags")->members()) keys_.insert(key);
  }

  void add_roots();
  void add_files(const source::Snapshot& snapshot, const trust::Anchors& anchors);
  void add_entry(const Side& side, const record::Record& record, const std::string& area,
                 const std::string& covered_by);
  void add_cover(const Side& side, const source::Snapshot& snapshot, const std::string& subject);
  void add_kept_cover(const Side& before, const std::string& subject);
  void add_past_covers(const Side& side);
  void add_removed(const Side& side, const std::string& key);
  void add_kept(const Side& before, const KeptEntry& kept);
  void add_withdrawals();
  Proof take() { return std::move(proof_); }

 private:
  std::string subject_of(const std::string& key) const {
    return fmt::format("flag/{}@{}", key, bundle_.environment);
  }
  void add_statement(const model::Model& model, const model::Statement& statement);
  void add_before(const std::string& subject, const std::optional<crypto::Sha256>& digest);
  trust::Approval add_signatures(const Side& side, const std::string& subject,
                                 const std::optional<crypto::Sha256>& content);

  const model::Model& model_;
  const Bundle& bundle_;
  const Proof* previous_;
  Proof proof_;
  std::unordered_set<std::string_view> keys_;  // of the bundle
  std::set<const model::Statement*> added_;
};

void Proving::add_roots() {
  for (const model::RootFile& file : model_.roots) {
    ProofRoot root{file.root.bytes, file.signatures};
    std::ranges::sort(root.signatures);
    proof_.roots.push_back(std::move(root));
  }
}

void Proving::add_statement(const model::Model& model, const model::Statement& statement) {
  if (!added_.insert(&statement).second) return;  // one over a set is many entries
  proof_.statements.push_back(statement.bytes);
  if (statement.subject.kind != model::SubjectKind::set) return;
  const model::RecordSet* set = trust::set_of(model, statement);
  if (set == nullptr) return;
  std::string bytes;
  for (const model::SetRecord& record : set->records) bytes += model::record_line(record);
  proof_.sets.push_back(std::move(bytes));
}

// Trust files and waivers as they are, with what makes them count.
void Proving::add_files(const source::Snapshot& snapshot, const trust::Anchors& anchors) {
  for (const trust::Anchor& anchor : anchors.files) {
    if (!anchor.file) continue;
    const source::File& file = snapshot.file(*anchor.file);
    proof_.files.emplace(anchor.path, file.bytes);
    ProofEntry entry{"file/" + anchor.path, crypto::sha256(file.bytes), 0, {}, {}};
    for (const std::size_t index : anchor.statements) {
      const model::Statement& statement = model_.statements[index];
      add_statement(model_, statement);
      const auto said = trust::said_of(model_, statement, entry.subject);
      if (said) entry.revision = std::max(entry.revision, said->revision);
    }
    proof_.entries.push_back(std::move(entry));
  }
  const std::string waivers = model_.config.layout.trust + "/waivers/";
  for (const source::File& file : snapshot.files()) {
    if (file.path.starts_with(waivers) && !file.refused)
      proof_.files.emplace(file.path, file.bytes);
  }
}

// Only where statements name a record as what was there before, and it is at hand.
void Proving::add_before(const std::string& subject, const std::optional<crypto::Sha256>& digest) {
  if (!digest || previous_ == nullptr || !subject.starts_with(flag_prefix)) return;
  for (const auto* records : {&previous_->records, &previous_->before}) {
    const auto found = records->find(subject);
    if (found == records->end() || crypto::sha256(found->second) != *digest) continue;
    proof_.before.emplace(subject, found->second);
    return;
  }
}

trust::Approval Proving::add_signatures(const Side& side, const std::string& subject,
                                        const std::optional<crypto::Sha256>& content) {
  trust::Change change;
  change.subject = subject;
  change.content = content;
  change.environment = bundle_.environment;
  trust::Approval approval = side.ballot->judge(change);
  for (const trust::Signature& signature : approval.signatures) {
    add_statement(*side.model, side.model->statements[signature.statement]);
  }
  add_before(subject, trust::previous_said(*side.model, approval, subject));
  return approval;
}

void Proving::add_entry(const Side& side, const record::Record& record, const std::string& area,
                        const std::string& covered_by) {
  const auto approval = add_signatures(side, record.subject, record.digest);
  proof_.records.emplace(record.subject, record.bytes);
  ProofEntry entry{record.subject, record.digest, approval.revision, area, covered_by};
  const ProofEntry* before = previous_ == nullptr ? nullptr : previous_->entry(record.subject);
  // Nothing that is older than what was approved last may come back behind a plan.
  if (!covered_by.empty() && before != nullptr) {
    entry.revision = std::max(entry.revision, before->revision);
  }
  proof_.entries.push_back(std::move(entry));
}

// A plan or a profile with what approved it, and for each flag a record that it lists: the risk of
// the flags is what policy may ask about.
void Proving::add_cover(const Side& side, const source::Snapshot& snapshot,
                        const std::string& subject) {
  const auto parsed = model::parse_subject(subject);
  const auto record =
      parsed ? record::find_record(model_, snapshot, *parsed) : std::optional<record::Record>();
  if (!record) return;
  const auto approval = add_signatures(side, subject, record->digest);
  proof_.records.emplace(subject, record->bytes);
  proof_.entries.push_back({subject, record->digest, approval.revision, {}, {}});
  std::vector<record::Record> yields = yields_of(model_, *parsed);
  std::set<std::string> known;  // keys
  for (const record::Record& made : yields) {
    const auto own = proof_.records.find(made.subject);
    if (own == proof_.records.end()) continue;
    if (crypto::sha256(own->second) == made.digest) known.insert(key_of(made.subject));
  }
  for (record::Record& made : yields) {
    if (known.insert(key_of(made.subject)).second) proof_.yields.push_back(std::move(made.bytes));
  }
}

// The same, as the proof before has it; what it is now is in the proof already, or not needed.
void Proving::add_kept_cover(const Side& before, const std::string& subject) {
  const auto record = previous_->records.find(subject);
  const ProofEntry* entry = previous_->entry(subject);
  if (record == previous_->records.end() || entry == nullptr) return;
  if (!proof_.records.emplace(subject, record->second).second) return;
  if (before.ballot != nullptr) add_signatures(before, subject, entry->content);
  proof_.entries.push_back(*entry);
  const auto json = syntax::parse_strict(record->second);
  std::set<std::string> listed;
  if (json) {
    for (trust::Yield& yield : trust::yields_of(*json)) listed.insert(std::move(yield.content));
  }
  for (const std::string& bytes : previous_->yields) {
    if (listed.contains("sha256:" + crypto::hex(crypto::sha256(bytes)))) {
      proof_.yields.push_back(bytes);
    }
  }
}

// What covered something once keeps its revision for those who compare two proofs, until people
// sign that it is absent.
void Proving::add_past_covers(const Side& side) {
  if (previous_ == nullptr) return;
  std::set<std::string> there;
  for (const ProofEntry& entry : proof_.entries) there.insert(entry.subject);
  for (const ProofEntry& entry : previous_->entries) {
    const bool covers = entry.subject.starts_with("plan/") || entry.subject.starts_with("profile/");
    if (!covers || there.contains(entry.subject)) continue;
    ProofEntry& kept = proof_.entries.emplace_back(entry);
    const auto approval = add_signatures(side, entry.subject, std::nullopt);
    if (approval.signatures.empty() || approval.revision < entry.revision) continue;
    kept.content.reset();
    kept.revision = approval.revision;
  }
}

// A flag that was there and is gone, and one whose end was approved long ago: what shows it stays,
// for a client may have slept since.
void Proving::add_removed(const Side& side, const std::string& key) {
  if (keys_.contains(key)) return;
  const std::string subject = subject_of(key);
  const ProofEntry* before = previous_ == nullptr ? nullptr : previous_->entry(subject);
  const auto approval = add_signatures(side, subject, std::nullopt);
  if (approval.signatures.empty()) return;
  proof_.entries.push_back({subject,
                            std::nullopt,
                            approval.revision,
                            before == nullptr ? std::string() : before->area,
                            {}});
}

// Its record and its approval are those of the bundle before.
void Proving::add_kept(const Side& before, const KeptEntry& kept) {
  if (!kept.is_there) return;
  const std::string& subject = kept.subject;
  proof_.carried.push_back(subject);
  const ProofEntry* entry = previous_ == nullptr ? nullptr : previous_->entry(subject);
  if (entry == nullptr) return;
  const auto record = previous_->records.find(subject);
  if (record == previous_->records.end()) return;
  proof_.records.emplace(subject, record->second);
  if (before.ballot != nullptr) add_signatures(before, subject, entry->content);
  proof_.entries.push_back(*entry);
}

void Proving::add_withdrawals() {
  for (const model::Statement& statement : model_.statements) {
    if (*statement.action == model::Action::withdraw) add_statement(model_, statement);
  }
}

// Evaluators that only older records refer to: those of the bundle before it are in its proof or
// in the repository still.
void add_evaluators(Proof& proof, const Bundle& bundle, const model::Model& model,
                    const Proof* previous) {
  const Json* own = bundle.document.find("$evaluators");
  const Json shared = record::shared_evaluators(model);
  for (const auto& [subject, bytes] : proof.before) {
    const auto record = syntax::parse_strict(bytes);
    const Json* serves = record ? record->find("serves") : nullptr;
    if (serves == nullptr) continue;
    for (const std::string& name : references_of(*serves)) {
      if (own != nullptr && own->find(name) != nullptr) continue;
      if (const Json* rule = shared.find(name)) {
        proof.evaluators.emplace(name, canonical(*rule));
      } else if (previous != nullptr && previous->evaluators.contains(name)) {
        proof.evaluators.emplace(name, previous->evaluators.at(name));
      }
    }
  }
}

}  // namespace

std::optional<Proof> prove(const model::Model& model, const source::Snapshot& snapshot,
                           const Bundle& bundle, const Proof* previous,
                           const std::vector<KeptEntry>& kept, const Covered& covered,
                           unsigned threads) {
  const auto environment = protected_index(model, bundle.environment);
  if (!environment) return std::nullopt;
  Proving proving(model, bundle, previous);
  proving.add_roots();
  const trust::Anchors anchors = trust::anchors(model);
  proving.add_files(snapshot, anchors);
  const auto honoured = trust::honoured(model, anchors);
  const trust::Ballot ballot(model, model, trust::standings(model, model, honoured, threads));
  const Side now{&model, &ballot};

  // The statements of the proof before, judged by the roster of today.
  model::Model older;
  std::optional<trust::Ballot> older_ballot;
  if (previous != nullptr && !kept.empty()) {
    older = model;
    older.statements.clear();
    older.record_sets.clear();
    add_statements(*previous, older);
    older_ballot.emplace(older, older, trust::standings(older, older, honoured, threads));
  }
  const Side before{&older, older_ballot ? &*older_ballot : nullptr};

  std::set<std::string> as_before, covers;
  for (const KeptEntry& entry : kept) {
    as_before.insert(entry.subject);
    proving.add_kept(before, entry);
  }
  for (const record::Record& record : record::flag_records(model, *environment, threads)) {
    if (as_before.contains(record.subject)) continue;
    const auto id = model.flag(key_of(record.subject));
    const auto cover = covered.find(record.subject);
    const std::string covered_by = cover == covered.end() ? std::string() : cover->second;
    if (!covered_by.empty()) covers.insert(covered_by);
    proving.add_entry(now, record, area_of(model, model.at(*id)), covered_by);
  }
  for (const std::string& subject : covers) proving.add_cover(now, snapshot, subject);
  for (const KeptEntry& entry : kept) {
    const ProofEntry* as_was = previous == nullptr ? nullptr : previous->entry(entry.subject);
    if (as_was != nullptr && !as_was->covered_by.empty() && entry.is_there) {
      proving.add_kept_cover(before, as_was->covered_by);
    }
  }
  proving.add_past_covers(now);
  if (previous != nullptr) {
    for (const ProofEntry& entry : previous->entries) {
      if (entry.subject.starts_with(flag_prefix)) proving.add_removed(now, key_of(entry.subject));
    }
  }
  proving.add_withdrawals();
  Proof proof = proving.take();
  add_evaluators(proof, bundle, model, previous);
  std::ranges::sort(proof.entries, {}, &ProofEntry::subject);
  return proof;
}

std::vector<ApprovedSubject> newly_approved(const Proof& proof, const Proof* previous) {
  std::vector<ApprovedSubject> approved;
  for (const ProofEntry& entry : proof.entries) {
    const ProofEntry* before = previous == nullptr ? nullptr : previous->entry(entry.subject);
    const bool same =
        before != nullptr && before->content == entry.content && before->revision == entry.revision;
    if (same) continue;
    ApprovedSubject one{entry.subject, std::nullopt, entry.revision};
    if (entry.content) one.content = crypto::hex(*entry.content);
    approved.push_back(std::move(one));
  }
  std::ranges::sort(approved, {}, &ApprovedSubject::subject);
  return approved;
}

}  // namespace ensign::emit
