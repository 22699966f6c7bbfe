#include "emit/interop/alert_rule.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// `error-rate` as a part of a metric's name: `error_rate`.
std::string snake(std::string_view id) {
  std::string out;
  for (const char c : id) out += is_letter_or_digit(c) ? c : '_';
  return out;
}

// `slow-queries` as a part of an alert's name: `SlowQueries`.
std::string pascal(std::string_view id) {
  std::string out;
  bool begins = true;
  for (const char c : id) {
    if (!is_letter_or_digit(c)) {
      begins = true;
      continue;
    }
    out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    begins = false;
  }
  return out;
}

class Collector {
 public:
  explicit Collector(const model::Model& model) : model_(model) {}

  AlertRules all() {
    for (const model::Alert& alert : model_.alerts) add(alert);
    for (const model::Plan& plan : model_.plans) {
      for (const model::Trigger& trigger : plan.triggers) add(plan, trigger);
    }
    std::ranges::sort(rules_.records, {}, &RecordRule::name);
    const auto same = std::ranges::unique(rules_.records, {}, &RecordRule::name);
    rules_.records.erase(same.begin(), same.end());
    return std::move(rules_);
  }

 private:
  // The name of the record of a threshold's figure; nothing, with the reason, when there is none.
  std::optional<std::string> record(const std::string& what, const model::Threshold& threshold,
                                    const model::Metric* metric, std::string_view plan) {
    const auto leave_out = [&](std::string_view why) {
      rules_.left_out.push_back(fmt::format("{}: {}", what, why));
      return std::nullopt;
    };
    if (threshold.comparison != model::Comparison::absolute) {
      return leave_out("it compares with a baseline");
    }
    if (metric == nullptr || metric->query.empty()) return leave_out("its figure has no query");
    std::string name = "ensign:" + (plan.empty() ? "" : snake(plan) + ":") + snake(*metric->name);
    rules_.records.push_back({name, metric->query});
    return name;
  }

  static AlertRule rule(std::string name, std::string record, const model::Threshold& threshold) {
    AlertRule alert{.name = std::move(name),
                    .record = std::move(record),
                    .at_most = {},
                    .at_least = {},
                    .window_seconds = threshold.window_seconds.value_or(0),
                    .labels = {},
                    .annotations = {}};
    if (threshold.at_most) alert.at_most = **threshold.at_most;
    if (threshold.at_least) alert.at_least = **threshold.at_least;
    return alert;
  }

  static void annotate(AlertRule& alert, const std::optional<model::Ref<model::Playbook>>& runbook,
                       const std::string& title, const std::string& id) {
    if (runbook) alert.annotations.emplace_back("runbook", *runbook->name);
    alert.annotations.emplace_back("summary", title.empty() ? id : title);
  }

  void add(const model::Alert& alert) {
    if (!alert.threshold) {
      rules_.left_out.push_back(fmt::format("alert {}: it has no threshold", *alert.id));
      return;
    }
    const auto& metric = alert.threshold->metric.id;
    const auto name =
        record("alert " + *alert.id, *alert.threshold, metric ? &model_.at(*metric) : nullptr, {});
    if (!name) return;
    AlertRule made = rule("Ensign" + pascal(*alert.id), *name, *alert.threshold);
    if (alert.owner) made.labels.emplace_back("owner", *alert.owner->name);
    made.labels.emplace_back("severity", model::spelling(*alert.severity));
    annotate(made, alert.runbook, alert.title, *alert.id);
    rules_.alerts.push_back(std::move(made));
  }

  void add(const model::Plan& plan, const model::Trigger& trigger) {
    const std::string what = fmt::format("trigger {} of plan {}", *trigger.id, *plan.id);
    if (!trigger.threshold) {
      rules_.left_out.push_back(what + ": only people can see it");
      return;
    }
    const model::Metric* metric = model_.metric(plan, *trigger.threshold);
    const bool own = metric != nullptr && !plan.metrics.empty() && metric >= plan.metrics.data() &&
                     metric < plan.metrics.data() + plan.metrics.size();
    const auto name = record(what, *trigger.threshold, metric, own ? *plan.id : "");
    if (!name) return;
    AlertRule made = rule(fmt::format("EnsignRollback{}{}", pascal(*plan.id), pascal(*trigger.id)),
                          *name, *trigger.threshold);
    made.labels = {{"action", "rollback"},
                   {"class", std::string(model::spelling(*trigger.trigger_class))},
                   {"plan", *plan.id},
                   {"trigger", *trigger.id}};
    annotate(made, trigger.playbook, trigger.title, *trigger.id);
    rules_.alerts.push_back(std::move(made));
  }

  const model::Model& model_;
  AlertRules rules_;
};

}  // namespace

AlertRules alert_rules(const model::Model& model) { return Collector(model).all(); }

}  // namespace ensign::emit
