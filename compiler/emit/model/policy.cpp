#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json match_json(const model::ApprovalMatch& match) {
  return Fields()
      .add("kinds", match.kinds)
      .add("environments", match.environments)
      .add("risk", match.risk)
      .add("types", match.types)
      .add("release", match.release)
      .add("direction", match.direction)
      .add("fields", match.fields)
      .add("areas", match.areas)
      .take();
}

Json approvers_json(const model::Approvers& approvers) {
  return Fields()
      .add("team", approvers.team)
      .add("role", approvers.role)
      .add("person", approvers.person)
      .add("count", approvers.count)
      .take();
}

Json rule_json(const model::ApprovalRule& rule) {
  return Fields()
      .add("id", rule.id)
      .add("match", match_json(rule.match))
      .add("people", rule.people)
      .add("from", rule.from, approvers_json)
      .add("window_seconds", rule.window_seconds)
      .take();
}

Json terms_json(const model::ReleaseTerms& terms) {
  return Fields()
      .add("budget", terms.budget)
      .add("approvers", terms.approvers)
      .add("checklists", terms.checklists)
      .take();
}

// A table by the words of a vocabulary: its members are those of the words that say something.
template <typename Word, typename List>
Json by_word(const List& list) {
  Fields fields;
  for (std::size_t i = 0; i < list.size(); ++i) {
    fields.add(model::spelling(static_cast<Word>(i)), list[i]);
  }
  return fields.take();
}

Json releases_json(const model::Policy& policy) {
  Json table = Json::object();
  for (std::size_t i = 0; i < policy.releases.size(); ++i) {
    table.set(std::string(model::spelling(static_cast<model::ReleaseType>(i))),
              terms_json(policy.releases[i]));
  }
  return table;
}

}  // namespace

Json entity(const Scribe& scribe, const model::Policy& policy) {
  Fields fields;
  if (policy.file) fields.add("at", scribe.place(Span{*policy.file, 0, 0}));
  return fields.add("approvals", policy.approvals, rule_json)
      .add("unprotected", policy.unprotected)
      .add("lifetime_seconds", by_word<model::FlagType>(policy.lifetimes))
      .add("permanent", policy.permanent)
      .add("extension_count", policy.extension_count)
      .add("extension_seconds", policy.extension_seconds)
      .add("duties", by_word<model::Risk>(policy.duties))
      .add("type_duties", by_word<model::FlagType>(policy.type_duties))
      .add("releases", releases_json(policy))
      .add("checks", by_word<model::Risk>(policy.checks))
      .add("drill_fresh_seconds", policy.drill_fresh_seconds)
      .add("review_within_seconds", policy.review_within_seconds)
      .add("notes_required", policy.notes_required)
      .add("waiver_seconds", policy.waiver_seconds)
      .add("waiver_renewals", policy.waiver_renewals)
      .add("promotion_roles", policy.promotion_roles)
      .add("freeze_roles", policy.freeze_roles)
      .add("kill_roles", policy.kill_roles)
      .take();
}

}  // namespace ensign::emit
