// What ships where not all is approved. Internal to this emitter.
#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "seal/governed_model.h"

namespace ensign::emit {

// `content` of bundle_content() with the carried entries of its environment in place of those of
// the model: their flag objects, what a kill makes of them, and the shared evaluators that are then
// referred to, no more.
Json with_carried(Json content, const std::string& environment,
                  std::span<const seal::Carried> carried);

}  // namespace ensign::emit
