// A name that a person wrote for another entity. Linking fills `id`; a name that resolves to
// nothing is a finding (EN1) and stays an absent id, so that every walk over the model can go on.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/span.h"

namespace ensign::model {

template <typename Entity>
struct Ref {
  Spanned<std::string> name;
  std::optional<Id<Entity>> id;
};

}  // namespace ensign::model
