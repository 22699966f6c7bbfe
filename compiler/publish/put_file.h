// One file in the place of another, or of none, so that whoever reads it, and whenever we are
// killed or the disk is full, there are the old bytes or the new ones, whole.
#pragma once

#include <string>

#include "base/result.h"

namespace ensign::publish {

// The new bytes have reached the disk when this returns. What an earlier attempt left half-done
// beside it is replaced.
Result<void> put_file(const std::string& path, const std::string& bytes, unsigned mode);

}  // namespace ensign::publish
