// One entry of `approvals:` in trust/policy.yaml.
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::int64_t most_people = 64;

// A whole number from `least` to 64.
Read<std::int64_t> read_people(const Node& node, Report& report, std::int64_t least) {
  auto number = read_integer(node, report);
  if (!number || (**number >= least && **number <= most_people)) return number;
  report.add(invalid_value, node.span, fmt::format("`{}` is no number of people", **number),
             fmt::format("write a whole number from {} to {}", least, most_people));
  return std::nullopt;
}

// Sets and promotions follow rules of their own, so they are not to be matched.
Read<SubjectKind> read_subject_kind(const Node& node, Report& report) {
  const auto words = spellings<SubjectKind>().first(static_cast<std::size_t>(SubjectKind::set));
  const auto kind = node.is_scalar() ? from_spelling<SubjectKind>(node.text) : std::nullopt;
  if (kind && *kind < SubjectKind::set) return Spanned<SubjectKind>{*kind, node.span};
  report_unknown_word(node, words, report);
  return std::nullopt;
}

std::optional<ApprovalMatch> read_match(const Node& node, Report& report) {
  ApprovalMatch match;
  Fields fields(node, "match", report);
  fields.list("kinds", read_subject_kind, match.kinds);
  fields.list("environments", read_text, match.environments);
  fields.list("risk", read_word<Risk>, match.risk);
  fields.list("types", read_word<FlagType>, match.types);
  fields.list("release", read_word<ReleaseType>, match.release);
  fields.optional("direction", read_word<Direction>, match.direction);
  fields.list("fields", read_text, match.fields);
  fields.list("areas", read_text, match.areas);
  fields.finish();
  return match;
}

std::optional<Approvers> read_approvers(const Node& node, Report& report) {
  Approvers approvers;
  approvers.span = node.span;
  Fields fields(node, "entry of `from`", report);
  int named = 0;
  for (const std::string_view who : {"team", "role", "person"}) {
    if (node.is_mapping() && node.find(who) != nullptr) ++named;
  }
  fields.optional("team", read_ref<Team>, approvers.team);
  fields.optional("role", read_ref<Role>, approvers.role);
  fields.optional("person", read_ref<Person>, approvers.person);
  fields.optional(
      "count", [](const Node& count, Report& to) { return read_people(count, to, 1); },
      approvers.count);
  fields.finish();
  if (fields && named != 1) {
    report.add(named == 0 ? missing_field : invalid_value, node.span,
               named == 0 ? "nobody is named here" : "several groups are named in one entry",
               "write one of `team:`, `role:` and `person:`, and an entry for each group");
  }
  return fields ? std::optional(std::move(approvers)) : std::nullopt;
}

}  // namespace

std::optional<ApprovalRule> read_approval_rule(const Node& node, Report& report) {
  ApprovalRule rule;
  rule.span = node.span;
  Fields fields(node, "approval rule", report);
  if (!fields) return std::nullopt;
  fields.required("rule", read_id, rule.id);
  fields.optional("match", read_match, rule.match);
  fields.optional(
      "people", [](const Node& people, Report& to) { return read_people(people, to, 0); },
      rule.people);
  fields.list("from", read_approvers, rule.from);
  fields.optional("window", read_duration, rule.window_seconds);
  fields.finish();
  return rule;
}

}  // namespace ensign::model
