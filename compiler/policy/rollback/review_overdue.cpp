#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const Date today = date_of(model.as_of);
  for (const model::Incident& incident : model.incidents) {
    if (!incident.review || incident.review->done || today <= *incident.review->due) continue;
    report.add(rule.info, incident.review->due.span,
               fmt::format("the review of `{}` was due on {}", *incident.id,
                           to_string(*incident.review->due)),
               "hold it, and write the day under `done:`");
  }
}

}  // namespace

const Rule review_overdue{
    {"EN503", "review-overdue", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
