#include "model/words.h"

namespace ensign::model {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view flag_types[] = {"release", "experiment", "kill-switch", "config",
                                           "permission"};
constexpr std::string_view value_types[] = {"boolean", "string", "integer", "number", "object"};
constexpr std::string_view risks[] = {"L0", "L1", "L2", "L3"};
constexpr std::string_view on_expiries[] = {"keep", "fallback"};
constexpr std::string_view exposures[] = {"server", "client"};
constexpr std::string_view attribute_types[] = {"boolean", "string",  "integer",
                                                "number",  "version", "timestamp"};
constexpr std::string_view gate_types[] = {"metric",    "checklist", "sign-off",    "drill",
                                           "incidents", "budget",    "observation", "stage"};
constexpr std::string_view comparisons[] = {"absolute", "increase", "relative"};
constexpr std::string_view trigger_classes[] = {"P0", "P1", "P2"};
constexpr std::string_view evidence_results[] = {"passed", "failed"};
constexpr std::string_view release_types[] = {"major", "minor", "patch", "hotfix"};
constexpr std::string_view release_states[] = {"planned", "released", "withdrawn"};
constexpr std::string_view note_kinds[] = {"added",   "changed", "deprecated",
                                           "removed", "fixed",   "security"};
constexpr std::string_view audiences[] = {"users", "operators", "engineers"};
constexpr std::string_view subject_kinds[] = {"flag",  "plan", "profile", "release",
                                              "drill", "file", "set",     "promotion"};
constexpr std::string_view directions[] = {"less", "more"};
constexpr std::string_view duties[] = {"fallback",          "kill-switch", "playbook",
                                       "off-in-production", "tests",       "code-default",
                                       "milestone",         "stages",      "validated-fallback",
                                       "created",           "description"};
constexpr std::string_view promotions[] = {"automatic", "manual"};
constexpr std::string_view site_kinds[] = {"internal", "public"};
constexpr std::string_view outputs[] = {"prometheus",      "icalendar",       "atom",
                                        "codeowners",      "openfeature-cli", "kubernetes",
                                        "allowed-signers"};
constexpr std::string_view key_states[] = {"active", "suspended", "retired", "compromised"};
constexpr std::string_view actions[] = {"propose", "approve", "withdraw", "promote"};
constexpr std::string_view operators[] = {"equals",         "not_equals",      "in",
                                          "not_in",         "starts_with",     "ends_with",
                                          "contains",       "at_least",        "above",
                                          "at_most",        "below",           "version_at_least",
                                          "version_above",  "version_at_most", "version_below",
                                          "version_equals", "exists",          "in_segment",
                                          "not_in_segment", "before",          "after"};

}  // namespace

// clang-format off
template <> Words spellings<FlagType>() { return flag_types; }
template <> Words spellings<ValueType>() { return value_types; }
template <> Words spellings<Risk>() { return risks; }
template <> Words spellings<OnExpiry>() { return on_expiries; }
template <> Words spellings<Exposure>() { return exposures; }
template <> Words spellings<AttributeType>() { return attribute_types; }
template <> Words spellings<GateType>() { return gate_types; }
template <> Words spellings<Comparison>() { return comparisons; }
template <> Words spellings<TriggerClass>() { return trigger_classes; }
template <> Words spellings<EvidenceResult>() { return evidence_results; }
template <> Words spellings<ReleaseType>() { return release_types; }
template <> Words spellings<ReleaseState>() { return release_states; }
template <> Words spellings<NoteKind>() { return note_kinds; }
template <> Words spellings<Audience>() { return audiences; }
template <> Words spellings<SubjectKind>() { return subject_kinds; }
template <> Words spellings<Direction>() { return directions; }
template <> Words spellings<Duty>() { return duties; }
template <> Words spellings<Promotion>() { return promotions; }
template <> Words spellings<SiteKind>() { return site_kinds; }
template <> Words spellings<Output>() { return outputs; }
template <> Words spellings<KeyState>() { return key_states; }
template <> Words spellings<Action>() { return actions; }
template <> Words spellings<Operator>() { return operators; }
// clang-format on

}  // namespace ensign::model
