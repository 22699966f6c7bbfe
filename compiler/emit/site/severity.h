// Words that incidents and alerts share.
#pragma once

#include "emit/page/state.h"

namespace ensign::emit::pages {

State severity_level(model::SeverityLevel severity);

// The title of a trigger of the kill switches; its id where it is not declared.
std::string trigger_words(const model::Model& model, const std::string& id);

}  // namespace ensign::emit::pages
