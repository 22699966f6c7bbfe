#include "model/policy.h"

#include <algorithm>

namespace ensign::model {

std::optional<Span> Policy::asks(Duty duty, Risk risk, FlagType type) const {
  for (const Duties* asked :
       {&duties[static_cast<std::size_t>(risk)], &type_duties[static_cast<std::size_t>(type)]}) {
    const auto found =
        std::ranges::find(*asked, duty, [](const Spanned<Duty>& each) { return each.value; });
    if (found != asked->end()) return found->span;
  }
  return std::nullopt;
}

bool Policy::may_be_permanent(FlagType type) const {
  if (!permanent) return type != FlagType::release && type != FlagType::experiment;
  return std::ranges::any_of(*permanent,
                             [type](const Spanned<FlagType>& each) { return each.value == type; });
}

}  // namespace ensign::model
