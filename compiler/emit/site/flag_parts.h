// The parts of a flag's page.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

// {shown, how, environment, serves, safe, levels, playbook, window}
Value stop_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses);
// A list of {name, protected, state, rules, hidden, default, plan, without}; rules are {name, if,
// serve}.
Value environments_value(const Desk& desk, const model::Flag& flag);
// {given, tier, serve, badge, reason, preserves, translations, more}
Value fallback_value(const Desk& desk, const model::Flag& flag);
// {requires, required_by, stages, mentions}
Value uses_value(const Desk& desk, const model::Flag& flag, const FlagUses& uses);
// {variants, rows, extensions}
Value details_value(const Desk& desk, const model::Flag& flag);
// A list of {environment, context, expect, because, at}
Value tests_value(const Desk& desk, const model::Flag& flag);
// {given, link, share, from, to, by, others}: the slot of the flag in its group
Value group_value(const Desk& desk, const model::Flag& flag);

}  // namespace ensign::emit::pages
