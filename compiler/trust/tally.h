// All that trust has to say about a repository, worked out once: whose statements count, what is
// asked about, and who agreed. Rules, the build and the proof read it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "source/snapshot.h"
#include "trust/approval.h"

namespace ensign::trust {

// A model, and the bytes that it was read from where they are at hand: without them a release and a
// file have no record, and are not asked about.
struct Side {
  const model::Model* model = nullptr;
  const source::Snapshot* files = nullptr;
};

// Records of the last build by subject, of its proofs. Where there is no base, a change is judged
// against what was shipped; and what has not changed since then, against what it was approved
// against.
struct Shipped {
  std::map<std::string, std::string> records, before;  // bytes
  std::map<std::string, std::string> areas;            // folders below flags/
  std::map<std::string, Published> published;          // of every subject that was approved
  Json evaluators = Json::object();                    // that the records may refer to
};

struct Question {
  Side head;
  Side base;  // without a model: there is none
  const Shipped* shipped = nullptr;
  unsigned threads = 1;
};

struct Entry {
  Change change;
  Approval approval;
  std::optional<std::uint32_t> flag;  // index into Model::flags of head; absent when it is removed
  std::optional<std::string> before;  // the record it was compared with
  std::string covered_by;             // the plan or profile whose approval is its own, too
  bool reported = true;  // false: it is as in the base, which had no more approvals either

  bool may_ship() const { return approval.satisfied || !covered_by.empty(); }
};

class Tally {
 public:
  explicit Tally(const Question& question);
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;

  // Whether anything is asked of anybody: there is a root of trust.
  bool asks() const { return asks_; }
  const model::Model& head() const { return *head_; }
  const source::Snapshot* files() const { return files_; }  // of head, where they are at hand
  // Whose policy and roster judge.
  const model::Model& rules() const { return *rules_; }
  const model::Model* base() const { return base_; }
  const Ballot& ballot() const { return *ballot_; }
  const std::vector<Standing>& standings() const { return ballot_->standings(); }
  // What is asked about, by subject.
  const std::vector<Entry>& entries() const { return entries_; }
  const Entry* entry(const std::string& subject) const;

 private:
  const model::Model* head_;
  const model::Model* base_;
  const model::Model* rules_;
  const source::Snapshot* files_;
  bool asks_ = false;
  std::unique_ptr<Ballot> ballot_;
  std::vector<Entry> entries_;
};

}  // namespace ensign::trust
