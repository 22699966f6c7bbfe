#include "model/decode_parts.h"

namespace ensign::model {
namespace {

Dashboard decode_dashboard(const syntax::Entry& entry, Report& report) {
  Dashboard dashboard;
  dashboard.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "dashboard", report);
  fields.required("title", read_text, dashboard.title);
  fields.optional("link", read_text, dashboard.link);
  fields.optional("owner", read_owner, dashboard.owner);
  fields.list("metrics", read_ref<Metric>, dashboard.metrics);
  fields.finish();
  return dashboard;
}

Alert decode_alert(const syntax::Entry& entry, Report& report) {
  Alert alert;
  alert.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "alert", report);
  fields.required("title", read_text, alert.title);
  fields.required("severity", read_word<SeverityLevel>, alert.severity);
  alert.threshold = decode_threshold(fields, entry.value, Need::optional);
  fields.optional("runbook", read_ref<Playbook>, alert.runbook);
  fields.optional("owner", read_owner, alert.owner);
  fields.finish();
  return alert;
}

}  // namespace

Metric decode_metric(const syntax::Entry& entry, Report& report) {
  Metric metric;
  metric.name = {entry.key, entry.key_span};
  Fields fields(entry.value, "metric", report);
  fields.optional("title", read_text, metric.title);
  fields.optional("unit", read_text, metric.unit);
  fields.optional("query", read_text, metric.query);
  fields.optional("dashboard", read_text, metric.dashboard);
  fields.optional("business", read_boolean, metric.business);
  fields.optional("family", read_word<MetricFamily>, metric.family);
  fields.optional("target", read_text, metric.target);
  fields.finish();
  return metric;
}

Observability decode_metrics(const Node& root, Report& report) {
  Observability result;
  Fields fields(root, "file of metrics", report);
  decode_named(fields.find("metrics"), result.metrics, report, decode_metric);
  decode_named(fields.find("dashboards"), result.dashboards, report, decode_dashboard);
  decode_named(fields.find("alerts"), result.alerts, report, decode_alert);
  fields.finish();
  return result;
}

}  // namespace ensign::model
