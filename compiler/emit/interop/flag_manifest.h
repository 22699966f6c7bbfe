// interop/openfeature/flags.json: the flag manifest from which the OpenFeature CLI generates typed
// accessors (schema/v0/flag-manifest.json of open-feature/cli, JSON Schema draft 07).
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

// All flags, whatever the environment. `defaultValue` is what a program gets without a provider:
// the value of `code_default`, else of `fallback.serve`, else of the variant that the last
// environment of the promotion serves by default, else of the first variant.
OutFile flag_manifest(const model::Model& model);

}  // namespace ensign::emit
