// Statements and how they stand, for the rules about them.
#pragma once

#include "trust/tally.h"

namespace ensign::policy {

template <typename Say>
void for_each_standing(const trust::Tally& tally, Say say) {
  for (std::size_t i = 0; i < tally.standings().size(); ++i) {
    say(tally.head().statements[i], tally.standings()[i]);
  }
}

}  // namespace ensign::policy
