#include "emit/site/policy_words.h"

#include <fmt/format.h>

#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

template <typename Word>
std::string spelled(const std::vector<Spanned<Word>>& words, std::string_view last = "or") {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += plain_words(model::spelling(*words[i]));
  }
  return text;
}

std::string any_of(const std::vector<Spanned<std::string>>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
    text += *names[i];
  }
  return text;
}

// "flag or plan in production, risk L2 or L3, that exposes more".
std::string match_words(const model::ApprovalMatch& match) {
  std::string words = match.kinds.empty() ? "everything" : spelled(match.kinds);
  const auto add = [&](std::string_view before, const std::string& what) {
    if (!what.empty()) words += fmt::format("{}{}", before, what);
  };
  add(" in ", any_of(match.environments));
  add(", of risk ", spelled(match.risk));
  add(", of type ", spelled(match.types));
  add(", of a ", match.release.empty() ? "" : spelled(match.release) + " release");
  add(", in the area ", any_of(match.areas));
  add(", changing ", any_of(match.fields));
  if (match.direction) {
    words +=
        **match.direction == model::Direction::less ? ", that exposes less" : ", that exposes more";
  }
  return words;
}

Value approvers_value(const Desk& desk, const model::Approvers& approvers) {
  Value link = desk.link("nobody", "");
  if (approvers.role) link = desk.role(approvers.role);
  if (approvers.person) link = desk.person(*approvers.person);
  if (approvers.team) {
    const auto& id = approvers.team->id;
    const model::Team* team = id ? &desk.model().at(*id) : nullptr;
    link = desk.link(team ? title_or(team->title, *team->id) : *approvers.team->name,
                     team ? desk.facts().path(*team) : std::string());
  }
  return Value::map({{"count", *approvers.count}, {"link", std::move(link)}});
}

Value approval_value(const Desk& desk, const model::ApprovalRule& rule) {
  Value::List from;
  for (const auto& approvers : rule.from) from.push_back(approvers_value(desk, approvers));
  Value value =
      Value::map({{"id", *rule.id},
                  {"match", match_words(rule.match)},
                  {"people", plural(static_cast<std::size_t>(*rule.people), "person", "people")},
                  {"window", rule.window_seconds ? duration_words(**rule.window_seconds) : ""}});
  return value.set("from", std::move(from));
}

Value::List risk_rows(const model::Policy& policy) {
  Value::List rows;
  for (const auto risk : {model::Risk::L0, model::Risk::L1, model::Risk::L2, model::Risk::L3}) {
    const auto index = static_cast<std::size_t>(risk);
    const auto& duties = policy.duties[index];
    rows.push_back(Value::map({{"risk", state_value(risk_state(risk))},
                               {"words", risk_words(risk)},
                               {"duties", duties.empty() ? "nothing" : spelled(duties, "and")},
                               {"checks", any_of(policy.checks[index])}}));
  }
  return rows;
}

Value::List type_rows(const model::Policy& policy) {
  Value::List rows;
  for (std::size_t i = 0; i < model::flag_type_count; ++i) {
    const auto type = static_cast<model::FlagType>(i);
    const auto& lifetime = policy.lifetime(type);
    const auto& duties = policy.type_duties[i];
    rows.push_back(
        Value::map({{"type", plain_words(model::spelling(type))},
                    {"lifetime", lifetime ? duration_words(**lifetime) : "no limit"},
                    {"permanent", state_value(policy.may_be_permanent(type)
                                                  ? State{"on", "✓", "may be permanent"}
                                                  : State{"off", "✕", "must end"})},
                    {"duties", duties.empty() ? "nothing more" : spelled(duties, "and")}}));
  }
  return rows;
}

Value::List release_rows(const Desk& desk) {
  Value::List rows;
  for (std::size_t i = 0; i < model::release_type_count; ++i) {
    const auto type = static_cast<model::ReleaseType>(i);
    const model::ReleaseTerms& terms = desk.model().policy.terms(type);
    Value value = Value::map({{"type", model::spelling(type)},
                              {"budget", terms.budget ? range_words(*terms.budget) : "no limit"},
                              {"checklists", listed(terms.checklists)}});
    value.set("approvers", desk.roles(terms.approvers));
    rows.push_back(std::move(value));
  }
  return rows;
}

Value::List terms(const Desk& desk) {
  const model::Policy& policy = desk.model().policy;
  FactRows rows(desk);
  rows.add("Need no approvals", listed(policy.unprotected));
  if (policy.extension_count) {
    rows.add("An end may move",
             plural(static_cast<std::size_t>(**policy.extension_count), "time", "times"));
  }
  if (policy.extension_seconds) {
    rows.add("and by", duration_words(**policy.extension_seconds) + " all together");
  }
  if (policy.drill_fresh_seconds) {
    rows.add("A drill counts for", duration_words(**policy.drill_fresh_seconds));
  }
  if (policy.review_within_seconds) {
    rows.add("An incident is reviewed within", duration_words(**policy.review_within_seconds));
  }
  rows.add("A note is needed for a change of", spelled(policy.notes_required));
  rows.add("A waiver lasts at most", duration_words(*policy.waiver_seconds));
  rows.add("and may be renewed",
           plural(static_cast<std::size_t>(*policy.waiver_renewals), "time", "times"));
  rows.links("May move plans", desk.roles(policy.promotion_roles));
  rows.links("May declare a freeze", desk.roles(policy.freeze_roles));
  rows.links("May pull a kill switch", desk.roles(policy.kill_roles));
  return rows.take();
}

}  // namespace

Value policy_value(const Desk& desk) {
  const model::Policy& policy = desk.model().policy;
  Value::List approvals;
  for (const auto& rule : policy.approvals) approvals.push_back(approval_value(desk, rule));
  Value value = Value::map();
  value.set("written", policy.file.has_value());
  value.set("approvals", std::move(approvals));
  value.set("terms", terms(desk));
  value.set("risks", risk_rows(policy));
  value.set("types", type_rows(policy));
  value.set("releases", release_rows(desk));
  return value.set("source", policy.file ? desk.model().path(*policy.file) : std::string());
}

}  // namespace ensign::emit::pages
