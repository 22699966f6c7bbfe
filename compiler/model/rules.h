// The rules of this room: the shape of governed files (family EN0, from EN020; the ones below
// belong to syntax) and identity and reference (family EN1). Each has its page in model/rules/. All
// are errors of class unsound: while one stands, the repository does not say one clear thing.
#pragma once

#include <span>

#include "report/finding.h"

namespace ensign::model {

using report::RuleInfo;

inline constexpr RuleInfo missing_file{"EN020", "missing-file"};
inline constexpr RuleInfo not_a_mapping{"EN021", "not-a-mapping"};
inline constexpr RuleInfo unknown_field{"EN022", "unknown-field"};
inline constexpr RuleInfo missing_field{"EN023", "missing-field"};
inline constexpr RuleInfo wrong_type{"EN024", "wrong-type"};
inline constexpr RuleInfo unknown_word{"EN025", "unknown-word"};
inline constexpr RuleInfo invalid_date{"EN026", "invalid-date"};
inline constexpr RuleInfo word_for_boolean{"EN027", "word-for-boolean"};
inline constexpr RuleInfo invalid_duration{"EN028", "invalid-duration"};
inline constexpr RuleInfo weights_sum{"EN029", "weights-sum"};
inline constexpr RuleInfo unknown_operator{"EN030", "unknown-operator"};
inline constexpr RuleInfo front_matter_missing{"EN031", "front-matter-missing"};
inline constexpr RuleInfo invalid_version{"EN032", "invalid-version"};
inline constexpr RuleInfo invalid_key{"EN033", "invalid-key"};
inline constexpr RuleInfo invalid_value{"EN034", "invalid-value"};
inline constexpr RuleInfo malformed_statement{"EN035", "malformed-statement"};
inline constexpr RuleInfo malformed_root{"EN036", "malformed-root"};
inline constexpr RuleInfo malformed_honoured{"EN037", "malformed-honoured"};

inline constexpr RuleInfo unknown_owner{"EN101", "unknown-owner"};
inline constexpr RuleInfo unknown_person{"EN102", "unknown-person"};
inline constexpr RuleInfo unknown_role{"EN103", "unknown-role"};
inline constexpr RuleInfo unknown_environment{"EN104", "unknown-environment"};
inline constexpr RuleInfo unknown_attribute{"EN105", "unknown-attribute"};
inline constexpr RuleInfo unknown_scope{"EN106", "unknown-scope"};
inline constexpr RuleInfo unknown_segment{"EN107", "unknown-segment"};
inline constexpr RuleInfo unknown_flag{"EN108", "unknown-flag"};
inline constexpr RuleInfo unknown_variant{"EN109", "unknown-variant"};
inline constexpr RuleInfo unknown_kill_switch{"EN110", "unknown-kill-switch"};
inline constexpr RuleInfo unknown_playbook{"EN111", "unknown-playbook"};
inline constexpr RuleInfo unknown_plan{"EN112", "unknown-plan"};
inline constexpr RuleInfo unknown_stage{"EN113", "unknown-stage"};
inline constexpr RuleInfo unknown_gate{"EN114", "unknown-gate"};
inline constexpr RuleInfo unknown_metric{"EN115", "unknown-metric"};
inline constexpr RuleInfo unknown_evidence{"EN116", "unknown-evidence"};
inline constexpr RuleInfo unknown_rule{"EN117", "unknown-rule"};
inline constexpr RuleInfo unknown_requirement{"EN118", "unknown-requirement"};
inline constexpr RuleInfo unknown_subject{"EN119", "unknown-subject"};
inline constexpr RuleInfo file_name_differs{"EN120", "file-name-differs"};
inline constexpr RuleInfo key_taken{"EN121", "key-taken"};
inline constexpr RuleInfo key_too_similar{"EN122", "key-too-similar"};
inline constexpr RuleInfo reserved_key{"EN123", "reserved-key"};
inline constexpr RuleInfo unknown_file{"EN124", "unknown-file"};
inline constexpr RuleInfo segment_cycle{"EN125", "segment-cycle"};
inline constexpr RuleInfo requirement_cycle{"EN126", "requirement-cycle"};
inline constexpr RuleInfo key_retired{"EN127", "key-retired"};
inline constexpr RuleInfo in_two_groups{"EN128", "in-two-groups"};
inline constexpr RuleInfo key_shared{"EN129", "key-shared"};
inline constexpr RuleInfo unknown_incident{"EN130", "unknown-incident"};
inline constexpr RuleInfo unknown_release{"EN131", "unknown-release"};
inline constexpr RuleInfo unknown_calendar_entry{"EN132", "unknown-calendar-entry"};
inline constexpr RuleInfo unknown_alert{"EN133", "unknown-alert"};
inline constexpr RuleInfo unknown_journal_entry{"EN134", "unknown-journal-entry"};
inline constexpr RuleInfo unknown_area{"EN135", "unknown-area"};
inline constexpr RuleInfo successor_cycle{"EN136", "successor-cycle"};
inline constexpr RuleInfo unknown_trigger{"EN137", "unknown-trigger"};
inline constexpr RuleInfo stage_cycle{"EN138", "stage-cycle"};

// All of them, in order of their ids.
std::span<const RuleInfo* const> rules();

}  // namespace ensign::model
