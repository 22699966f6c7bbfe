// The words of running a release: calendars, incidents, drills, runbooks and what is told to whom.
// They are spelt and read as those of words.h.
#pragma once

#include "model/words.h"

namespace ensign::model {

enum class MetricFamily : std::uint8_t { delivery, quality, business, operations };
enum class SeverityLevel : std::uint8_t { critical, high, medium, low };  // of alerts and incidents
enum class CalendarKind : std::uint8_t { release, maintenance };
enum class Weekday : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday
};
enum class IncidentState : std::uint8_t { open, mitigated, resolved };
enum class Notable : std::uint8_t {  // why a change is worth a note
  capability,
  flag,
  policy,
  integration,
  schema,
  operations,
  security,
};
enum class Addressee : std::uint8_t {  // who is told of a release
  engineering,
  product,
  support,
  leadership,
  users,
  operators,
  stakeholders,
};
enum class Moment : std::uint8_t { before, during, after };  // of a release or an incident
enum class DocumentKind : std::uint8_t {
  notes,
  api_changes,
  migration_guide,
  user_guide,
  post_mortem,
  tutorial,
  announcement,
};
enum class PlaybookKind : std::uint8_t {
  rollback,
  runbook,
  script,
  guide,
  recovery,
  template_,  // the words of a message
  decision_tree,
};
// How a change is taken back: by its flag, by the deployment before it, or with the data as well.
enum class RollbackOption : std::uint8_t { flag, deployment, full };
enum class PlaybookStatus : std::uint8_t { draft, approved };
enum class DrillKind : std::uint8_t { kill_switch, rollback, degraded, rehearsal };
enum class Advance : std::uint8_t { after_soak };

// clang-format off
template <> std::span<const std::string_view> spellings<MetricFamily>();
template <> std::span<const std::string_view> spellings<SeverityLevel>();
template <> std::span<const std::string_view> spellings<CalendarKind>();
template <> std::span<const std::string_view> spellings<Weekday>();
template <> std::span<const std::string_view> spellings<IncidentState>();
template <> std::span<const std::string_view> spellings<Notable>();
template <> std::span<const std::string_view> spellings<Addressee>();
template <> std::span<const std::string_view> spellings<Moment>();
template <> std::span<const std::string_view> spellings<DocumentKind>();
template <> std::span<const std::string_view> spellings<PlaybookKind>();
template <> std::span<const std::string_view> spellings<RollbackOption>();
template <> std::span<const std::string_view> spellings<PlaybookStatus>();
template <> std::span<const std::string_view> spellings<DrillKind>();
template <> std::span<const std::string_view> spellings<Advance>();
// clang-format on

}  // namespace ensign::model
