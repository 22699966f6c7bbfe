#include "trust/approval.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "trust/protection.h"

namespace ensign::trust {
namespace {

using model::Action;
using model::SubjectKind;

template <typename List, typename Value>
bool admits(const List& list, const Value& value) {
  return list.empty() ||
         std::ranges::any_of(list, [&](const auto& each) { return *each == value; });
}

template <typename List, typename Value>
bool admits_some(const List& list, const std::optional<Value>& value) {
  return list.empty() || (value && admits(list, *value));
}

// What is outside of any environment is asked about only where a rule names its kind: a rule for
// what clients get must not stop a journal.
bool admits_kind(const model::ApprovalMatch& match, SubjectKind kind) {
  const bool is_entry = kind == SubjectKind::flag || kind == SubjectKind::profile;
  return match.kinds.empty() ? is_entry : admits(match.kinds, kind);
}

bool admits_environment(const model::ApprovalMatch& match, const Change& change) {
  if (change.environments.empty()) return admits(match.environments, change.environment);
  return std::ranges::any_of(change.environments, [&](const std::string& each) {
    return admits(match.environments, each);
  });
}

// The withdrawal of somebody whose key no longer counts is heard all the same: to believe it only
// ever asks for one person more. That of a stolen key is not theirs.
bool may_withdraw(Standing standing) {
  switch (standing) {
    case Standing::counts:
    case Standing::suspended:
    case Standing::retired:
    case Standing::outside_validity:
    case Standing::lapsed:
    case Standing::left:
      return true;
    default:
      return false;
  }
}

std::string words_of(const model::Approvers& approvers, std::int64_t lacking) {
  if (approvers.person) return fmt::format("`{}`", *approvers.person->name);
  if (approvers.team) return fmt::format("{} of team `{}`", lacking, *approvers.team->name);
  if (approvers.role) return fmt::format("{} of role `{}`", lacking, *approvers.role->name);
  return "somebody whom the policy does not say";
}

std::set<std::uint32_t> difference(const std::set<std::uint32_t>& all,
                                   const std::set<std::uint32_t>& without) {
  std::set<std::uint32_t> rest;
  std::ranges::set_difference(all, without, std::inserter(rest, rest.end()));
  return rest;
}

std::set<std::uint32_t> common(const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
  std::set<std::uint32_t> both;
  std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
  return both;
}

}  // namespace

bool matches(const model::ApprovalRule& rule, const Change& change) {
  const model::ApprovalMatch& match = rule.match;
  const model::Direction direction = change.direction.value_or(model::Direction::more);
  const bool touches =
      match.fields.empty() || std::ranges::any_of(change.fields, [&](const std::string& field) {
        return admits(match.fields, field);
      });
  return touches && admits_kind(match, change.kind) && admits_environment(match, change) &&
         admits_some(match.risk, change.risk) && admits_some(match.types, change.type) &&
         admits_some(match.release, change.release) && admits(match.areas, change.area) &&
         (!match.direction || **match.direction == direction);
}

std::set<std::uint32_t> people_of(const model::Model& model, const model::Approvers& approvers) {
  std::set<std::uint32_t> people;
  const auto add = [&](const std::vector<model::Ref<model::Person>>& group) {
    for (const auto& member : group) {
      if (member.id) people.insert(member.id->index);
    }
  };
  if (approvers.team && approvers.team->id) add(model.at(*approvers.team->id).members);
  if (approvers.role && approvers.role->id) add(model.at(*approvers.role->id).holders);
  if (approvers.person && approvers.person->id) people.insert(approvers.person->id->index);
  return people;
}

bool can_sign(const model::Person& person, Date today) {
  if (person.machine || (person.left && **person.left < today)) return false;
  return std::ranges::any_of(person.keys, [&](const model::PersonKey& key) {
    return *key.state == model::KeyState::active && !(key.from && today < **key.from) &&
           !(key.until && **key.until < today);
  });
}

// An approval of a time that is over. What was covered by a plan goes back to what was approved
// before by its own approval.
bool is_past(std::int64_t revision, const Change& change) {
  if (!change.published || change.published->revision == 0) return false;
  const Published& last = *change.published;
  if (revision != last.revision) return revision < last.revision;
  return !last.covered && last.content != change.content;
}

// Of one change: the votes that count, and who cast them.
struct Ballot::Count {
  std::vector<const Vote*> votes;
  std::set<std::uint32_t> signers, proposers;
};

Ballot::Ballot(const model::Model& head, const model::Model& rules, std::vector<Standing> standings)
    : head_(head), rules_(rules), standings_(std::move(standings)), revisions_(head) {
  std::set<std::string_view> before, now;
  if (&rules != &head) {
    for (const model::Statement& statement : rules.statements) before.insert(statement.bytes);
    for (const model::Statement& statement : head.statements) now.insert(statement.bytes);
    for (const model::Statement& statement : rules.statements) {
      if (!now.contains(statement.bytes)) add_gone(statement);
    }
  }
  is_new_.resize(head.statements.size());
  for (std::size_t i = 0; i < head.statements.size(); ++i) {
    is_new_[i] = &rules != &head && !before.contains(head.statements[i].bytes);
    add(i);
  }
  for (std::uint32_t i = 0; i < rules.people.size(); ++i) {
    if (can_sign(rules.people[i], date_of(head.as_of))) able_.insert(i);
  }
}

void Ballot::add(std::size_t index) {
  const model::Statement& statement = head_.statements[index];
  const bool counts = standings_[index] == Standing::counts;
  const bool withdraws = *statement.action == Action::withdraw && may_withdraw(standings_[index]);
  if (counts || withdraws) add(head_, statement, index);
}

// What was withdrawn stays so when the file that says it is deleted.
void Ballot::add_gone(const model::Statement& withdrawal) {
  if (*withdrawal.action == Action::withdraw) add(rules_, withdrawal, head_.statements.size());
}

void Ballot::add(const model::Model& model, const model::Statement& statement, std::size_t index) {
  if (*statement.action == Action::promote) return;
  const auto person = std::ranges::lower_bound(
      rules_.people, *statement.signer.name, {},
      [](const model::Person& each) -> const std::string& { return *each.id; });
  if (person == rules_.people.end() || *person->id != *statement.signer.name) return;
  Vote vote;
  vote.statement = index;
  vote.person = static_cast<std::uint32_t>(person - rules_.people.begin());
  vote.action = *statement.action;
  vote.issued = *statement.issued;
  if (statement.subject.kind == SubjectKind::set) {
    const model::RecordSet* set = set_of(model, statement);
    if (set == nullptr) return;
    for (const model::SetRecord& record : set->records) {
      vote.content = *record.content;
      vote.previous = record.previous;
      vote.revision = record.revision;
      votes_[*record.subject.text].push_back(vote);
    }
    return;
  }
  vote.content = *statement.content;
  vote.previous = statement.previous;
  vote.revision = *statement.revision;
  votes_[*statement.subject.text].push_back(vote);
}

bool Ballot::is_protected(const std::string& environment) const {
  const auto by = [&](const model::Model& model) -> std::optional<bool> {
    for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
      if (*model.config.environments[i].name == environment) return trust::is_protected(model, i);
    }
    return std::nullopt;
  };
  const auto known = by(rules_);
  return known ? *known : by(head_).value_or(false);
}

