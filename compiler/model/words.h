// The closed vocabularies of governed files. Enumerators are spelled as in the YAML (with `_` for
// `-`), so that code and file read alike; words.cpp holds the one table of spellings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ensign::model {

enum class FlagType : std::uint8_t { release, experiment, kill_switch, config, permission };
enum class ValueType : std::uint8_t { boolean, string, integer, number, object };
enum class Risk : std::uint8_t { L0, L1, L2, L3 };  // docs, UI, core logic, external side effects
enum class OnExpiry : std::uint8_t { keep, fallback };
enum class Exposure : std::uint8_t { server, client };
enum class AttributeType : std::uint8_t { boolean, string, integer, number, version, timestamp };
enum class GateType : std::uint8_t {
  metric,       // a measured value against a threshold
  checklist,    // items that are done, each with evidence
  sign_off,     // a role says yes
  drill,        // a rollback drill that is fresh enough
  incidents,    // no open incident of the named classes
  budget,       // error-budget burn below a limit
  observation,  // a window of watching without a trigger
  stage,        // another stage of the plan is complete
};
enum class Comparison : std::uint8_t {
  absolute,
  increase,
  relative
};  // of a metric to its baseline
enum class TriggerClass : std::uint8_t { P0, P1, P2 };  // immediate, likely, consider
enum class EvidenceResult : std::uint8_t { passed, failed };
enum class ReleaseType : std::uint8_t { major, minor, patch, hotfix };
enum class ReleaseState : std::uint8_t { planned, released, withdrawn };
enum class NoteKind : std::uint8_t { added, changed, deprecated, removed, fixed, security };
enum class Audience : std::uint8_t { users, operators, engineers };
// What a statement or an approval rule is about (docs/files.md, approvals). The last two never
// stand in trust/policy.yaml.
enum class SubjectKind : std::uint8_t { flag, plan, profile, release, drill, file, set, promotion };
enum class Direction : std::uint8_t { less, more };  // does a change expose more, or less?
// What policy may ask of a flag.
enum class Duty : std::uint8_t {
  fallback,
  kill_switch,
  playbook,
  off_in_production,
  tests,
  code_default,
  milestone,
  stages,
  validated_fallback,
  created,
  description,
};
// How something moves to the next environment.
enum class Promotion : std::uint8_t { automatic, manual };
enum class SiteKind : std::uint8_t { internal, open };  // `open` is written `public`
enum class Output : std::uint8_t {
  prometheus,
  icalendar,
  atom,
  codeowners,
  openfeature_cli,
  kubernetes,
  allowed_signers,
};
enum class KeyState : std::uint8_t { active, suspended, retired, compromised };
enum class Action : std::uint8_t { propose, approve, withdraw, promote };
enum class Operator : std::uint8_t {
  equals,
  not_equals,
  in,
  not_in,
  starts_with,
  ends_with,
  contains,
  at_least,
  above,
  at_most,
  below,
  version_at_least,
  version_above,
  version_at_most,
  version_below,
  version_equals,
  exists,
  in_segment,
  not_in_segment,
  before,
  after,
};

// Spelling of an enumerator in YAML, and back. All spellings of E are listed by spellings<E>(), in
// the order of the enumerators.
template <typename E>
std::span<const std::string_view> spellings();

// clang-format off
template <> std::span<const std::string_view> spellings<FlagType>();
template <> std::span<const std::string_view> spellings<ValueType>();
template <> std::span<const std::string_view> spellings<Risk>();
template <> std::span<const std::string_view> spellings<OnExpiry>();
template <> std::span<const std::string_view> spellings<Exposure>();
template <> std::span<const std::string_view> spellings<AttributeType>();
template <> std::span<const std::string_view> spellings<GateType>();
template <> std::span<const std::string_view> spellings<Comparison>();
template <> std::span<const std::string_view> spellings<TriggerClass>();
template <> std::span<const std::string_view> spellings<EvidenceResult>();
template <> std::span<const std::string_view> spellings<ReleaseType>();
template <> std::span<const std::string_view> spellings<ReleaseState>();
template <> std::span<const std::string_view> spellings<NoteKind>();
template <> std::span<const std::string_view> spellings<Audience>();
template <> std::span<const std::string_view> spellings<SubjectKind>();
template <> std::span<const std::string_view> spellings<Direction>();
template <> std::span<const std::string_view> spellings<Duty>();
template <> std::span<const std::string_view> spellings<Promotion>();
template <> std::span<const std::string_view> spellings<SiteKind>();
template <> std::span<const std::string_view> spellings<Output>();
template <> std::span<const std::string_view> spellings<KeyState>();
template <> std::span<const std::string_view> spellings<Action>();
template <> std::span<const std::string_view> spellings<Operator>();
// clang-format on

template <typename E>
std::string_view spelling(E value) {
  return spellings<E>()[static_cast<std::size_t>(value)];
}

template <typename E>
std::optional<E> from_spelling(std::string_view text) {
  const auto all = spellings<E>();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace ensign::model
