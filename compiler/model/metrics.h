// releases/metrics.yaml: the figures that every plan may name, the dashboards that show them, and
// the alerts that wake people. The figures themselves (`Metric`) are in stage.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/release.h"

namespace ensign::model {

struct Dashboard {
  Spanned<std::string> id;
  std::string title;
  std::string link;
  std::optional<Owner> owner;
  std::vector<Ref<Metric>> metrics;
};

struct Alert {
  Spanned<std::string> id;
  std::string title;
  Spanned<SeverityLevel> severity;
  std::optional<Threshold> threshold;  // absent for what no figure shows
  std::optional<Ref<Playbook>> runbook;
  std::optional<Owner> owner;
};

// The whole file, each list in its order.
struct Observability {
  std::vector<Metric> metrics;
  std::vector<Dashboard> dashboards;
  std::vector<Alert> alerts;
};

}  // namespace ensign::model
