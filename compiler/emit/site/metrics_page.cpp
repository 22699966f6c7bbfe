// metrics.html: the figures that decide, the dashboards that show them, the alerts that wake
// people, and who asks for each.
#include <map>

#include "emit/site/pages.h"
#include "emit/site/plan_parts.h"
#include "emit/site/rows.h"
#include "emit/site/severity.h"

namespace ensign::emit::pages {
namespace {

using Users = std::map<const model::Metric*, Mentions>;

void add_user(Users& users, const model::Metric* metric, Mention mention) {
  if (metric == nullptr) return;
  for (const Mention& other : users[metric]) {
    if (other.what == mention.what && other.path == mention.path) return;
  }
  users[metric].push_back(std::move(mention));
}

// Gates and triggers of all plans.
Users users_of(const Facts& facts) {
  Users users;
  const model::Model& model = facts.model;
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      for (const auto* gates : {&stage.entry, &stage.exit}) {
        for (const model::Gate& gate : *gates) {
          if (!gate.threshold) continue;
          const std::string& title = title_or(stage.title, *stage.id);
          const bool alone = model.plans.size() == 1;
          add_user(users, model.metric(plan, *gate.threshold),
                   {"Gate", alone ? title : title_or(plan.title, *plan.id) + ", " + title,
                    facts.stage_path(plan, stage)});
        }
      }
    }
    for (const model::Trigger& trigger : plan.triggers) {
      if (!trigger.threshold) continue;
      add_user(users, model.metric(plan, *trigger.threshold),
               {"Trigger", title_or(plan.title, *plan.id), facts.path(plan) + "#triggers"});
    }
  }
  for (const model::Alert& alert : model.alerts) {
    if (!alert.threshold || !alert.threshold->metric.id) continue;
    add_user(users, &model.at(*alert.threshold->metric.id),
             {"Alert", title_or(alert.title, *alert.id), facts.alert_path(alert)});
  }
  return users;
}

// A metric names a dashboard by its id, or gives an address.
Value dashboard_link(const Desk& desk, const model::Metric& metric) {
  for (const model::Dashboard& dashboard : desk.model().dashboards) {
    if (*dashboard.id != metric.dashboard) continue;
    return desk.link(title_or(dashboard.title, *dashboard.id),
                     "metrics.html#" + anchor("dashboard-", *dashboard.id));
  }
  return desk.address(metric.dashboard);
}

Value metric_row(const Desk& desk, const model::Metric& metric, const Users& users) {
  Value value = metric_value(desk, metric);
  value.set("anchor", anchor("metric-", *metric.name));
  const std::string_view kind = metric.business ? "business" : "technical";
  value.set("family", metric.family ? model::spelling(**metric.family) : kind);
  value.set("dashboard", dashboard_link(desk, metric));
  value.set("target", desk.words(marked(metric.target)));
  const auto found = users.find(&metric);
  value.set("users", found == users.end() ? Value::List() : mentions_value(desk, found->second));
  return value;
}

Value dashboard_row(const Desk& desk, const model::Dashboard& dashboard) {
  Value::List metrics;
  for (const auto& metric : dashboard.metrics) {
    const model::Metric* known = metric.id ? &desk.model().at(*metric.id) : nullptr;
    metrics.push_back(
        desk.link(known ? title_or(known->title, *known->name) : *metric.name,
                  known ? "metrics.html#" + anchor("metric-", *known->name) : std::string()));
  }
  Value value =
      Value::map({{"anchor", anchor("dashboard-", *dashboard.id)},
                  {"title", title_or(dashboard.title, *dashboard.id)},
                  {"address", desk.address(dashboard.link)},
                  {"owner", dashboard.owner ? desk.owner(*dashboard.owner) : desk.link("", "")}});
  value.set("metrics", std::move(metrics));
  return value;
}

Value alert_row(const Desk& desk, const model::Alert& alert) {
  std::string limit = "seen by people";
  Value figure = desk.link("", "");
  if (alert.threshold) {
    const auto& ref = alert.threshold->metric;
    const model::Metric* metric = ref.id ? &desk.model().at(*ref.id) : nullptr;
    limit = "unless it " + threshold_words(*alert.threshold, metric ? metric->unit : "");
    figure = desk.link(metric ? title_or(metric->title, *ref.name) : *ref.name,
                       metric ? "metrics.html#" + anchor("metric-", *metric->name) : "");
  }
  return Value::map({{"anchor", anchor("alert-", *alert.id)},
                     {"title", title_or(alert.title, *alert.id)},
                     {"severity", state_value(severity_level(*alert.severity))},
                     {"figure", std::move(figure)},
                     {"limit", limit},
                     {"runbook", desk.playbook(alert.runbook)},
                     {"owner", alert.owner ? desk.owner(*alert.owner) : desk.link("", "")}});
}

// Those that only one plan knows, under its name.
Value::List plan_metrics(const Desk& desk, const Users& users) {
  Value::List plans;
  for (const model::Plan& plan : desk.model().plans) {
    if (plan.metrics.empty()) continue;
    Value::List rows;
    for (const model::Metric& metric : plan.metrics) {
      rows.push_back(metric_row(desk, metric, users));
      rows.back().set("anchor", anchor(*plan.id + "-metric-", *metric.name));
    }
    Value value = Value::map({{"plan", desk.plan(plan)}});
    value.set("metrics", std::move(rows));
    plans.push_back(std::move(value));
  }
  return plans;
}

}  // namespace

Page metrics_page(const Facts& facts) {
  const Desk desk(facts, "metrics.html");
  const Users users = users_of(facts);
  Value::List metrics, dashboards, alerts;
  for (const auto& metric : facts.model.metrics) {
    metrics.push_back(metric_row(desk, metric, users));
  }
  for (const auto& dashboard : facts.model.dashboards) {
    dashboards.push_back(dashboard_row(desk, dashboard));
  }
  for (const auto& alert : facts.model.alerts) alerts.push_back(alert_row(desk, alert));
  Value::List plans = plan_metrics(desk, users);
  Page page{.path = desk.path(),
            .kind = "metrics",
            .form = "metrics.html",
            .section = "stages.html",
            .title = "Metrics",
            .description = "Figures, dashboards and alerts, and who decides by them.",
            .crumbs = {{"Stages", "stages.html"}}};
  Value& data = page.data;
  data.set("any", !metrics.empty() || !dashboards.empty() || !alerts.empty() || !plans.empty());
  data.set("source", facts.model.metrics.empty()
                         ? std::string()
                         : facts.model.path(facts.model.metrics.front().name.span.file));
  data.set("metrics", std::move(metrics));
  data.set("plans", std::move(plans));
  data.set("dashboards", std::move(dashboards));
  data.set("alerts", std::move(alerts));
  return page;
}

}  // namespace ensign::emit::pages
