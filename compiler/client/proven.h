// Whether the people whom the root of trust names approved what a bundle says, from the bundle and
// its proof alone. The rules are those of rooms trust, record and change, asked about a model that
// is built from the proof: so compiler and verifier cannot disagree.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "client/bundle.h"
#include "client/proof_model.h"
#include "emit/bundle/proof.h"
#include "model/root.h"
#include "model/words.h"

namespace ensign::client {

// Of one flag of the bundle, or of one that the proof says was removed.
struct Verdict {
  std::string key;
  bool proven = false;
  bool removed = false;
  bool carried = false;              // kept from the bundle before, as the proof says
  std::vector<std::string> reasons;  // why it is not proven
  std::int64_t revision = 0;         // of the statements that approve it, or what covers it
  std::string content;               // sha256 of its record; empty: it was removed
  std::string previous;              // of the record before, as its statements say; empty: none
  std::optional<model::Risk> risk;   // as its record says, which means something when proven
  std::vector<std::string> rules;    // of the policy, that hold for it
  std::vector<std::string> signers;  // who agreed, sorted
  // The plan or profile that was approved and makes the record: then signers, rules and revision
  // are those of it. Empty: the flag was approved itself.
  std::string covered_by, cover_content;  // subject, and sha256 of its record
  std::set<std::string> cover_yields;     // `sha256:…` of every record that it lists
  bool area_is_claimed = false;  // it holds for the area that the proof names, and not for all
};

struct Proven {
  bool is_protected = false;      // otherwise nobody is asked, and nothing needs proof
  std::vector<Failure> problems;  // that take the ground from all of it: nothing is proven then
  std::vector<Verdict> verdicts;  // by key
  std::vector<TrustFile> files;   // that the root vouches for, by subject

  const Verdict* verdict(std::string_view key) const;
  // Keys of those that are proven if their area is what the proof says, which nobody signed.
  std::vector<std::string> areas_claimed() const;
};

// `root` is the newest that is trusted; the proof must end in the same. `bundle` was checked.
Proven prove(const emit::Proof& proof, const CheckedBundle& bundle, const model::Root& root,
             Instant now, unsigned threads);

}  // namespace ensign::client
