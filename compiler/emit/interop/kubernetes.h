// interop/kubernetes/<env>.json: the flags of an environment as a FeatureFlag resource of the
// OpenFeature operator (core.openfeature.dev/v1beta1), for `kubectl apply -f`.
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

// One file for each environment: `flags`, `$evaluators` and `metadata` as in its bundle.
OutFiles kubernetes(const model::Model& model);

}  // namespace ensign::emit
