#include "trust/revisions.h"

#include <algorithm>

namespace ensign::trust {

const model::RecordSet* set_of(const model::Model& model, const model::Statement& statement) {
  const auto digest = statement.content.value;
  if (statement.subject.kind != model::SubjectKind::set || !digest) return nullptr;
  if (statement.subject.name != crypto::hex(*digest)) return nullptr;
  const auto found =
      std::ranges::lower_bound(model.record_sets, *digest, {}, &model::RecordSet::digest);
  return found == model.record_sets.end() || found->digest != *digest ? nullptr : &*found;
}

Revisions::Revisions(const model::Model& model) {
  const auto note = [this](const std::string& subject, std::int64_t revision) {
    std::int64_t& highest = highest_[subject];
    highest = std::max(highest, revision);
  };
  for (const model::Statement& statement : model.statements) {
    note(*statement.subject.text, *statement.revision);
    const model::RecordSet* set = set_of(model, statement);
    if (set == nullptr) continue;
    for (const model::SetRecord& record : set->records) note(*record.subject.text, record.revision);
  }
}

std::int64_t Revisions::highest(const std::string& subject) const {
  const auto found = highest_.find(subject);
  return found == highest_.end() ? 0 : found->second;
}

}  // namespace ensign::trust
