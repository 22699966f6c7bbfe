// What waivers cover. A waiver that holds turns the findings of its rule about its subject into
// notes that say so; it never covers what leaves nothing certain to build from (EN0, EN1, EN7 and
// all else that is unsound), nor a missing approval (EN3). What a freeze holds (EN405) it lets
// through, since the waiver takes the approvals that the change would.
#pragma once

#include <vector>

#include "trust/tally.h"

namespace ensign::policy {

// Why a rule binds everybody, and what to do instead; empty for one that may be waived.
std::string_view binds_everybody(const report::RuleInfo& rule);

// How often its end was moved: the waivers before it that it renews, one after the other.
std::size_t renewals_of(const model::Model& model, const model::Waiver& waiver);

// It has begun and not ended, is no longer than policy allows, and was not renewed too often.
bool is_in_force(const model::Model& model, const model::Waiver& waiver);

// The approvals that its subject would need, of the waiver's own file: one for each protected
// environment that it is about. None where nothing is asked.
std::vector<trust::Approval> approvals_of(const trust::Tally& tally, const model::Waiver& waiver);

class Waivers {
 public:
  // `tally` is null without a root of trust.
  Waivers(const trust::Side& head, const trust::Tally* tally);

  // Whether the finding is waived; then it is a note with a label that says by whom and until when.
  bool waive(report::Finding& finding) const;

  // Whether what that rule says of this place is waived.
  bool covers(const report::RuleInfo& rule, Span place) const;

 private:
  const model::Waiver* holding(const report::RuleInfo& rule, Span place) const;
  bool covers(const model::Waiver& waiver, const report::RuleInfo& rule, Span place) const;

  const model::Model& model_;
  std::vector<const model::Waiver*> holding_;
};

}  // namespace ensign::policy
