#include "client/proof_change.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "change/direction.h"
#include "lower/lower.h"
#include "syntax/strict_json.h"
#include "trust/said.h"

namespace ensign::client {
namespace {

const Json* at(const Json* object, std::string_view name) {
  return object == nullptr ? nullptr : object->find(name);
}

template <typename Word>
Result<Word> word_at(const Json* object, std::string_view name) {
  const Json* value = at(object, name);
  const auto word = value == nullptr || value->string() == nullptr
                        ? std::nullopt
                        : model::from_spelling<Word>(*value->string());
  if (!word) return failure(fmt::format("its record has no `{}` that we know", name));
  return *word;
}

// Beside those of the bundle, what only the older record refers to, and is what its name says:
// another segment in its place would make a change look smaller than it is.
Json with_older(const Json& evaluators, const emit::Proof& proof) {
  Json all = evaluators;
  for (const auto& [name, text] : proof.evaluators) {
    if (all.find(name) != nullptr) continue;
    auto rule = syntax::parse_strict(text);
    if (rule && lower::has_its_name(name, *rule)) all.set(name, std::move(*rule));
  }
  return all;
}

void compare(trust::Change& change, const FlagRecord* record, const FlagRecord& before,
             const Json& evaluators, const model::Config& config) {
  change.risk = change.risk ? std::max(*change.risk, before.risk) : before.risk;
  if (record == nullptr) {
    change.type = before.type;
    change.fields = change::touched_fields(Json(), before.document);
    return;
  }
  change.fields = change::touched_fields(before.document, record->document);
  change.direction = change::direction(before.document, record->document, evaluators, config);
}

// Every field that a rule asks about.
std::vector<std::string> fields_of(const model::Policy& policy) {
  std::set<std::string> fields;
  for (const model::ApprovalRule& rule : policy.approvals) {
    for (const auto& field : rule.match.fields) fields.insert(*field);
  }
  return {fields.begin(), fields.end()};
}

// What was there before is not in the proof, so nobody can say what its risk was, nor anything of a
// flag that is gone. Then it is approved when it would be whatever that was.
void judge_at_worst(const trust::Ballot& ballot, const model::Policy& policy, bool removed,
                    Approved& approved) {
  using model::FlagType;
  using model::Risk;
  trust::Change change = approved.change;
  std::vector<FlagType> types{FlagType::release, FlagType::experiment, FlagType::kill_switch,
                              FlagType::config, FlagType::permission};
  if (change.type) types.assign(1, *change.type);
  if (removed) change.fields = fields_of(policy);
  for (const Risk risk : {Risk::L0, Risk::L1, Risk::L2, Risk::L3}) {
    if (!removed && risk < approved.change.risk) continue;
    change.risk = risk;
    for (const FlagType type : types) {
      change.type = type;
      trust::Approval approval = ballot.judge(change);
      if (approval.satisfied) continue;
      approved.at_worst = true;
      approved.approval = std::move(approval);
      return;
    }
  }
}

}  // namespace

Result<FlagRecord> read_flag_record(const std::string& subject, const std::string& bytes) {
  FlagRecord record;
  record.document = TRY(syntax::parse_strict(bytes));
  const Json* named = record.document.find("subject");
  const Json* format = record.document.find("format");
  const Json* serves = record.document.find("serves");
  if (canonical(record.document) != bytes) return failure("its record is no canonical JSON");
  if (format == nullptr || *format != Json("ensign-record/1") || named == nullptr ||
      *named != Json(subject)) {
    return failure("its record is that of another subject");
  }
  if (serves == nullptr || serves->members() == nullptr) {
    return failure("its record serves nothing");
  }
  const Json* governs = record.document.find("governs");
  record.risk = TRY(word_at<model::Risk>(governs, "risk"));
  record.type = TRY(word_at<model::FlagType>(governs, "type"));
  const Json* fallback = at(at(governs, "fallback"), "serve");
  if (fallback != nullptr && fallback->string() != nullptr) record.fallback = *fallback->string();
  record.digest = crypto::sha256(bytes);
  return record;
}

std::optional<FlagRecord> record_before(const emit::Proof& proof, const std::string& subject,
                                        const std::optional<crypto::Sha256>& previous) {
  const auto found = proof.before.find(subject);
  if (!previous || found == proof.before.end()) return std::nullopt;
  auto record = read_flag_record(subject, found->second);
  if (!record || record->digest != *previous) return std::nullopt;
  return std::move(*record);
}

Approved judge_flag(const trust::Ballot& ballot, const model::Model& model,
                    const emit::Proof& proof, const std::string& subject, const FlagRecord* record,
                    const std::string& area, const Json& evaluators) {
  Approved approved;
  trust::Change& change = approved.change;
  change.subject = subject;
  change.environment = proof.environment;
  change.area = area;
  if (record != nullptr) {
    change.content = record->digest;
    change.risk = record->risk;
    change.type = record->type;
    change.fields = change::touched_fields(Json(), record->document);
  }
  // Who signed does not depend on what is compared; only what is asked does.
  approved.approval = ballot.judge(change);
  approved.previous = trust::previous_said(model, approved.approval, subject);
  const auto before = record_before(proof, subject, approved.previous);
  // What follows itself follows nothing: it would be no change, and so expose no more.
  if (!before || (record != nullptr && before->digest == record->digest)) {
    const bool removed = record == nullptr;
    const bool was_there = removed || trust::follows_something(model, approved.approval, subject);
    if (was_there && approved.approval.satisfied) {
      judge_at_worst(ballot, model.policy, removed, approved);
    }
    return approved;
  }
  compare(change, record, *before, with_older(evaluators, proof), model.config);
  approved.approval = ballot.judge(change);
  return approved;
}

}  // namespace ensign::client
