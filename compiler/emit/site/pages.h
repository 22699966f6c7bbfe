// Every kind of page, one function each; the data they give are the fields of the template they
// name.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "emit/site/page.h"

namespace ensign::emit::pages {

Page home_page(const Facts& facts);
Page flags_page(const Facts& facts);
Page flag_page(const Facts& facts, Id<model::Flag> id);
Page stages_page(const Facts& facts);
Page plan_page(const Facts& facts, const model::Plan& plan);
Page releases_page(const Facts& facts);
Page release_page(const Facts& facts, const model::Release& release);
Page notes_page(const Facts& facts, const ReleaseNotes& notes);
Page playbooks_page(const Facts& facts);
Page playbook_page(const Facts& facts, Id<model::Playbook> id);
Page kill_switches_page(const Facts& facts);
// Only where something is retired.
Page retired_page(const Facts& facts);
Page segments_page(const Facts& facts);
Page segment_page(const Facts& facts, Id<model::Segment> id);
Page people_page(const Facts& facts);
Page person_page(const Facts& facts, Id<model::Person> id);
Page team_page(const Facts& facts, Id<model::Team> id);
Page expiry_page(const Facts& facts);
Page policy_page(const Facts& facts);
Page rule_page(const Facts& facts, const RulePage& rule);
Page verify_page(const Facts& facts);
Page missing_page(const Facts& facts);

// All of them, not made yet: a page and its data live only while it is written, and each can be
// made on a thread of its own. `facts` outlives them. No two have the same path.
using PageMaker = std::function<Page()>;
std::vector<PageMaker> all_pages(const Facts& facts);

}  // namespace ensign::emit::pages