Ballot::Count Ballot::count(const Change& change, Approval& approval) const {
  Count count;
  const auto found = votes_.find(change.subject);
  if (found == votes_.end()) return count;
  const Votes& all = found->second;
  const auto is_withdrawn = [&](const Vote& vote) {
    return std::ranges::any_of(all, [&](const Vote& other) {
      return other.action == Action::withdraw && other.person == vote.person &&
             other.content == vote.content && other.issued >= vote.issued;
    });
  };
  for (const Vote& vote : all) {
    if (vote.action == Action::withdraw || is_withdrawn(vote)) continue;
    if (vote.content != change.content) {
      approval.stale.push_back(vote.statement);
    } else if (is_past(vote.revision, change) ||
               (change.compared && (vote.revision != change.base_revision.value_or(0) + 1 ||
                                    vote.previous != change.base_content))) {
      approval.replayed.push_back(vote.statement);
    } else {
      count.votes.push_back(&vote);
      count.signers.insert(vote.person);
      if (vote.action == Action::propose) count.proposers.insert(vote.person);
      approval.revision = std::max(approval.revision, vote.revision);
    }
  }
  return count;
}

bool Ballot::is_old(const Vote& vote, const model::ApprovalRule& rule) const {
  return rule.window_seconds && is_new_[vote.statement] &&
         head_.as_of.seconds - vote.issued.seconds > **rule.window_seconds;
}

