// What the parts of signing share. Internal to driver/signing*.cpp.
#pragma once

#include <set>
#include <unordered_map>
#include <utility>

#include "driver/signing.h"
#include "trust/revisions.h"

namespace ensign::driver::signing {

// Everything that has a record of its own, but files, in order of kind and name.
std::vector<model::Subject> known_subjects(const Side& side);

// What statements to propose or approve say of each subject, themselves or through a set.
using Said = std::unordered_map<std::string, std::vector<model::SetRecord>>;
Said said_of(const model::Model& model);

// Content by subject that is done for whoever asks, as the newest there is: to propose, what
// anybody has proposed; to approve, what that person has signed.
using Signed = std::set<std::pair<std::string, std::optional<crypto::Sha256>>>;
Signed done_for(const model::Model& model, const Request& request);

// Files that a role of the root answers for, and what else stands outside of environments and is
// governed by policy: added to `found` where their signatures are missing.
void add_unsigned_files(const Sides& sides, const Request& request, const Signed& done,
                        Unsigned& found);

// What has been signed so far, looked up for many subjects.
class Ledger {
 public:
  explicit Ledger(const Sides& sides);  // which must outlive it

  model::SetRecord current(const model::Subject& subject) const;

 private:
  std::optional<crypto::Sha256> signed_last(const std::string& subject) const;

  const Sides& sides_;
  trust::Revisions in_head_, in_base_;
  Said said_, said_in_base_;
};

// The file of a set: one line a record, sorted, each subject once.
std::string set_text(const std::vector<model::SetRecord>& records);

}  // namespace ensign::driver::signing
