// flags/retired.yaml: keys that were flags once and are never used again, so that a program of
// yesterday cannot take a new flag for the old one.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "base/span.h"
#include "model/words.h"

namespace ensign::model {

struct Flag;
struct Tombstone;

// What took the place of a flag: a flag, or one that was retired in its turn.
struct Successor {
  Spanned<std::string> name;
  std::optional<Id<Flag>> flag;
  std::optional<Id<Tombstone>> tombstone;
};

struct Tombstone {
  Spanned<std::string> key;
  Span span;
  Spanned<Date> on;
  Spanned<FlagType> type;
  std::string reason;
  std::optional<Successor> successor;
};

}  // namespace ensign::model
