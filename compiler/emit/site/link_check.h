// Every address inside of the generated files leads to a generated file, and every fragment to an
// id in it. A site that does not hold together is a Failure that lists all of its broken places.
#pragma once

#include "base/result.h"
#include "emit/file.h"

namespace ensign::emit {

Result<void> check_links(const OutFiles& files, unsigned threads = 1);

// Refuses paths that leave the folder or differ from another one only in the case of letters.
Result<void> check_paths(const OutFiles& files);

}  // namespace ensign::emit
