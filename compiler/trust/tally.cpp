#include "trust/tally.h"

#include <algorithm>
#include <utility>

#include "syntax/strict_json.h"
#include "trust/anchors.h"
#include "trust/compared.h"
#include "trust/cover.h"
#include "trust/subjects.h"

namespace ensign::trust {
namespace {

using model::SubjectKind;

// Without a rule that asks what a change does, nothing needs to be compared.
bool asks_what_changes(const model::Policy& policy) {
  return std::ranges::any_of(policy.approvals, [](const model::ApprovalRule& rule) {
    return rule.match.direction.has_value() || !rule.match.fields.empty();
  });
}

void add_members(Json& to, const Json& from) {
  if (from.members() == nullptr) return;
  for (const auto& [name, value] : *from.members()) {
    if (to.find(name) == nullptr) to.set(name, value);
  }
}

class Asking {
 public:
  Asking(const Question& question, const model::Model& rules, const Ballot& ballot)
      : question_(question),
        head_(*question.head.model),
        ballot_(ballot),
        compares_(asks_what_changes(rules.policy)),
        now_(subjects_of(question.head, ballot, rules.policy, question.threads)) {
    if (question.base.model != nullptr) {
      then_ = subjects_of(question.base, ballot, rules.policy, question.threads);
      revisions_.emplace(*question.base.model);
    }
    if (!compares_) return;
    add_members(evaluators_, record::shared_evaluators(head_));
    if (question.base.model != nullptr) {
      add_members(evaluators_, record::shared_evaluators(*question.base.model));
    }
    if (question.shipped != nullptr) add_members(evaluators_, question.shipped->evaluators);
  }

  std::vector<Entry> run() {
    std::vector<Entry> entries;
    for (const auto& [subject, found] : now_) entries.push_back(present(subject, found));
    for (const auto& [subject, found] : then_) {
      if (!now_.contains(subject) && is_gone(found)) entries.push_back(removed(subject, found));
    }
    for (Entry& entry : entries) entry.approval = ballot_.judge(entry.change);
    std::erase_if(entries, [](const Entry& entry) { return !entry.approval.needed; });
    std::ranges::sort(
        entries, {}, [](const Entry& entry) -> const std::string& { return entry.change.subject; });
    cover(entries);
    return entries;
  }

 private:
  Entry present(const std::string& subject, const Found& found) const {
    Entry entry{found.change, {}, found.flag, std::nullopt, {}, true};
    const std::string* before = was(subject, found, entry.change);
    if (before != nullptr) entry.before = *before;
    if (found.change.kind == SubjectKind::flag) {
      if (before != nullptr) raise_risk(entry.change, *before);
      if (compares_) {
        compare_records(entry.change, before, found.bytes, evaluators_, head_.config);
      }
    }
    return entry;
  }

  // The record that this one is compared with; nullptr where it is new, or nothing is known.
  const std::string* was(const std::string& subject, const Found& found, Change& change) const {
    if (revisions_) {
      change.base_revision = revisions_->highest(subject);
      const auto then = then_.find(subject);
      change.compared = then == then_.end() || then->second.change.content != change.content;
      if (then == then_.end()) return nullptr;
      change.base_content = then->second.change.content;
      return change.compared ? &then->second.bytes : nullptr;
    }
    if (question_.shipped == nullptr) return nullptr;
    const auto published = question_.shipped->published.find(subject);
    if (published != question_.shipped->published.end()) change.published = published->second;
    const auto shipped = question_.shipped->records.find(subject);
    if (shipped == question_.shipped->records.end()) return nullptr;
    if (shipped->second != found.bytes) return &shipped->second;
    const auto before = question_.shipped->before.find(subject);
    return before == question_.shipped->before.end() ? nullptr : &before->second;
  }

  // What could not be read is not gone.
  bool is_gone(const Found& found) const {
    if (found.change.kind != SubjectKind::flag) return head_.whole;
    const std::string& key = *question_.base.model->flags[*found.flag].key;
    const auto flag = head_.flag(key);
    return flag ? head_.at(*flag).complete : head_.whole;
  }

