// model.json: the sealed model for programs of others, every entity of every kind with its fields
// and where it is written (docs/outputs.md, schema/outputs/model.schema.json). Unstable: the number
// of the format stays 0 until import and export have used it, and members may come, go and change.
#pragma once

#include "emit/file.h"
#include "seal/governed_model.h"
#include "source/snapshot.h"

namespace ensign::emit {

inline constexpr const char* model_format = "ensign-model/0";

// Canonical JSON (RFC 8785) with one final line feed. `snapshot` is the one that the model was read
// from. Entities are written one by one, so that only their text is held, whatever their number.
OutFile model_json(const seal::GovernedModel& governed, const source::Snapshot& snapshot,
                   unsigned threads = 1);

}  // namespace ensign::emit
