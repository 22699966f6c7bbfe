// Findings as rows: {state, rule, message, help, file, owner}.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

Value finding_value(const Desk& desk, const report::Finding& finding);

// Errors and warnings of the sealed model, those that need a person; notes are left out.
std::vector<const report::Finding*> open_findings(const Facts& facts);
std::vector<const report::Finding*> findings_in(const Facts& facts, FileId file);

}  // namespace ensign::emit::pages