std::vector<std::string> Ballot::names(const std::set<std::uint32_t>& people) const {
  std::vector<std::string> ids;
  for (const std::uint32_t person : people) ids.push_back(*rules_.people[person].id);
  return ids;  // sorted, as the people are
}

void Ballot::ask(const model::ApprovalRule& rule, const Count& count, Approval& approval) const {
  std::set<std::uint32_t> signers;
  for (const Vote* vote : count.votes) {
    if (is_old(*vote, rule)) {
      approval.too_old.push_back(vote->statement);
    } else {
      signers.insert(vote->person);
    }
  }
  // Whoever proposes is one of them.
  const std::int64_t coming = count.proposers.empty() ? 1 : 0;
  const auto lacking = *rule.people - static_cast<std::int64_t>(signers.size()) - coming;
  if (lacking > 0) {
    approval.missing.push_back(
        {&rule, fmt::format("{} {}", lacking, lacking == 1 ? "person more" : "people more"),
         names(difference(able_, signers))});
  }
  for (const model::Approvers& approvers : rule.from) {
    const auto group = people_of(rules_, approvers);
    const auto agreed = difference(common(group, signers), count.proposers);
    const auto wanted = *approvers.count - static_cast<std::int64_t>(agreed.size());
    if (wanted <= 0) continue;
    const auto others = difference(difference(common(group, able_), signers), count.proposers);
    approval.missing.push_back({&rule, words_of(approvers, wanted), names(others)});
  }
}

Approval Ballot::judge(const Change& change) const {
  Approval approval;
  for (const model::ApprovalRule& rule : rules_.policy.approvals) {
    if (matches(rule, change)) approval.rules.push_back(&rule);
  }
  const bool is_entry = change.kind == SubjectKind::flag && is_protected(change.environment);
  const bool is_asked = change.environment.empty() || is_protected(change.environment);
  approval.needed = is_entry || (is_asked && !approval.rules.empty());
  const Count count = this->count(change, approval);
  for (const Vote* vote : count.votes) {
    const bool proposes = count.proposers.contains(vote->person);
    if (proposes && vote->action != Action::propose) continue;
    approval.signatures.push_back({{vote->person}, vote->statement, vote->action});
  }
  std::ranges::sort(approval.signatures, {}, [](const Signature& each) {
    return std::pair(each.person.index, each.statement);
  });
  const auto repeated = std::ranges::unique(approval.signatures, {}, &Signature::person);
  approval.signatures.erase(repeated.begin(), repeated.end());
  if (!approval.needed) {
    approval.satisfied = true;
    return approval;
  }
  if (count.proposers.empty()) {
    approval.missing.push_back({nullptr, "a proposal", names(able_)});
  }
  for (const model::ApprovalRule* rule : approval.rules) ask(*rule, count, approval);
  std::ranges::sort(approval.too_old);
  const auto twice = std::ranges::unique(approval.too_old);
  approval.too_old.erase(twice.begin(), twice.end());
  approval.satisfied = approval.missing.empty() && !approval.rules.empty();
  return approval;
}

}  // namespace ensign::trust
