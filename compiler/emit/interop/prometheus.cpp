#include "emit/interop/prometheus.h"

#include <cmath>
#include <fmt/format.h>

#include "base/utf8.h"
#include "emit/interop/alert_rule.h"

namespace ensign::emit {
namespace {

constexpr std::int64_t minute = 60;

// The strings of JSON are strings of YAML.
std::string string_of(std::string_view text) { return quoted(text); }

// The text of an annotation or a label: its braces are not a template.
std::string literal(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("{{")) {
      out += "{{\"{{\"}}";
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string expression(const AlertRule& alert) {
  std::string text;
  if (alert.at_most) text = fmt::format("{} > {}", alert.record, ecmascript_number(*alert.at_most));
  if (alert.at_least) {
    if (!text.empty()) text += " or ";
    text += fmt::format("{} < {}", alert.record, ecmascript_number(*alert.at_least));
  }
  return text;
}

std::string records_text(const AlertRules& rules) {
  std::string text = "# Made by ensign from the figures of the repository. Do not edit.\n";
  text += "groups:\n- name: ensign-figures\n  rules:";
  if (rules.records.empty()) return text + " []\n";
  text += '\n';
  for (const RecordRule& record : rules.records) {
    text += fmt::format("  - record: {}\n    expr: {}\n", record.name, string_of(record.query));
  }
  return text;
}

std::string alerts_text(const AlertRules& rules) {
  std::string text = "# Made by ensign from the thresholds of the repository. Do not edit.\n";
  for (const std::string& line : rules.left_out) {
    text += fmt::format("# left out, {}\n", visible(line));
  }
  text += "groups:\n- name: ensign-thresholds\n  rules:";
  if (rules.alerts.empty()) return text + " []\n";
  text += '\n';
  for (const AlertRule& alert : rules.alerts) {
    text += fmt::format("  - alert: {}\n    expr: {}\n", alert.name, string_of(expression(alert)));
    if (alert.window_seconds > 0) text += fmt::format("    for: {}s\n", alert.window_seconds);
    for (const auto& [part, values] :
         {std::pair{"labels", &alert.labels}, std::pair{"annotations", &alert.annotations}}) {
      text += fmt::format("    {}:\n", part);
      for (const auto& [name, value] : *values) {
        text += fmt::format("      {}: {}\n", name, string_of(literal(value)));
      }
    }
  }
  return text;
}

// A figure beyond the bound that is far enough from it to survive rounding.
double broken(const AlertRule& alert) {
  const double bound = alert.at_most ? *alert.at_most : *alert.at_least;
  const double step = std::fabs(bound) > 0 ? std::fabs(bound) : 1;
  return alert.at_most ? bound + step : bound - step;
}

std::string expected(const AlertRule& alert) {
  std::string text = "\n      - exp_labels:\n";
  for (const auto& [name, value] : alert.labels) {
    text += fmt::format("          {}: {}\n", name, string_of(value));
  }
  text += "        exp_annotations:\n";
  for (const auto& [name, value] : alert.annotations) {
    text += fmt::format("          {}: {}\n", name, string_of(value));
  }
  return text;
}

std::string test_of(const AlertRule& alert, double value,
                    const std::vector<std::pair<std::int64_t, bool>>& moments) {
  std::string text = fmt::format(
      "- interval: 1m\n  input_series:\n  - series: {}\n    values: {}\n  alert_rule_test:\n",
      string_of(alert.record),
      string_of(fmt::format("{}x{}", ecmascript_number(value), alert.window_seconds / minute + 2)));
  for (const auto& [seconds, fires] : moments) {
    text += fmt::format("  - eval_time: {}s\n    alertname: {}\n    exp_alerts:{}", seconds,
                        alert.name, fires ? expected(alert) : " []\n");
  }
  return text;
}

std::string tests_text(const AlertRules& rules) {
  std::string text =
      "# promtool test rules alerts_test.yaml\nrule_files: [alerts.yaml]\nevaluation_interval: "
      "1m\ntests:";
  if (rules.alerts.empty()) return text + " []\n";
  text += '\n';
  for (const AlertRule& alert : rules.alerts) {
    const std::int64_t window = alert.window_seconds;
    const double bound = alert.at_most ? *alert.at_most : *alert.at_least;
    text += test_of(alert, bound, {{window + minute, false}});
    if (window >= minute) {
      text += test_of(alert, broken(alert), {{window - minute, false}, {window, true}});
    } else {
      text += test_of(alert, broken(alert), {{window, true}});
    }
  }
  return text;
}

}  // namespace

OutFiles prometheus(const model::Model& model) {
  const AlertRules rules = alert_rules(model);
  return {{"interop/prometheus/records.yaml", records_text(rules)},
          {"interop/prometheus/alerts.yaml", alerts_text(rules)},
          {"interop/prometheus/alerts_test.yaml", tests_text(rules)}};
}

}  // namespace ensign::emit
