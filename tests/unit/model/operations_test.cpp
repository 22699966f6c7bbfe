// Metrics, calendar, freezes, incidents, journal and drills: what is read, and what is refused.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/reading.h"

namespace ensign::model {
namespace {

using Files = std::map<std::string, std::string>;

const std::string playbook = "---\ntitle: Send again\nowner: team-ops\n---\n1. Look.\n";
const std::string metrics_file =
    "metrics:\n"
    "  errors: { title: Errors, unit: ratio, family: operations, target: none }\n"
    "dashboards:\n"
    "  sending: { title: Sending, owner: ada, metrics: [errors] }\n"
    "alerts:\n"
    "  failures: { title: Failures, severity: critical, metric: errors,\n"
    "              absolute: { at_most: 0.1 }, window: 5min, runbook: rollbacks/send.md }\n";

std::string incident_file(std::string_view more) {
  return fmt::format(
      "---\nincident: outage\ntitle: Outage\nseverity: high\nstate: open\nowner: team-ops\n"
      "started: 2026-05-01T09:00:00Z\n{}---\n",
      more);
}

std::string drill_file(std::string_view target) {
  return fmt::format(
      "---\ndrill: 2026-05-01-send\ntitle: Send again\nkind: rollback\nowner: team-ops\n{}"
      "result: passed\n---\n",
      target);
}

std::vector<std::string> drilled(std::string_view target) {
  return messages(read_files({{"rollbacks/drills/2026-05-01-send.md", drill_file(target)}}));
}

std::vector<std::string> calendar(std::string_view fields) {
  return messages(read_files({{"releases/calendar.yaml",
                               fmt::format("entries:\n  regular: {{ title: Regular, kind: release, "
                                           "{} }}\n",
                                           fields)}}));
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("metrics, dashboards and alerts find each other") {
  const ReadResult result =
      read_files({{"releases/metrics.yaml", metrics_file}, {"rollbacks/send.md", playbook}});
  CHECK(messages(result).empty());
  const Model& model = result.model;
  REQUIRE_EQ(model.alerts.size(), 1u);
  const Alert& alert = model.alerts[0];
  CHECK_EQ(*alert.id, "failures");
  CHECK(*alert.severity == SeverityLevel::critical);
  REQUIRE(alert.threshold);
  CHECK_EQ(alert.threshold->window_seconds, 300);
  REQUIRE(alert.threshold->metric.id);
  CHECK_EQ(*model.at(*alert.threshold->metric.id).name, "errors");
  REQUIRE(alert.runbook->id);
  CHECK_EQ(model.at(*alert.runbook->id).path, "rollbacks/send.md");
  REQUIRE_EQ(model.dashboards.size(), 1u);
  CHECK(model.dashboards[0].owner->person);
  CHECK(**model.metrics[0].family == MetricFamily::operations);
}

TEST_CASE("a plan's threshold finds its own metrics and those of all plans") {
  const std::string plan =
      "plan: p\ntitle: P\nowner: ada\nmetrics: { latency: { title: Latency } }\ntriggers:\n"
      "  - { trigger: a, class: P0, metric: errors, absolute: { at_most: 1 } }\n"
      "  - { trigger: b, class: P1, metric: latency, absolute: { at_most: 1 } }\n"
      "stages: []\n";
  Files files{{"releases/metrics.yaml", metrics_file},
              {"releases/stages/p.yaml", plan},
              {"rollbacks/send.md", playbook}};
  const ReadResult result = read_files(files);
  CHECK(messages(result).empty());
  const Plan& read = result.model.plans[0];
  const auto name = [&](std::size_t i) {
    const Metric* metric = result.model.metric(read, *read.triggers[i].threshold);
    return metric == nullptr ? "" : *metric->name;
  };
  CHECK_EQ(name(0), "errors");
  CHECK_EQ(name(1), "latency");
  files["releases/metrics.yaml"] = "metrics: { errrs: {} }\n";
  CHECK(messages(read_files(files)) == Lines{"EN115 there is no metric `errors`"});
  files["releases/metrics.yaml"] = "metrics: [";
  CHECK_EQ(read_files(files).report.findings().size(), 1u);
}

TEST_CASE("the calendar is read, and contradicts neither the week nor itself") {
  CHECK(calendar("types: [minor], every: 2w, first: 2026-01-06, on: tuesday, at: \"02:00\", "
                 "length: 2h, notice: 14d")
            .empty());
  const ReadResult result = read_files({{"releases/calendar.yaml",
                                         "entries: { m: { title: M, kind: maintenance, every: 4w, "
                                         "first: 2026-01-04, at: 02:30 } }\n"}});
  REQUIRE_EQ(result.model.calendar.size(), 1u);
  CHECK_EQ(**result.model.calendar[0].at, 2 * 3600 + 30 * 60);
  CHECK(calendar("every: 2w, first: 2026-01-06, on: monday") ==
        Lines{"EN034 2026-01-06 is a `tuesday`, not a `monday`"});
  CHECK(calendar("every: 10d, first: 2026-01-06, on: tuesday") ==
        Lines{"EN034 it does not come again on a `tuesday`"});
  CHECK(calendar("every: 2w, first: 2026-01-06, at: \"24:00\"") ==
        Lines{"EN026 `24:00` is not a time of day"});
  CHECK(calendar("evry: 2w, first: 2026-01-06, on: tuesday") ==
        Lines{"EN022 the calendar entry has no field `evry`"});
}

// Days of the week as every wall calendar has them.
TEST_CASE("days of the week") {
  CHECK(weekday_of(*parse_date("1970-01-01")) == Weekday::thursday);
  CHECK(weekday_of(*parse_date("2000-02-29")) == Weekday::tuesday);
  CHECK(weekday_of(*parse_date("2026-01-04")) == Weekday::sunday);
  CHECK(weekday_of(*parse_date("2026-01-05")) == Weekday::monday);
}

TEST_CASE("a freeze holds through its last day") {
  const auto freeze = [](std::string_view from, std::string_view until) {
    return read_files(
        {{"releases/freezes/f.yaml", fmt::format("freeze: f\ntitle: F\nreason: R\nowner: ada\n"
                                                 "requested_by: operations\nfrom: {}\nuntil: {}\n"
                                                 "environments: [production]\nexcept: [hotfix]\n",
                                                 from, until)}});
  };
  const ReadResult days = freeze("2026-12-21", "2026-12-21");
  CHECK(messages(days).empty());
  REQUIRE_EQ(days.model.freezes.size(), 1u);
  CHECK_EQ(to_string(*days.model.freezes[0].from), "2026-12-21T00:00:00Z");
  CHECK_EQ(to_string(*days.model.freezes[0].until), "2026-12-21T23:59:59Z");
  CHECK(days.model.freezes[0].requested_by->id);
  CHECK(messages(freeze("2026-12-21T12:00:00Z", "2026-12-21T11:00:00Z")) ==
        Lines{"EN034 the freeze ends before it begins"});
  CHECK(messages(freeze("soon", "2026-12-21")) ==
        Lines{"EN026 `soon` is neither a date nor a moment"});
}

TEST_CASE("the moments of an incident follow each other") {
  const auto read = [](std::string_view more) {
    return messages(read_files({{"releases/incidents/outage.md", incident_file(more)}}));
  };
  CHECK(read("detected: 2026-05-01T09:00:00Z\nmitigated: 2026-05-01T09:10:00Z\n"
             "resolved: 2026-05-01T10:00:00Z\n")
            .empty());
  CHECK(read("mitigated: 2026-05-01T08:59:59Z\nresolved: 2026-05-01T10:00:00Z\n") ==
        Lines{"EN034 `mitigated` lies before `started`"});
  CHECK(read("timeline:\n  - { at: 2026-05-01T09:05:00Z, what: A }\n"
             "  - { at: 2026-05-01T09:04:00Z, what: B, by: ada }\n") ==
        Lines{"EN034 this happened before the entry above it"});
  CHECK(read("detected: never\n") == Lines{"EN026 `never` is not a moment"});
  CHECK(read("review: { due: 2026-05-08 }\nactions: [ { item: Mend, owner: team-opps } ]\n"
             "diagnostics: [ { what: Logs, expires: 2026-06-01,\n"
             "                 exception: { reason: R, approved: adaa } } ]\n") ==
        Lines{"EN101 there is no team or person `team-opps`", "EN102 there is no person `adaa`"});
}

TEST_CASE("a faulty incident is no unknown incident for the journal") {
  const std::string journal =
      "---\njournal: 2026-05-01\ntitle: T\nincidents: [outage]\nreleases: [1.0.0]\n---\n";
  Files files{{"releases/journal/2026-05-01.md", journal},
              {"releases/incidents/outage.md", "no front matter\n"},
              {"releases/1.0.0/release.md", "---\nversion: [\n---\n"}};
  CHECK_EQ(read_files(files).report.findings().size(), 2u);
  files["releases/incidents/outage.md"] = incident_file("");
  files["releases/1.0.0/release.md"] =
      "---\nversion: 1.0.0\ntitle: T\ntype: major\nlevel: L1\nstate: released\nmilestone: v1\n"
      "owner: ada\njournal: 2026-05-01\n---\n";
  const ReadResult result = read_files(files);
  CHECK(messages(result).empty());
  REQUIRE_EQ(result.model.journal.size(), 1u);
  CHECK_EQ(to_string(result.model.journal[0].date), "2026-05-01");
  CHECK(result.model.journal[0].incidents[0].id);
  CHECK(result.model.journal[0].releases[0].id);
  CHECK(result.model.releases[0].journal->id);
}

TEST_CASE("a drill is about one thing") {
  CHECK(drilled("scenario: All is lost\n").empty());
  CHECK(drilled("") == Lines{"EN023 the drill has none of `kill_switch`, `plan` and `scenario`"});
  CHECK(drilled("scenaro: All is lost\n") == Lines{"EN022 the drill has no field `scenaro`"});
  CHECK(drilled("scenario: A\nstage: pilot\n") == Lines{"EN023 the stage is of no plan"});
  CHECK(drilled("plan: p\nscenario: A\n") ==
        Lines{"EN112 there is no plan `p`", "EN034 one drill record is about one thing"});
  CHECK(drilled("scenario: A\nprocedure: \"sha256:12\"\n") ==
        Lines{"EN034 `sha256:12` is not a digest"});
  CHECK(drilled("scenario: A\ntimes: { detection: 1min, decisions: 2min }\n") ==
        Lines{"EN022 the time of a drill has no field `decisions`"});
}

}  // namespace ensign::model
