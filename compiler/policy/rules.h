// The policy rules by name, in order of their ids. A new rule adds one line here, one in
// catalogue.cpp, its .cpp and its page; `new_rule.sh` writes all four.
#pragma once

#include "policy/rule.h"

namespace ensign::policy {

extern const Rule flag_expired;
extern const Rule expiry_missing;
extern const Rule fallback_missing;
extern const Rule kill_switch_missing;
extern const Rule playbook_missing;
extern const Rule lifetime_too_long;
extern const Rule extension_over_cap;
extern const Rule extension_out_of_step;
extern const Rule permanent_not_allowed;
extern const Rule code_default_exposes;
extern const Rule on_without_evidence;
extern const Rule duty_missing;
extern const Rule env_var_taken;
extern const Rule dates_out_of_order;
extern const Rule segment_unused;
extern const Rule segment_duplicate;
extern const Rule group_member_without_fallback;
extern const Rule fallback_not_validated;
extern const Rule fallback_unexplained;
extern const Rule flag_test_fails;
extern const Rule override_unaudited;
extern const Rule expiry_changes_clients;
extern const Rule expiry_without_fallback;
extern const Rule env_value_unfit;
extern const Rule rule_never_matches;
extern const Rule rule_shadowed;
extern const Rule value_undeclared;
extern const Rule bucket_key_may_be_missing;
extern const Rule bucket_key_not_ascii;
extern const Rule bucket_key_not_text;
extern const Rule split_moves_users;
extern const Rule requirement_not_met;
extern const Rule schedules_overlap;
extern const Rule kill_incomplete;
extern const Rule personal_data_in_target;
extern const Rule waived_rule_unknown;
extern const Rule rule_not_waivable;
extern const Rule approval_missing;
extern const Rule approval_rule_missing;
extern const Rule approval_stale;
extern const Rule removal_unapproved;
extern const Rule policy_unsatisfiable;
extern const Rule policy_depends_on_one;
extern const Rule approval_replayed;
extern const Rule approval_too_old;
extern const Rule tombstone_missing;
extern const Rule waiver_too_long;
extern const Rule waiver_unapproved;
extern const Rule stage_not_bound;
extern const Rule soak_disagrees;
extern const Rule tick_without_evidence;
extern const Rule soak_exceeds_duration;
extern const Rule change_frozen;
extern const Rule recovery_budget_exceeded;
extern const Rule rollback_missing;
extern const Rule review_overdue;
extern const Rule release_check_open;
extern const Rule milestone_unknown;
extern const Rule root_invalid;
extern const Rule root_expired;
extern const Rule root_expires_soon;
extern const Rule trust_file_unsigned;
extern const Rule root_signature_void;
extern const Rule statement_forged;
extern const Rule signer_key_unknown;
extern const Rule statement_from_future;
extern const Rule machine_approves;
extern const Rule too_many_statements;
extern const Rule statement_not_counted;

}  // namespace ensign::policy
