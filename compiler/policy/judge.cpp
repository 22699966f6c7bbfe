#include "policy/judge.h"

#include <algorithm>
#include <set>

#include "model/rules.h"
#include "policy/catalogue.h"

namespace ensign::policy {
namespace {

using report::Finding;
using report::RuleClass;
using report::Severity;

bool is_error_of(const Finding& finding, RuleClass rule_class) {
  return finding.severity == Severity::error && finding.rule->rule_class == rule_class;
}

// A flag that lapses at midnight must not turn unrelated pull requests red, and must never stop a
// bundle from being built.
bool is_softened(const Finding& finding, const model::Model& model, Question question,
                 const change::Touched* touched) {
  if (!is_error_of(finding, RuleClass::late)) return false;
  if (question == Question::shippable) return true;
  return touched != nullptr && !touched->has_path(model.path(finding.span.file));
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

}  // namespace

Verdict judge(const model::Model& model, report::Report reading, Question question,
              const change::Touched* touched, const model::Model* base) {
  const std::set<FileId> unreadable = unreadable_files(reading);
  for (const Rule* rule : rules()) {
    if (rule->check != nullptr) rule->check(model, *rule, reading);
    if (base != nullptr && rule->check_change != nullptr) {
      rule->check_change(*base, model, *rule, reading);
    }
  }
  Verdict verdict{.report = without_guesses(reading, unreadable), .debts = {}, .sound = false};
  verdict.report.sort();
  for (Finding& finding : verdict.report.findings()) {
    if (is_softened(finding, model, question, touched) || is_in_grace(finding, model)) {
      finding.severity = Severity::warning;
    }
    if (finding.rule->rule_class == RuleClass::late) verdict.debts.push_back(finding);
  }
  const auto& found = verdict.report.findings();
  verdict.sound = std::none_of(found.begin(), found.end(), [](const Finding& finding) {
    return is_error_of(finding, RuleClass::unsound);
  });
  return verdict;
}

}  // namespace ensign::policy
