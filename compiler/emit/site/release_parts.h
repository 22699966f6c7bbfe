// The parts of a release's page that hold its papers. All are empty on an open site.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

// Rows of facts: who approves, the way back, documents, changes, telemetry …
Value::List release_rows(const Desk& desk, const model::Release& release);
// A list of {state, role, by, evidence}
Value::List release_approvals(const Desk& desk, const model::Release& release);
// A list of {state, text, window, rollback}
Value::List migrations_value(const Desk& desk, const model::Release& release);
// A list of {state, title, to, moment, words, evidence}
Value::List messages_value(const Desk& desk, const model::Release& release);
// A list of {service, plan, rollback}
Value::List services_value(const Desk& desk, const model::Release& release);

}  // namespace ensign::emit::pages
