#include "policy/waiving.h"

#include <algorithm>
#include <fmt/format.h>

#include "change/direction.h"
#include "policy/catalogue.h"
#include "record/record.h"
#include "syntax/strict_json.h"

namespace ensign::policy {
namespace {

constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::string_view flag_prefix = "flag/";

struct About {
  std::string key, environment;  // of `flag/KEY` and `flag/KEY@ENVIRONMENT`
};

std::optional<About> about_flag(const model::Waiver& waiver) {
  if (!waiver.subject->starts_with(flag_prefix)) return std::nullopt;
  const std::string name = waiver.subject->substr(flag_prefix.size());
  const std::size_t at = name.find('@');
  if (at == std::string::npos) return About{name, {}};
  return About{name.substr(0, at), name.substr(at + 1)};
}

bool is_within(const Span& inner, const Span& outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

// As if all of the flag were new: a waiver may touch any of it.
trust::Change change_of(const model::Model& model, const model::Flag& flag,
                        const model::FlagEnvironment& environment) {
  trust::Change change;
  change.kind = model::SubjectKind::flag;
  change.environment = *environment.environment;
  change.area = *flag.area;
  change.risk = *flag.risk;
  change.type = *flag.type;
  const auto record = record::flag_record(model, flag, *environment.index);
  if (const auto json = syntax::parse_strict(record.bytes)) {
    change.fields = change::touched_fields(Json(), *json);
  }
  return change;
}

}  // namespace

std::string_view binds_everybody(const report::RuleInfo& rule) {
  if (rule.rule_class == report::RuleClass::unsound) {
    return "mend what it finds: nothing can be built from what cannot be read or leads nowhere";
  }
  if (rule.id.starts_with("EN3")) {
    return "do what it asks: a waiver stands neither for an approval nor for another waiver";
  }
  if (rule.id.starts_with("EN0") || rule.id.starts_with("EN7")) {
    return "mend what it finds: what is signed cannot be waived";
  }
  return {};
}

std::size_t renewals_of(const model::Model& model, const model::Waiver& waiver) {
  std::size_t count = 0;
  const model::Waiver* at = &waiver;
  // Each is older than the one that renews it, so the chain ends; a fault in it ends it, too.
  while (at->renews && at->renews->id && count <= model.waivers.size()) {
    at = &model.waivers[at->renews->id->index];
    ++count;
  }
  return count;
}

bool is_in_force(const model::Model& model, const model::Waiver& waiver) {
  const Date today = date_of(model.as_of);
  if (!waiver.complete || today < *waiver.created || *waiver.expires < today) return false;
  const std::int64_t seconds =
      std::int64_t{waiver.expires->days - waiver.created->days} * seconds_of_day;
  return seconds <= *model.policy.waiver_seconds &&
         renewals_of(model, waiver) <=
             static_cast<std::size_t>(std::max<std::int64_t>(0, *model.policy.waiver_renewals));
}

std::vector<trust::Approval> approvals_of(const trust::Tally& tally, const model::Waiver& waiver) {
  std::vector<trust::Approval> approvals;
  if (tally.files() == nullptr) return approvals;
  const model::Model& model = tally.head();
  std::vector<trust::Change> changes;
  if (const auto about = about_flag(waiver)) {
    const auto flag = model.flag(about->key);
    if (!flag || !model.at(*flag).complete) return approvals;
    for (const model::FlagEnvironment& own : model.at(*flag).environments) {
      const bool is_meant = about->environment.empty() || about->environment == *own.environment;
      if (own.index && is_meant) changes.push_back(change_of(model, model.at(*flag), own));
    }
  } else {
    trust::Change change;
    change.kind = model::SubjectKind::file;
    changes.push_back(std::move(change));
  }
  const auto record =
      record::file_record(model.path(waiver.file), tally.files()->file(waiver.file).bytes);
  for (trust::Change& change : changes) {
    change.subject = record.subject;
    change.content = record.digest;
    auto approval = tally.ballot().judge(change);
    if (approval.needed) approvals.push_back(std::move(approval));
  }
  return approvals;
}

Waivers::Waivers(const trust::Side& head, const trust::Tally* tally) : model_(*head.model) {
  for (const model::Waiver& waiver : model_.waivers) {
    if (!is_in_force(model_, waiver)) continue;
    const bool unproven = tally != nullptr && tally->asks() && tally->files() == nullptr;
    const bool lacking = tally != nullptr && !std::ranges::all_of(approvals_of(*tally, waiver),
                                                                  &trust::Approval::satisfied);
    if (!unproven && !lacking) holding_.push_back(&waiver);
  }
}

bool Waivers::covers(const model::Waiver& waiver, const report::RuleInfo& rule, Span place) const {
  if (find_rule(*waiver.rule) != &rule) return false;
  const auto about = about_flag(waiver);
  if (!about) return model_.path(place.file) == *waiver.subject;
  const auto flag = model_.flag(about->key);
  if (!flag || model_.at(*flag).file != place.file) return false;
  if (about->environment.empty()) return true;
  const model::FlagEnvironment* own = model_.at(*flag).environment(about->environment);
  return own != nullptr && (is_within(place, own->span) || is_within(place, own->environment.span));
}

const model::Waiver* Waivers::holding(const report::RuleInfo& rule, Span place) const {
  if (holding_.empty() || !binds_everybody(rule).empty()) return nullptr;
  const auto found = std::ranges::find_if(
      holding_, [&](const model::Waiver* waiver) { return covers(*waiver, rule, place); });
  return found == holding_.end() ? nullptr : *found;
}

bool Waivers::covers(const report::RuleInfo& rule, Span place) const {
  return holding(rule, place) != nullptr;
}

bool Waivers::waive(report::Finding& finding) const {
  const model::Waiver* waiver = holding(*finding.rule, finding.span);
  if (waiver == nullptr) return false;
  finding.severity = report::Severity::note;
  finding.labels.push_back(
      {waiver->id.span, fmt::format("waived until {}", to_string(*waiver->expires))});
  return true;
}

}  // namespace ensign::policy
