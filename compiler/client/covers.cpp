#include "client/covers.h"

#include <fmt/format.h>

#include "client/proof_change.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

bool may_cover(const std::string& subject) {
  return subject.starts_with("plan/") || subject.starts_with("profile/");
}

// The risk of a flag is what a record says of it that the plan or profile lists: that one was
// approved with it. A record under another digest says nothing.
class Risks {
 public:
  explicit Risks(const emit::Proof& proof) {
    for (const auto& [subject, bytes] : proof.records) {
      if (!may_cover(subject)) add(subject, bytes);
    }
    for (const std::string& bytes : proof.yields) {
      const auto json = syntax::parse_strict(bytes);
      const Json* subject = json ? json->find("subject") : nullptr;
      if (subject != nullptr && subject->string() != nullptr) add(*subject->string(), bytes);
    }
  }

  // By key for each record of it, since a plan lists one for every stage.
  void list(const std::vector<trust::Yield>& yields, std::map<std::string, model::Risk>& by_key) {
    for (const trust::Yield& yield : yields) {
      const auto found = by_content_.find(yield.content);
      if (found == by_content_.end() || found->second.key != yield.key) continue;
      const auto [known, fresh] = by_key.emplace(yield.key, found->second.risk);
      if (!fresh) known->second = std::max(known->second, found->second.risk);
    }
  }

 private:
  struct Known {
    std::string key;
    model::Risk risk = model::Risk::L3;
  };

  void add(const std::string& subject, const std::string& bytes) {
    const auto parsed = model::parse_subject(subject);
    if (!parsed || parsed->kind != model::SubjectKind::flag) return;
    const auto record = read_flag_record(subject, bytes);
    if (!record) return;
    by_content_.emplace("sha256:" + crypto::hex(record->digest), Known{parsed->name, record->risk});
  }

  std::map<std::string, Known> by_content_;
};

Cover judged(const std::string& subject, const std::string& bytes, const trust::Ballot& ballot,
             Risks& risks) {
  Cover cover;
  const crypto::Sha256 digest = crypto::sha256(bytes);
  cover.content = crypto::hex(digest);
  const auto json = syntax::parse_strict(bytes);
  if (!json || canonical(*json) != bytes || json->find("format") == nullptr ||
      *json->find("format") != Json("ensign-record/1")) {
    cover.reasons.emplace_back("its record is no canonical JSON of this format");
    return cover;
  }
  const auto yields = trust::yields_of(*json);
  for (const trust::Yield& yield : yields) cover.yields.insert(yield.content);
  std::map<std::string, model::Risk> by_key;
  risks.list(yields, by_key);
  auto change = trust::covering(subject, *json, [&](const trust::Yield& yield) {
    const auto found = by_key.find(yield.key);
    return found == by_key.end() ? std::nullopt : std::optional(found->second);
  });
  if (!change) {
    cover.reasons.emplace_back(
        "its record is of something else, or the proof does not say the risk of each flag in it");
    return cover;
  }
  change->content = digest;
  cover.approval = ballot.judge(*change);
  if (cover.approval.rules.empty()) {
    cover.reasons.emplace_back("no rule of the policy matches it");
    cover.approval.satisfied = false;
  }
  for (const trust::Missing& missing : cover.approval.missing) {
    cover.reasons.push_back(fmt::format("{} is missing", missing.what));
  }
  if (!cover.approval.satisfied && cover.reasons.empty()) {
    cover.reasons.emplace_back("it is not approved");
  }
  return cover;
}

}  // namespace

Covers::Covers(const emit::Proof& proof, const trust::Ballot& ballot) {
  Risks risks(proof);
  for (const auto& [subject, bytes] : proof.records) {
    if (may_cover(subject)) covers_.emplace(subject, judged(subject, bytes, ballot, risks));
  }
}

const Cover* Covers::find(const std::string& subject) const {
  const auto found = covers_.find(subject);
  return found == covers_.end() ? nullptr : &found->second;
}

}  // namespace ensign::client
