// What the parts of signing share. Internal to driver/signing*.cpp.
#pragma once

#include <unordered_map>

#include "driver/signing.h"
#include "trust/revisions.h"

namespace ensign::driver::signing {

// Everything that has a record of its own, but files, in order of kind and name.
std::vector<model::Subject> known_subjects(const Side& side);

// What statements to propose or approve say of each subject, themselves or through a set.
using Said = std::unordered_map<std::string, std::vector<model::SetRecord>>;
Said said_of(const model::Model& model);

// What has been signed so far, looked up for many subjects.
class Ledger {
 public:
  explicit Ledger(const Sides& sides);  // which must outlive it

  model::SetRecord current(const model::Subject& subject) const;

 private:
  const Sides& sides_;
  trust::Revisions in_head_, in_base_;
  Said said_;
};

// The file of a set: one line a record, sorted, each subject once.
std::string set_text(const std::vector<model::SetRecord>& records);

}  // namespace ensign::driver::signing
