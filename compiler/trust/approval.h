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
#include <unordered_map>
#include <vector>

#include "crypto/digest.h"
#include "model/model.h"
#include "trust/revisions.h"
#include "trust/standing.h"

namespace ensign::trust {

// What clients were last given of a subject, with the revision of the statements that approved it.
struct Published {
  std::int64_t revision = 0;              // of the newest that approved itself; 0: of none
  std::optional<crypto::Sha256> content;  // nothing: it was absent
  bool covered = false;                   // by a plan or a profile: `revision` is of other content
};

// What is asked about: a subject as it is at head, and what policy may match on.
struct Change {
  std::string subject;
  std::optional<crypto::Sha256> content;  // nothing: it is removed
  Span span;                              // where a finding points
  model::SubjectKind kind = model::SubjectKind::flag;
  std::string environment, area;          // of flags, and of profiles the first
  std::vector<std::string> environments;  // of plans: all that their stages name
  std::optional<model::Risk> risk;        // the higher of base and head
  std::optional<model::FlagType> type;
  std::optional<model::ReleaseType> release;
  std::optional<model::Direction> direction;  // nothing: nothing is compared, which is `more`
  std::vector<std::string> fields;            // of the record that differ; all of them when new
  // Known with a base: the highest revision there, and the content there.
  std::optional<std::int64_t> base_revision;
  std::optional<crypto::Sha256> base_content;
  bool compared = false;  // there is a base, and this subject is another in it
  // Known where the last build is: statements that are older than these approve nothing any more.
  std::optional<Published> published;
};

// One thing that is still missing.
struct Missing {
  const model::ApprovalRule* rule = nullptr;  // nullptr: asked of every protected entry
  std::string what;                           // "1 of team `security`", "a proposal"
  std::vector<std::string> who;               // ids of people who could give it, sorted
};

struct Signature {
  Id<model::Person> person;   // of the model whose roster judges
  std::size_t statement = 0;  // index into Model::statements of head
  model::Action action = model::Action::approve;
};

struct Approval {
  std::vector<const model::ApprovalRule*> rules;  // that match, in the order of the file
  bool needed = true;                             // false: nothing asks for it
  bool satisfied = false;
  std::vector<Missing> missing;
  std::vector<Signature> signatures;  // that count, one a person, by person
  // Statements of people that do not count here, and why. Indices into Model::statements.
  std::vector<std::size_t> stale;     // about other content of the subject
  std::vector<std::size_t> replayed;  // this content, but not as the successor of what base has,
                                      // or older than what was published
  std::vector<std::size_t> too_old;   // new, and older than the window of a rule that matches
  std::int64_t revision = 0;          // the highest of those that count; 0 when there are none
};

bool matches(const model::ApprovalRule& rule, const Change& change);

// Indices of the people whom an item of `from:` names.
std::set<std::uint32_t> people_of(const model::Model& model, const model::Approvers& approvers);

// Could this person sign something today, with a key that counts?
bool can_sign(const model::Person& person, Date today);

// Statements by subject, with those of sets, looked up often.
class Ballot {
 public:
  // `rules` is the model whose policy and roster judge: that of the base where there is one, else
  // `head` itself. Both must outlive the ballot.
  Ballot(const model::Model& head, const model::Model& rules, std::vector<Standing> standings);

  Approval judge(const Change& change) const;

  // Whether that environment is protected, by the rules or, where they do not know it, by head.
  bool is_protected(const std::string& environment) const;

  // The highest revision that any statement gives this subject; 0 when there is none.
  std::int64_t highest_revision(const std::string& subject) const {
    return revisions_.highest(subject);
  }
  const std::vector<Standing>& standings() const { return standings_; }

 private:
  // What one statement says of one subject.
  struct Vote {
    std::size_t statement = 0;
    std::uint32_t person = 0;  // of rules_
    model::Action action = model::Action::approve;
    std::optional<crypto::Sha256> content, previous;
    std::int64_t revision = 0;
    Instant issued;
    bool heard = true;  // false: only a withdrawal may count
  };
  using Votes = std::vector<Vote>;
  struct Count;

  void add(std::size_t index);
  void add_gone(const model::Statement& withdrawal);
  void add(const model::Model& model, const model::Statement& statement, std::size_t index);
  Count count(const Change& change, Approval& approval) const;
  void ask(const model::ApprovalRule& rule, const Count& count, Approval& approval) const;
  bool is_old(const Vote& vote, const model::ApprovalRule& rule) const;
  std::vector<std::string> names(const std::set<std::uint32_t>& people) const;

  const model::Model& head_;
  const model::Model& rules_;
  std::vector<Standing> standings_;
  Revisions revisions_;
  std::unordered_map<std::string, Votes> votes_;  // by subject
  std::vector<bool> is_new_;                      // by statement: absent from the base
  std::set<std::uint32_t> able_;                  // people of rules_ who can sign
};

}  // namespace ensign::trust
