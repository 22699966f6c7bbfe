// What prometheus.cpp writes, gathered from the model first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/model.h"

namespace ensign::emit {

struct RecordRule {
  std::string name;  // ensign:error_rate
  std::string query;
};

struct AlertRule {
  std::string name;    // EnsignSlowQueries
  std::string record;  // what is compared
  std::optional<double> at_most, at_least;
  std::int64_t window_seconds = 0;  // how long the bound must be broken; whole minutes
  std::vector<std::pair<std::string, std::string>> labels, annotations;  // in order of their names
};

struct AlertRules {
  std::vector<RecordRule> records;    // by name
  std::vector<AlertRule> alerts;      // those of metrics.yaml, then those of the plans
  std::vector<std::string> left_out;  // "alert slow: it compares with a baseline"
};

AlertRules alert_rules(const model::Model& model);

}  // namespace ensign::emit
