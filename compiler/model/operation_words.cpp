#include "model/operation_words.h"

namespace ensign::model {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view metric_families[] = {"delivery", "quality", "business", "operations"};
constexpr std::string_view severity_levels[] = {"critical", "high", "medium", "low"};
constexpr std::string_view calendar_kinds[] = {"release", "maintenance"};
constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
constexpr std::string_view incident_states[] = {"open", "mitigated", "resolved"};
constexpr std::string_view notables[] = {"capability", "flag",       "policy",  "integration",
                                         "schema",     "operations", "security"};
constexpr std::string_view addressees[] = {"engineering", "product",   "support",     "leadership",
                                           "users",       "operators", "stakeholders"};
constexpr std::string_view moments[] = {"before", "during", "after"};
constexpr std::string_view document_kinds[] = {"notes",       "api-changes", "migration-guide",
                                               "user-guide",  "post-mortem", "tutorial",
                                               "announcement"};
constexpr std::string_view playbook_kinds[] = {"rollback", "runbook",  "script",       "guide",
                                               "recovery", "template", "decision-tree"};
constexpr std::string_view rollback_options[] = {"flag", "deployment", "full"};
constexpr std::string_view playbook_statuses[] = {"draft", "approved"};
constexpr std::string_view drill_kinds[] = {"kill-switch", "rollback", "degraded", "rehearsal"};
constexpr std::string_view advances[] = {"after-soak"};

}  // namespace

// clang-format off
template <> Words spellings<MetricFamily>() { return metric_families; }
template <> Words spellings<SeverityLevel>() { return severity_levels; }
template <> Words spellings<CalendarKind>() { return calendar_kinds; }
template <> Words spellings<Weekday>() { return weekdays; }
template <> Words spellings<IncidentState>() { return incident_states; }
template <> Words spellings<Notable>() { return notables; }
template <> Words spellings<Addressee>() { return addressees; }
template <> Words spellings<Moment>() { return moments; }
template <> Words spellings<DocumentKind>() { return document_kinds; }
template <> Words spellings<PlaybookKind>() { return playbook_kinds; }
template <> Words spellings<RollbackOption>() { return rollback_options; }
template <> Words spellings<PlaybookStatus>() { return playbook_statuses; }
template <> Words spellings<DrillKind>() { return drill_kinds; }
template <> Words spellings<Advance>() { return advances; }
// clang-format on

}  // namespace ensign::model
