#include "trust/said.h"

#include <algorithm>

#include "trust/revisions.h"

namespace ensign::trust {

std::optional<Said> said_of(const model::Model& model, const model::Statement& statement,
                            const std::string& subject) {
  if (*statement.subject.text == subject) {
    return Said{*statement.content, *statement.revision, statement.previous};
  }
  const model::RecordSet* set = set_of(model, statement);
  if (set == nullptr) return std::nullopt;
  const auto record = std::ranges::lower_bound(
      set->records, subject, {},
      [](const model::SetRecord& each) -> const std::string& { return *each.subject.text; });
  if (record == set->records.end() || *record->subject.text != subject) return std::nullopt;
  return Said{*record->content, record->revision, record->previous};
}

std::optional<crypto::Sha256> previous_said(const model::Model& model, const Approval& approval,
                                            const std::string& subject) {
  std::optional<std::optional<crypto::Sha256>> agreed;
  for (const Signature& signature : approval.signatures) {
    const auto said = said_of(model, model.statements[signature.statement], subject);
    if (!said || said->revision != approval.revision) continue;
    if (agreed && *agreed != said->previous) return std::nullopt;
    agreed = said->previous;
  }
  return agreed.value_or(std::nullopt);
}

bool follows_something(const model::Model& model, const Approval& approval,
                       const std::string& subject) {
  return std::ranges::any_of(approval.signatures, [&](const Signature& signature) {
    const auto said = said_of(model, model.statements[signature.statement], subject);
    return said && said->previous;
  });
}

}  // namespace ensign::trust
