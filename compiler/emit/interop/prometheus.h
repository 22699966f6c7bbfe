// interop/prometheus/: alerts from the thresholds that the repository declares, as rules of
// Prometheus with unit tests for promtool.
//
//   records.yaml      ensign:<metric>, the query of each figure
//   alerts.yaml       alerts of releases/metrics.yaml and rollback triggers of the plans
//   alerts_test.yaml  each alert: silent at its bound and a minute before its window is over, then
//                     firing (`promtool test rules`)
//
// A threshold against a baseline (`increase`, `relative`) and a figure without a query cannot be
// said in rules: they are named in comments.
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

OutFiles prometheus(const model::Model& model);

}  // namespace ensign::emit
