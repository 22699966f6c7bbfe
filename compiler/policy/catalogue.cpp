#include "policy/catalogue.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/assert.h"
#include "model/rules.h"
#include "policy/rules.h"
#include "source/rules.h"
#include "syntax/rules.h"

namespace ensign::policy {
namespace {

// The one list, in order of the ids. No rule registers itself: what is not written here does not
// exist.
// clang-format off: one rule, one line
constexpr std::array catalogue{
    &flag_expired,
    &expiry_missing,
    &fallback_missing,
    &kill_switch_missing,
    &playbook_missing,
    &lifetime_too_long,
    &extension_over_cap,
    &extension_out_of_step,
    &permanent_not_allowed,
    &code_default_exposes,
    &on_without_evidence,
    &duty_missing,
    &env_var_taken,
    &dates_out_of_order,
    &segment_unused,
    &segment_duplicate,
    &group_member_without_fallback,
    &fallback_not_validated,
    &fallback_unexplained,
    &flag_test_fails,
    &override_unaudited,
    &expiry_changes_clients,
    &expiry_without_fallback,
    &env_value_unfit,
    &rule_never_matches,
    &rule_shadowed,
    &value_undeclared,
    &bucket_key_may_be_missing,
    &bucket_key_not_ascii,
    &bucket_key_not_text,
    &split_moves_users,
    &requirement_not_met,
    &schedules_overlap,
    &kill_incomplete,
    &personal_data_in_target,
    &waived_rule_unknown,
    &rule_not_waivable,
    &approval_missing,
    &approval_rule_missing,
    &approval_stale,
    &removal_unapproved,
    &policy_unsatisfiable,
    &policy_depends_on_one,
    &approval_replayed,
    &approval_too_old,
    &tombstone_missing,
    &waiver_too_long,
    &waiver_unapproved,
    &stage_not_bound,
    &soak_disagrees,
    &tick_without_evidence,
    &soak_exceeds_duration,
    &change_frozen,
    &recovery_budget_exceeded,
    &rollback_missing,
    &review_overdue,
    &release_check_open,
    &milestone_unknown,
    &root_invalid,
    &root_expired,
    &root_expires_soon,
    &trust_file_unsigned,
    &root_signature_void,
    &statement_forged,
    &signer_key_unknown,
    &statement_from_future,
    &machine_approves,
    &too_many_statements,
    &statement_not_counted,
};
// clang-format on

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

std::vector<const report::RuleInfo*> collect() {
  std::vector<const report::RuleInfo*> all;
  for (const auto& list : {source::rules(), syntax::rules(), model::rules()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  for (const Rule* rule : catalogue) all.push_back(&rule->info);
  std::sort(all.begin(), all.end(),
            [](const report::RuleInfo* a, const report::RuleInfo* b) { return a->id < b->id; });
  return all;
}

}  // namespace

std::span<const Rule* const> rules() { return catalogue; }

std::span<const report::RuleInfo* const> all_rules() {
  static const std::vector<const report::RuleInfo*> all = collect();
  return all;
}

const report::RuleInfo* find_rule(std::string_view id_or_name) {
  const std::string wanted = lower_case(id_or_name);
  for (const report::RuleInfo* rule : all_rules()) {
    if (lower_case(rule->id) == wanted || rule->name == wanted) return rule;
  }
  return nullptr;
}

std::string_view page_of(const report::RuleInfo& rule) {
  std::string name = std::string(rule.name) + ".md";
  std::replace(name.begin(), name.end(), '-', '_');
  for (const EmbeddedFile& page : embedded_pages()) {
    if (page.name == name) return page.bytes;
  }
  return {};
}

}  // namespace ensign::policy
