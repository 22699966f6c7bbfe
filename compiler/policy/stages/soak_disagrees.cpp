#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

// A length of watching, where it is said, and how to speak of it.
struct Watching {
  std::int64_t seconds = 0;
  Span span;
  std::string_view words;
};

// How long the gates of the stage ask to watch: the longest observation window.
std::optional<Watching> asked_by_gates(const model::Stage& stage) {
  std::optional<Watching> longest;
  for (const model::Gate& gate : stage.exit) {
    if (*gate.type != model::GateType::observation || !gate.window_seconds) continue;
    const auto& window = *gate.window_seconds;
    if (longest && longest->seconds >= window.value) continue;
    longest = {window.value, window.span, "its observation gate asks for"};
  }
  return longest;
}

std::optional<Watching> asked_by_soak(const model::Stage& stage) {
  if (!stage.soak_seconds) return std::nullopt;
  return Watching{stage.soak_seconds->value, stage.soak_seconds->span, "its soak is"};
}

// How long the steps watch, one after the other; the place is the last of them.
std::optional<Watching> done_by_steps(const model::Stage& stage) {
  std::optional<Watching> sum;
  for (const model::Step& step : stage.steps) {
    if (!step.monitor_seconds) continue;
    sum = {(sum ? sum->seconds : 0) + step.monitor_seconds->value, step.monitor_seconds->span,
           "its steps watch for"};
  }
  return sum;
}

void compare(const Rule& rule, report::Report& report, const model::Stage& stage,
             const std::optional<Watching>& one, const std::optional<Watching>& other) {
  if (!one || !other || one->seconds == other->seconds) return;
  auto& finding = report.add(rule.info, one->span,
                             fmt::format("stage `{}` disagrees with itself: {} {}, and {} {}",
                                         *stage.id, one->words, duration_to_string(one->seconds),
                                         other->words, duration_to_string(other->seconds)),
                             "make the two agree; the longer one is the safer one");
  finding.labels.push_back({other->span, duration_to_string(other->seconds) + " here"});
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Plan& plan : model.plans) {
    for (const model::Stage& stage : plan.stages) {
      const auto gates = asked_by_gates(stage);
      const auto soak = asked_by_soak(stage);
      compare(rule, report, stage, done_by_steps(stage), gates ? gates : soak);
      compare(rule, report, stage, soak, gates);
    }
  }
}

}  // namespace

const Rule soak_disagrees{
    {"EN402", "soak-disagrees", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
