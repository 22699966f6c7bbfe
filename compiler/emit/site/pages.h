// Every kind of page, one function each; the data they give are the fields of the template they
// name.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "emit/site/page.h"

namespace ensign::emit::pages {

struct FlagList;

// The entries of one month, the newest first; the months too.
struct JournalMonth {
  std::string month;                   // 2025-09
  std::vector<std::uint32_t> entries;  // indices into Model::journal
};
std::vector<JournalMonth> journal_months(const Facts& facts);

Page home_page(const Facts& facts);
Page flags_page(const Facts& facts);
Page flag_page(const Facts& facts, Id<model::Flag> id);
Page stages_page(const Facts& facts);
Page plan_page(const Facts& facts, Id<model::Plan> id);
Page releases_page(const Facts& facts);
Page release_page(const Facts& facts, Id<model::Release> id);
Page notes_page(const Facts& facts, const ReleaseNotes& notes);
Page playbooks_page(const Facts& facts);
Page playbook_page(const Facts& facts, Id<model::Playbook> id);
Page kill_switches_page(const Facts& facts);
Page incidents_page(const Facts& facts);
Page incident_page(const Facts& facts, Id<model::Incident> id);
Page drills_page(const Facts& facts);
Page drill_page(const Facts& facts, const model::Drill& drill);
// Only where something is retired.
Page retired_page(const Facts& facts);
Page tombstone_page(const Facts& facts, const model::Tombstone& tombstone);
Page flag_list_page(const Facts& facts, const FlagList& list);
Page production_page(const Facts& facts);
Page groups_page(const Facts& facts);
Page group_page(const Facts& facts, Id<model::Group> id);
Page profiles_page(const Facts& facts);
Page profile_page(const Facts& facts, const model::Profile& profile);
Page environments_page(const Facts& facts);
Page metrics_page(const Facts& facts);
Page requirements_page(const Facts& facts);
Page calendar_page(const Facts& facts);
Page journal_page(const Facts& facts);
Page journal_month_page(const Facts& facts, const JournalMonth& month);
Page waivers_page(const Facts& facts);
Page audit_page(const Facts& facts);
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

// All of them, made one by one and in any order, so that they need not be in memory at once. No two
// have the same path. What they capture of `facts` must outlive them.
using PageMaker = std::function<Page()>;
std::vector<PageMaker> all_pages(const Facts& facts);

}  // namespace ensign::emit::pages
