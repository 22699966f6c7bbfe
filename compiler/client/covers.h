// Plans and profiles of a proof: whether the people whom policy asks approved them, and which
// records they make. Who does not sign cannot invent one, and cannot add a record to one.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "emit/bundle/proof.h"
#include "model/model.h"
#include "trust/approval.h"
#include "trust/cover.h"

namespace ensign::client {

struct Cover {
  std::string content;           // sha256 of its record, 64 hex digits
  std::set<std::string> yields;  // `sha256:…` of each record that it makes
  trust::Approval approval;
  std::vector<std::string> reasons;  // why it covers nothing
};

class Covers {
 public:
  Covers(const emit::Proof& proof, const trust::Ballot& ballot);

  // Nullptr when the proof holds no record of that subject.
  const Cover* find(const std::string& subject) const;

 private:
  std::map<std::string, Cover> covers_;  // by subject
};

}  // namespace ensign::client