  Entry removed(const std::string& subject, const Found& found) const {
    Entry entry{found.change, {}, std::nullopt, found.bytes, {}, true};
    Change& change = entry.change;
    change.base_content = change.content;
    change.content.reset();
    change.base_revision = revisions_->highest(subject);
    change.compared = true;
    change.span = place_of(found);
    if (compares_ && change.kind == SubjectKind::flag) {
      compare_records(change, nullptr, found.bytes, evaluators_, head_.config);
    }
    return entry;
  }

  // Of a thing that is no longer there: where head speaks of it, or of what it was in.
  Span place_of(const Found& found) const {
    if (found.flag) {
      const std::string& key = *question_.base.model->flags[*found.flag].key;
      if (const auto flag = head_.flag(key)) return head_.at(*flag).key.span;
      if (const auto tombstone = head_.tombstone(key)) return head_.at(*tombstone).key.span;
    }
    const auto* environment = head_.config.environment(found.change.environment);
    return environment != nullptr ? environment->name.span : head_.config.project.span;
  }

  // Who approved a plan or a profile approved the records that it yields.
  void cover(std::vector<Entry>& entries) const {
    std::map<std::string, std::string> covers;  // digest of a record to the subject that yields it
    for (const Entry& entry : entries) {
      const bool yields =
          entry.change.kind == SubjectKind::plan || entry.change.kind == SubjectKind::profile;
      if (!yields || !entry.approval.satisfied || !entry.change.content) continue;
      const auto record = syntax::parse_strict(now_.at(entry.change.subject).bytes);
      if (!record) continue;
      for (Yield& yield : yields_of(*record)) {
        covers.emplace(std::move(yield.content), entry.change.subject);
      }
    }
    if (covers.empty()) return;
    for (Entry& entry : entries) {
      if (entry.change.kind != SubjectKind::flag || !entry.change.content) continue;
      const auto found = covers.find("sha256:" + crypto::hex(*entry.change.content));
      if (found != covers.end()) entry.covered_by = found->second;
    }
  }

  const Question& question_;
  const model::Model& head_;
  const Ballot& ballot_;
  bool compares_ = false;
  Subjects now_, then_;
  std::optional<Revisions> revisions_;  // of the base
  Json evaluators_ = Json::object();
};

// What is as it was in the base, and lacks what it lacked there, is no fault of the change.
void forgive(std::vector<Entry>& entries, const Question& question) {
  const auto is_old = [](const Entry& entry) {
    return !entry.change.compared && !entry.may_ship();
  };
  if (question.base.model == nullptr || std::ranges::none_of(entries, is_old)) return;
  const model::Model& base = *question.base.model;
  const auto honoured = trust::honoured(base, anchors(base));
  const Ballot before(base, base, standings(base, base, honoured, question.threads));
  for (Entry& entry : entries) {
    if (is_old(entry)) entry.reported = before.judge(entry.change).satisfied;
  }
}

std::vector<Standing> judged(const model::Model& head, const model::Model& rules,
                             unsigned threads) {
  const auto honoured = trust::honoured(rules, anchors(rules));
  if (&rules == &head) return standings(head, rules, honoured, threads);
  return standings(head, rules, honoured, threads, trust::honoured(head, anchors(head)));
}

}  // namespace

Tally::Tally(const Question& question)
    : head_(question.head.model),
      base_(question.base.model),
      rules_(head_),
      files_(question.head.files) {
  // A change that brings the first root is judged by what it brings.
  if (base_ != nullptr && !base_->roots.empty()) rules_ = base_;
  asks_ = !rules_->roots.empty();
  std::vector<Standing> standing(head_->statements.size(), Standing::newcomer);
  if (asks_) standing = judged(*head_, *rules_, question.threads);
  ballot_ = std::make_unique<Ballot>(*head_, *rules_, std::move(standing));
  if (!asks_) return;
  entries_ = Asking(question, *rules_, *ballot_).run();
  forgive(entries_, question);
}

const Entry* Tally::entry(const std::string& subject) const {
  const auto found = std::ranges::lower_bound(
      entries_, subject, {},
      [](const Entry& entry) -> const std::string& { return entry.change.subject; });
  return found == entries_.end() || found->change.subject != subject ? nullptr : &*found;
}

}  // namespace ensign::trust
