#include "policy/judge.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "model/rules.h"
#include "policy/asking.h"
#include "policy/catalogue.h"
#include "policy/reducing.h"
#include "policy/waiving.h"

namespace ensign::policy {
namespace {

using report::Finding;
using report::RuleClass;
using report::Severity;

bool is_error_of(const Finding& finding, RuleClass rule_class) {
  return finding.severity == Severity::error && finding.rule->rule_class == rule_class;
}

// A flag that lapses at midnight must not turn unrelated pull requests red, and must never stop a
// bundle from being built. Nor may anything overdue stop a change that exposes less.
bool is_softened(const Finding& finding, const Case& what, const std::set<FileId>& reduced) {
  if (!is_error_of(finding, RuleClass::late)) return false;
  if (what.question == Question::shippable || reduced.contains(finding.span.file)) return true;
  return what.touched != nullptr &&
         !what.touched->has_path(what.head.model->path(finding.span.file));
}

// Approvals are asked at the gate: before, a commit can exist that waits for them.
Severity severity_of_unapproved(Question question) {
  switch (question) {
    case Question::well_made:
      return Severity::note;
    case Question::allowed:
      return Severity::error;
    case Question::shippable:
      break;
  }
  return Severity::warning;  // that one entry is held back, and the rest ships
}

// Whoever takes Ensign up in an existing repository cannot do every duty on the first day. What was
// there then has until the end of grace: a flag by the day of its creation, all else as it is.
bool is_in_grace(const Finding& finding, const model::Model& model) {
  const auto& adopted = model.config.adopted;
  if (!adopted || adopted->until.value < date_of(model.as_of)) return false;
  const bool is_duty =
      (finding.rule->id.starts_with("EN2") && is_error_of(finding, RuleClass::late)) ||
      finding.rule == &model::unknown_owner;
  if (!is_duty) return false;
  return std::ranges::none_of(model.flags, [&](const model::Flag& flag) {
    return flag.file == finding.span.file && flag.created &&
           flag.created->value > adopted->on.value;
  });
}

std::set<FileId> unreadable_files(const report::Report& reading) {
  std::set<FileId> files;
  for (const Finding& finding : reading.findings()) {
    if (is_error_of(finding, RuleClass::unsound)) files.insert(finding.span.file);
  }
  return files;
}

// What a file seems to lack may be what could not be read of it: `expirs: 2027-01-01` is a word
// that is misspelt, not also a flag without an end. Such a file is judged when it can be read. What
// could not be read has no place, so neither has a finding about it.
bool is_guess(const Finding& finding, const std::set<FileId>& unreadable) {
  if (finding.rule->rule_class == RuleClass::unsound) return false;
  return unreadable.contains(finding.span.file) || finding.span == Span{};
}

report::Report without_guesses(const report::Report& all, const std::set<FileId>& unreadable) {
  report::Report kept;
  for (const Finding& finding : all.findings()) {
    if (!is_guess(finding, unreadable)) kept.add(finding);
  }
  return kept;
}

// A rule, or a part of one, that can be asked at the same time as all others.
struct Task {
  const Rule* rule = nullptr;
  std::span<const model::Flag> flags = {};  // only of a rule that is asked in parts
};

std::vector<Task> tasks_for(const model::Model& model) {
  constexpr std::size_t flags_of_part = 256;
  std::vector<Task> tasks;
  for (const Rule* rule : rules()) {
    if (rule->check_flags == nullptr) tasks.push_back({rule});
  }
  for (const Rule* rule : rules()) {
    if (rule->check_flags == nullptr) continue;
    std::span<const model::Flag> left = model.flags;
    while (!left.empty()) {
      const std::size_t size = std::min(flags_of_part, left.size());
      tasks.push_back({rule, left.first(size)});
      left = left.subspan(size);
    }
  }
  return tasks;
}

// Rules know nothing of one another; each part of the work has a report of its own.
report::Report asked(const Case& what, const trust::Tally* tally) {
  const model::Model& model = *what.head.model;
  const std::vector<Task> tasks = tasks_for(model);
  std::vector<report::Report> reports(tasks.size());
  parallel_for(tasks.size(), what.threads, [&](std::size_t i) {
    const Rule& rule = *tasks[i].rule;
    if (rule.check != nullptr) rule.check(model, rule, reports[i]);
    if (rule.check_flags != nullptr) rule.check_flags(model, tasks[i].flags, rule, reports[i]);
    if (what.base.model != nullptr && rule.check_change != nullptr) {
      rule.check_change(*what.base.model, model, rule, reports[i]);
    }
    if (tally != nullptr && rule.check_trust != nullptr) rule.check_trust(*tally, rule, reports[i]);
  });
  report::Report all;
  for (report::Report& one : reports) all.merge(std::move(one));
  return all;
}

// Nothing without a root of trust: then nothing is asked of anybody.
std::optional<trust::Tally> tally_of(const Case& what) {
  const bool has_root =
      !what.head.model->roots.empty() || (what.base.model && !what.base.model->roots.empty());
  if (!has_root) return std::nullopt;
  return std::make_optional<trust::Tally>(
      trust::Question{what.head, what.base, what.shipped, what.threads});
}

std::vector<Held> held_by(const trust::Tally& tally) {
  std::vector<Held> held;
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.may_ship() || !entry.flag) continue;
    held.push_back({entry.change.subject, *tally.head().flags[*entry.flag].key,
                    entry.change.environment, why_not(entry.change, entry.approval)});
  }
  return held;
}

std::map<std::string, std::string> covered_by(const trust::Tally& tally) {
  std::map<std::string, std::string> covered;
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.approval.satisfied || entry.covered_by.empty()) continue;
    covered.emplace(entry.change.subject, entry.covered_by);
  }
  return covered;
}

}  // namespace

Verdict judge(const Case& what, report::Report reading) {
  const model::Model& model = *what.head.model;
  const std::set<FileId> unreadable = unreadable_files(reading);
  const auto tally = tally_of(what);
  reading.merge(asked(what, tally ? &*tally : nullptr));
  Verdict verdict;
  verdict.report = without_guesses(reading, unreadable);
  verdict.report.sort();
  const Waivers waivers(what.head, tally ? &*tally : nullptr);
  const std::set<FileId> reduced = reduced_files(what);
  for (Finding& finding : verdict.report.findings()) {
    if (waivers.waive(finding)) continue;
    if (is_softened(finding, what, reduced) || is_in_grace(finding, model)) {
      finding.severity = Severity::warning;
    }
    if (is_error_of(finding, RuleClass::unapproved)) {
      finding.severity = severity_of_unapproved(what.question);
    }
    if (finding.rule->rule_class == RuleClass::late) verdict.debts.push_back(finding);
  }
  const auto& found = verdict.report.findings();
  verdict.sound = std::none_of(found.begin(), found.end(), [](const Finding& finding) {
    return is_error_of(finding, RuleClass::unsound);
  });
  if (tally) {
    verdict.held = held_by(*tally);
    verdict.standings = tally->standings();
    verdict.covered = covered_by(*tally);
  }
  return verdict;
}

Verdict judge(const model::Model& model, report::Report reading, Question question,
              const change::Touched* touched, const model::Model* base, unsigned threads) {
  Case what;
  what.head.model = &model;
  what.base.model = base;
  what.touched = touched;
  what.question = question;
  what.threads = threads;
  return judge(what, std::move(reading));
}

}  // namespace ensign::policy
