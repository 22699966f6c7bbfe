// The usual order of the fields at the top of each kind of file: that of docs/files.md, which is
// from what a thing is to what follows from it.
#pragma once

#include <span>
#include <string_view>

#include "model/classify.h"

namespace ensign::model {

// Empty for what has no fields: a changelog, a template, and files that are not governed.
std::span<const std::string_view> field_order(FileKind kind);

}  // namespace ensign::model
