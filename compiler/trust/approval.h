// Whether enough people agreed to a subject. People are counted, never keys: a person who signs
// with two keys, or proposes and approves, is one.
//
// Every rule of trust/policy.yaml that matches a change must be satisfied: a further rule only ever
// asks for more, so neither the order of rules nor a second rule can weaken one. No matching rule
// is an error, never a yes. `people: n` counts distinct signers, the proposer included; an item of
// `from:` never counts the proposer. Beside the rules, every entry of a protected environment
// needs a `propose` and at least one signature of somebody on the roster.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "model/model.h"
#include "trust/standing.h"

namespace ensign::trust {

// What is asked about: a subject as it is at head, and what policy may match on.
struct Change {
  std::string subject;
  std::optional<crypto::Sha256> content;  // nothing: it is removed
  Span span;                              // where a finding points
  model::SubjectKind kind = model::SubjectKind::flag;
  std::string environment, area;
  std::optional<model::Risk> risk;  // the higher of base and head
  std::optional<model::FlagType> type;
  std::optional<model::ReleaseType> release;
  std::optional<model::Direction> direction;  // nothing: nothing is compared, which is `more`
  std::vector<std::string> fields;            // of the record that differ; all of them when new
  // Known with a base, for a change only: the highest revision there, and the content there.
  std::optional<std::int64_t> base_revision;
  std::optional<crypto::Sha256> base_content;
  bool compared = false;  // there is a base, and this subject is another in it
};

// One thing that is still missing.
struct Missing {
  const model::ApprovalRule* rule = nullptr;  // nullptr: asked of every protected entry
  std::string what;                           // "1 of team-security", "a proposal", "2 people more"
  std::vector<std::string> who;               // ids of people who could give it, sorted
};

struct Signature {
  Id<model::Person> person;
  std::size_t statement = 0;  // index into Model::statements
  model::Action action = model::Action::approve;
};

struct Approval {
  std::vector<const model::ApprovalRule*> rules;  // that match
  bool needed = true;                             // false: nothing asks for it
  bool satisfied = false;
  std::vector<Missing> missing;
  std::vector<Signature> signatures;  // that count, one a person, by person
  std::vector<std::size_t> stale;     // statements about other content of the subject
  std::int64_t revision = 0;          // of the statements that count; 0 when there are none
};

// Statements by subject, with those of sets, looked up often.
class Ballot {
 public:
  // `rules` is the model whose policy and roster judge: that of the base where there is one.
  Ballot(const model::Model& head, const model::Model& rules, std::vector<Standing> standings);

  Approval judge(const Change& change) const;

  // The highest revision that any statement gives this subject; 0 when there is none.
  std::int64_t highest_revision(const std::string& subject) const;

 private:
  struct Vote;
  const model::Model& head_;
  const model::Model& rules_;
  std::vector<Standing> standings_;
  // filled by approval.cpp
};

}  // namespace ensign::trust
