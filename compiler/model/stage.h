// Stage plans, their gates and triggers, and the evidence that opens gates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/document.h"
#include "model/flag.h"
#include "model/operation_words.h"

namespace ensign::model {

struct Metric {
  Spanned<std::string> name;
  std::string title;
  std::string unit;
  std::string query;
  std::string dashboard;
  bool business = false;  // a business figure that is watched, not a technical limit
  std::optional<Spanned<MetricFamily>> family;
  std::string target;  // what it should be, in words
};

// A limit on a metric: `error-rate` may rise by at most 0.1 percentage points over its baseline
// within 48 hours. `at_most` and `at_least` are in the metric's unit; relative ones are ratios. In
// a plan, the id of the metric counts the plan's own and then those of the model: see
// Model::metric.
struct Threshold {
  Span span;
  Ref<Metric> metric;
  Comparison comparison = Comparison::absolute;
  std::optional<Spanned<double>> at_most;
  std::optional<Spanned<double>> at_least;
  std::optional<std::int64_t> window_seconds;
};

struct ChecklistItem {
  Span span;
  Spanned<std::string> item;
  Spanned<bool> done;
  std::optional<Ref<Evidence>> evidence;
};

struct Gate {
  Span span;
  Spanned<std::string> id;
  std::string title;
  Spanned<GateType> type;
  std::optional<Threshold> threshold;                   // metric, budget
  std::vector<ChecklistItem> items;                     // checklist
  std::optional<Ref<Role>> role;                        // sign-off
  std::optional<Spanned<std::int64_t>> window_seconds;  // observation
  std::optional<Spanned<std::string>> stage;            // stage
  std::optional<Ref<Evidence>> evidence;  // what opened it, for every type but checklist
};

// A part of a stage: enable read-only, watch for 24 hours, then go on.
struct Step {
  Span span;
  Spanned<std::string> title;
  std::vector<std::pair<Ref<Flag>, Spanned<std::string>>> serves;
  std::optional<Spanned<std::int64_t>> monitor_seconds;
  std::vector<std::string> watch;
};

struct Trigger {
  Span span;
  Spanned<std::string> id;
  std::string title;
  Spanned<TriggerClass> trigger_class;
  std::optional<Threshold> threshold;  // absent for what only people can see
  std::optional<Ref<Playbook>> playbook;
};

struct DurationRange {
  std::int64_t min_seconds = 0, max_seconds = 0;
  Span span;
};

struct Stage {
  Span span;
  Spanned<std::string> id;
  std::string title;
  std::optional<Spanned<Risk>> risk;
  bool optional = false;
  Spanned<std::string> environment;
  std::optional<Spanned<std::string>> scope;
  std::optional<Ref<Segment>> segment;
  Spanned<double> percentage{100.0, {}};
  std::optional<Spanned<Date>> starts;               // absent: not decided
  std::optional<Spanned<std::string>> starts_after;  // another stage …
  std::int64_t starts_wait_seconds = 0;              // … and how long after its start
  std::optional<DurationRange> duration;
  std::optional<Spanned<std::int64_t>> soak_seconds;
  std::vector<std::pair<Ref<Flag>, Spanned<std::string>>> serves;  // variant each flag has here
  std::vector<Gate> entry;
  std::vector<Step> steps;
  std::vector<Gate> exit;
  std::vector<std::string> success;  // success criteria in words
  std::optional<Ref<Playbook>> rollback;
  std::optional<Spanned<Advance>> advance;  // absent: a person promotes
  std::string rollback_command;             // what to type to leave the stage
};

struct Plan {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> id;
  std::string title;
  Owner owner;
  std::optional<Ref<Role>> transitions;  // the role that moves the plan from stage to stage
  std::optional<DurationRange> duration;
  std::vector<Metric> metrics;
  std::vector<Trigger> triggers;
  std::vector<Stage> stages;
  std::vector<Spanned<std::string>> satisfies;  // ids of requirements
  std::vector<LinkedDocument> documents;
};

struct Evidence {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> id;  // file stem; unique over the repository
  Ref<Plan> plan;           // both from the path
  Spanned<std::string> stage;
  Spanned<std::string> gate;
  Spanned<EvidenceResult> result;
  Spanned<Instant> at;
  Ref<Person> by;
  std::optional<double> value;
  std::string link;
  std::string note;
};

}  // namespace ensign::model
