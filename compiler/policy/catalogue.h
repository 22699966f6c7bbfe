// Every rule there is, of every room, and their pages.
#pragma once

#include <span>
#include <string_view>

#include "base/embedded.h"
#include "policy/rule.h"

namespace ensign::policy {

// The rules that judge a linked model, by id.
std::span<const Rule* const> rules();

// Every rule that can make a finding, also those of source, syntax and model, by id.
std::span<const report::RuleInfo* const> all_rules();

// By id (`EN201`, any case) or by name (`flag-expired`); nullptr when there is none.
const report::RuleInfo* find_rule(std::string_view id_or_name);

// The Markdown text of the rule's page.
std::string_view page_of(const report::RuleInfo& rule);

// All pages that were built in; the name of a page is `flag_expired.md`.
std::span<const EmbeddedFile> embedded_pages();

}  // namespace ensign::policy
