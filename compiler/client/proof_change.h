// A flag of a bundle as the change that policy judges, from its record, the record that it was
// approved against, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "emit/bundle/proof.h"
#include "model/model.h"
#include "trust/approval.h"

namespace ensign::client {

// A record that was read back: canonical, of that subject.
struct FlagRecord {
  Json document;
  crypto::Sha256 digest;
  model::Risk risk = model::Risk::L3;
  model::FlagType type = model::FlagType::release;
  std::optional<std::string> fallback;  // the variant of `governs.fallback`

  const Json& serves() const { return *document.find("serves"); }
};
Result<FlagRecord> read_flag_record(const std::string& subject, const std::string& bytes);

// The record whose digest is `previous`, when the proof holds it.
std::optional<FlagRecord> record_before(const emit::Proof& proof, const std::string& subject,
                                        const std::optional<crypto::Sha256>& previous);

struct Approved {
  trust::Approval approval;
  std::optional<crypto::Sha256> previous;  // as the counted statements of that revision say
  trust::Change change;
  bool at_worst = false;  // refused for what it may have been before, which the proof does not hold
};

// Judges the subject; `record` is nullptr for one that was removed. What it was before is what the
// statements that count name as `previous`, so nobody can make a change look smaller by leaving the
// old record out, or putting another in its place: then it is judged as new, and as if its risk had
// been any that is higher.
Approved judge_flag(const trust::Ballot& ballot, const model::Model& model,
                    const emit::Proof& proof, const std::string& subject, const FlagRecord* record,
                    const std::string& area, const Json& evaluators);

}  // namespace ensign::client
