// The proof of a bundle, from the model that was sealed and the proof before.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emit/bundle/bundle.h"
#include "emit/bundle/proof.h"
#include "model/model.h"
#include "source/snapshot.h"

namespace ensign::emit {

// An entry that ships as it did in the bundle before, because what it is now is not approved.
struct KeptEntry {
  std::string subject;
  bool is_there = false;  // false: it is new, and left out
};

// Entries that ship because a plan or a profile makes them so, and which, by subject.
using Covered = std::map<std::string, std::string>;

// Nothing for an environment that is not protected. `previous` is the proof of the bundle before,
// from which kept entries bring what approved them; nullptr: there is none. Only statements and
// sets that an entry or a trust file needs are in it, and withdrawals.
std::optional<Proof> prove(const model::Model& model, const source::Snapshot& snapshot,
                           const Bundle& bundle, const Proof* previous,
                           const std::vector<KeptEntry>& kept, const Covered& covered,
                           unsigned threads);

// What it says anew: subjects whose approval is another than in the proof before.
std::vector<ApprovedSubject> newly_approved(const Proof& proof, const Proof* previous);

}  // namespace ensign::emit
