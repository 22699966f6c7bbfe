#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// The entries of a mapping whose keys are words: `L3: …`, `hotfix: …`.
template <typename E, typename Take>
void decode_by_word(const Node* node, Report& report, Take take) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    Node key;
    key.kind = Node::Kind::scalar;
    key.text = entry.key;
    key.span = entry.key_span;
    if (const auto word = read_word<E>(key, report)) {
      take(static_cast<std::size_t>(**word), entry.value);
    }
  }
}

// A list as the value of an entry; what it replaces was a default.
template <typename Reader, typename Target>
void replace_list(const Node& node, Reader reader, std::vector<Target>& target, Report& report) {
  if (!expect_list(node, report)) return;
  target.clear();
  for (const Node& item : node.items) {
    if (auto found = reader(item, report)) target.push_back(std::move(*found));
  }
}

Read<std::int64_t> read_count(const Node& node, Report& report) {
  auto number = read_integer(node, report);
  if (!number || **number >= 0) return number;
  report.add(invalid_value, node.span, fmt::format("`{}` is no number of times", **number),
             "write a whole number, 0 or more");
  return std::nullopt;
}

void decode_lifetimes(const Node* node, Policy& policy, Report& report) {
  decode_by_word<FlagType>(node, report, [&](std::size_t type, const Node& value) {
    if (auto seconds = read_duration(value, report)) policy.lifetimes[type] = *seconds;
  });
}

void decode_permanent(const Node* node, Policy& policy, Report& report) {
  if (node == nullptr || !expect_list(*node, report)) return;
  policy.permanent_span = node->span;
  policy.permanent.emplace();
  replace_list(*node, read_word<FlagType>, *policy.permanent, report);
}

void decode_release_terms(const Node* node, Policy& policy, Report& report) {
  decode_by_word<ReleaseType>(node, report, [&](std::size_t type, const Node& value) {
    ReleaseTerms& terms = policy.releases[type];
    Fields fields(value, "release type", report);
    fields.optional("budget", read_duration_range, terms.budget);
    fields.list("approvers", read_ref<Role>, terms.approvers);
    fields.list("checklists", read_text, terms.checklists);
    fields.finish();
  });
}

// A mapping such as `drills: { fresh: 90d }`: `decode` asks for its fields.
template <typename Decode>
void decode_part(Fields& policy, std::string_view name, Decode decode) {
  const Node* node = policy.find(name);
  if (node == nullptr) return;
  const std::string what = fmt::format("`{}`", name);
  Fields fields(*node, what, policy.report());
  decode(fields);
  fields.finish();
}

void decode_lengths(Fields& fields, Policy& policy) {
  decode_part(fields, "extensions", [&](Fields& part) {
    part.optional("count", read_count, policy.extension_count);
    part.optional("length", read_duration, policy.extension_seconds);
  });
  decode_part(fields, "drills", [&](Fields& part) {
    part.optional("fresh", read_duration, policy.drill_fresh_seconds);
  });
  decode_part(fields, "reviews", [&](Fields& part) {
    part.optional("within", read_duration, policy.review_within_seconds);
  });
  decode_part(fields, "notes", [&](Fields& part) {
    part.list("required", read_word<Notable>, policy.notes_required);
  });
  decode_part(fields, "waivers", [&](Fields& part) {
    part.optional("length", read_duration, policy.waiver_seconds);
    part.optional("renewals", read_count, policy.waiver_renewals);
  });
}

void decode_roles(Fields& fields, Policy& policy) {
  const auto roles = [&](std::string_view name, std::vector<Ref<Role>>& target) {
    decode_part(fields, name,
                [&](Fields& part) { part.required_list("roles", read_ref<Role>, target); });
  };
  roles("promotion", policy.promotion_roles);
  roles("freezes", policy.freeze_roles);
  roles("kill", policy.kill_roles);
}

}  // namespace

Policy decode_policy(const Place& place, const Node& root, Report& report) {
  Policy policy;
  policy.file = place.file;
  Fields fields(root, "policy", report);
  fields.list("approvals", read_approval_rule, policy.approvals);
  fields.list("unprotected", read_text, policy.unprotected);
  decode_lifetimes(fields.find("lifetimes"), policy, report);
  decode_permanent(fields.find("permanent"), policy, report);
  decode_by_word<Risk>(fields.find("duties"), report, [&](std::size_t risk, const Node& value) {
    replace_list(value, read_word<Duty>, policy.duties[risk], report);
  });
  decode_by_word<FlagType>(fields.find("types"), report, [&](std::size_t type, const Node& value) {
    replace_list(value, read_word<Duty>, policy.type_duties[type], report);
  });
  decode_release_terms(fields.find("releases"), policy, report);
  decode_by_word<Risk>(fields.find("checks"), report, [&](std::size_t risk, const Node& value) {
    replace_list(value, read_text, policy.checks[risk], report);
  });
  decode_lengths(fields, policy);
  decode_roles(fields, policy);
  fields.finish();
  Unique rules("rule", report);
  for (const ApprovalRule& rule : policy.approvals) rules.add(rule.id);
  return policy;
}

}  // namespace ensign::model
