// trust/policy.yaml: who must approve what, and what is asked of flags, releases and drills. A
// repository without that file, and every part that the file leaves out, has the defaults written
// here: they ask for what Ensign asks of everybody.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/operation_words.h"
#include "model/people.h"
#include "model/release.h"
#include "model/words.h"

namespace ensign::model {

// To what an approval rule applies. An empty list asks nothing: every value matches.
struct ApprovalMatch {
  std::vector<Spanned<SubjectKind>> kinds;  // never set or promotion
  std::vector<Spanned<std::string>> environments;
  std::vector<Spanned<Risk>> risk;
  std::vector<Spanned<FlagType>> types;
  std::vector<Spanned<ReleaseType>> release;
  std::optional<Spanned<Direction>> direction;
  std::vector<Spanned<std::string>> fields;  // of the governed record: `owner`, `expires`
  std::vector<Spanned<std::string>> areas;   // folders below flags/
};

// So many people of a team or role, or one person. Exactly one of the three is there, unless it
// could not be read.
struct Approvers {
  Span span;
  std::optional<Ref<Team>> team;
  std::optional<Ref<Role>> role;
  std::optional<Ref<Person>> person;
  Spanned<std::int64_t> count{1, {}};  // 1 to the people in the group
};

struct ApprovalRule {
  Span span;
  Spanned<std::string> id;
  ApprovalMatch match;
  Spanned<std::int64_t> people{1, {}};  // 0 to 64 distinct signers, the proposer included
  std::vector<Approvers> from;          // never count the proposer
  std::optional<Spanned<std::int64_t>> window_seconds;  // how old a new statement may be
};

// What a release of one type needs.
struct ReleaseTerms {
  std::optional<DurationRange> budget;           // from its start to its end
  std::vector<Ref<Role>> approvers;              // who agree
  std::vector<Spanned<std::string>> checklists;  // that it must have
};

inline constexpr std::size_t risk_count = 4;
inline constexpr std::size_t flag_type_count = 5;
inline constexpr std::size_t release_type_count = 4;

struct Policy {
  using Duties = std::vector<Spanned<Duty>>;

  std::optional<FileId> file;  // absent: all is default
  bool complete = true;        // false when something in its file could not be read or found

  std::vector<ApprovalRule> approvals;            // in the order of the file
  std::vector<Spanned<std::string>> unprotected;  // environments that need no approvals

  // By FlagType: the longest time between `created` and `expires`, in seconds. Absent: no limit.
  std::array<std::optional<Spanned<std::int64_t>>, flag_type_count> lifetimes;
  // Types that may be permanent. Absent: all but release and experiment.
  std::optional<std::vector<Spanned<FlagType>>> permanent;
  Span permanent_span;                                     // of that list
  std::optional<Spanned<std::int64_t>> extension_count;    // how often an expiry may move
  std::optional<Spanned<std::int64_t>> extension_seconds;  // and how far, all together

  // By Risk. A level that the file names has exactly the duties written there.
  std::array<Duties, risk_count> duties{Duties{},
                                        {},
                                        {{Duty::fallback, {}}},
                                        {{Duty::fallback, {}},
                                         {Duty::kill_switch, {}},
                                         {Duty::playbook, {}},
                                         {Duty::off_in_production, {}}}};
  std::array<Duties, flag_type_count> type_duties;  // by FlagType, beside those of its risk

  std::array<ReleaseTerms, release_type_count> releases;  // by ReleaseType
  // By Risk: items that the checklists of a release of this level and above must hold.
  std::array<std::vector<Spanned<std::string>>, risk_count> checks;

  std::optional<Spanned<std::int64_t>> drill_fresh_seconds;    // how long a drill counts
  std::optional<Spanned<std::int64_t>> review_within_seconds;  // after an incident
  std::vector<Spanned<Notable>> notes_required;                // kinds of change that need a note
  Spanned<std::int64_t> waiver_seconds{30 * 86400, {}};
  Spanned<std::int64_t> waiver_renewals{1, {}};

  std::vector<Ref<Role>> promotion_roles;  // may move plans that name no role themselves
  std::vector<Ref<Role>> freeze_roles;     // may declare a freeze
  std::vector<Ref<Role>> kill_roles;       // may activate a kill switch

  // The place where `duty` is asked of flags of that risk or type: empty (begin == end) when it is
  // a default; nothing when it is not asked.
  std::optional<Span> asks(Duty duty, Risk risk, FlagType type) const;
  bool may_be_permanent(FlagType type) const;
  const std::optional<Spanned<std::int64_t>>& lifetime(FlagType type) const {
    return lifetimes[static_cast<std::size_t>(type)];
  }
  const ReleaseTerms& terms(ReleaseType type) const {
    return releases[static_cast<std::size_t>(type)];
  }
};

}  // namespace ensign::model
