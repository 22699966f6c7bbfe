#include "model/rules.h"

namespace ensign::model {

std::span<const RuleInfo* const> rules() {
  static constexpr const RuleInfo* all[] = {&missing_file,      &not_a_mapping,
                                            &unknown_field,     &missing_field,
                                            &wrong_type,        &unknown_word,
                                            &invalid_date,      &word_for_boolean,
                                            &invalid_duration,  &weights_sum,
                                            &unknown_operator,  &front_matter_missing,
                                            &invalid_version,   &invalid_key,
                                            &invalid_value,     &malformed_statement,
                                            &malformed_root,    &malformed_honoured,
                                            &unknown_owner,     &unknown_person,
                                            &unknown_role,      &unknown_environment,
                                            &unknown_attribute, &unknown_scope,
                                            &unknown_segment,   &unknown_flag,
                                            &unknown_variant,   &unknown_kill_switch,
                                            &unknown_playbook,  &unknown_plan,
                                            &unknown_stage,     &unknown_gate,
                                            &unknown_metric,    &unknown_evidence,
                                            &unknown_rule,      &unknown_requirement,
                                            &unknown_subject,   &file_name_differs,
                                            &key_taken,         &key_too_similar,
                                            &reserved_key,      &unknown_file,
                                            &segment_cycle,     &requirement_cycle,
                                            &key_retired,       &in_two_groups,
                                            &key_shared,        &unknown_incident,
                                            &unknown_release,   &unknown_calendar_entry,
                                            &unknown_alert,     &unknown_journal_entry,
                                            &unknown_area,      &successor_cycle,
                                            &unknown_trigger,   &stage_cycle};
  return all;
}

}  // namespace ensign::model
