// The proof of each protected environment, and the roots of trust that clients follow by number.
#pragma once

#include <optional>
#include <string>

#include "driver/carry.h"
#include "driver/pipeline.h"
#include "emit/bundle/bundle.h"
#include "emit/file.h"
#include "model/model.h"

namespace ensign::driver {

// root/<n>.json with its signatures, every version: none is ever taken away.
emit::OutFiles root_files(const model::Model& model);

// bundles/<env>/proof.json of a protected environment, and what it says anew put into the bundle,
// for the log. `proofs` are those of the output before, `before` its bundle; nullptr: there is
// none. The proof beside that bundle is not signed, and does not have to be: what is taken over
// from it are records and statements, which are looked at again. A Failure when it is missing, so
// that nobody could say what would be older than it, or when an older approval would come back: of
// an entry that is held back before (trust::Published), so here it is a trust file.
Result<std::optional<emit::OutFile>> proof_file(const seal::GovernedModel& governed,
                                                const source::Snapshot& snapshot,
                                                emit::Bundle& bundle, const Proofs& proofs,
                                                const emit::PreviousBundle* before,
                                                unsigned threads);

}  // namespace ensign::driver
