// The parts of a plan's page, some of which stand on other pages too.
#pragma once

#include "emit/site/progress.h"

namespace ensign::emit::pages {

// {stages: [{link, state}], flags: [{link, cells: [{state}]}]}: which variant each flag has in each
// stage.
Value matrix_value(const Desk& desk, const model::Plan& plan);
// "25 % of workspaces in Pilot organisations".
std::string audience_words(const Desk& desk, const model::Stage& stage);
// The row of a stage in the overview: {link, optional, risk, start, duration, soak, audience,
// gates, state}
Value stage_row(const Desk& desk, const model::Plan& plan, const model::Stage& stage);
// The whole stage: the row with anchor, title, serves, entry, steps, exit, success, rollback.
Value stage_value(const Desk& desk, const model::Plan& plan, const model::Stage& stage);
// {title, query, dashboard, unit, business}
Value metric_value(const Desk& desk, const model::Metric& metric);
// {state, title, limit, playbook}
Value trigger_value(const Desk& desk, const model::Plan& plan, const model::Trigger& trigger);

}  // namespace ensign::emit::pages
