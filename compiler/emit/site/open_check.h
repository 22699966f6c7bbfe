// The last word on a site for everybody: whatever people wrote into titles and notes, nobody of the
// roster is named in it.
#pragma once

#include "base/result.h"
#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

// Fails, and lists every place, when a name or a contact of a person stands in a file. Machines are
// no persons. A name counts as a whole word, as it is written in the roster.
Result<void> check_names(const model::Model& model, const OutFiles& files, unsigned threads = 1);

}  // namespace ensign::emit
