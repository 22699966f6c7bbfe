#include "emit/site/pages.h"

namespace ensign::emit::pages {

std::vector<PageMaker> all_pages(const Facts& facts) {
  const model::Model& model = facts.model;
  std::vector<PageMaker> pages;
  for (Page (*page)(const Facts&) :
       {home_page, flags_page, stages_page, releases_page, playbooks_page, kill_switches_page,
        segments_page, people_page, expiry_page, policy_page, verify_page, missing_page}) {
    pages.push_back([&facts, page] { return page(facts); });
  }
  if (!model.tombstones.empty()) pages.push_back([&facts] { return retired_page(facts); });
  for (std::size_t i = 0; i < model.flags.size(); ++i) {
    pages.push_back([&facts, i] { return flag_page(facts, id_at<model::Flag>(i)); });
  }
  for (const auto& plan : model.plans)
    pages.push_back([&facts, &plan] { return plan_page(facts, plan); });
  for (const auto& release : model.releases)
    pages.push_back([&facts, &release] { return release_page(facts, release); });
  for (const ReleaseNotes& notes : facts.notes)
    pages.push_back([&facts, &notes] { return notes_page(facts, notes); });
  for (std::size_t i = 0; i < model.playbooks.size(); ++i) {
    pages.push_back([&facts, i] { return playbook_page(facts, id_at<model::Playbook>(i)); });
  }
  for (std::size_t i = 0; i < model.segments.size(); ++i) {
    pages.push_back([&facts, i] { return segment_page(facts, id_at<model::Segment>(i)); });
  }
  for (std::size_t i = 0; i < model.people.size(); ++i) {
    pages.push_back([&facts, i] { return person_page(facts, id_at<model::Person>(i)); });
  }
  for (std::size_t i = 0; i < model.teams.size(); ++i) {
    pages.push_back([&facts, i] { return team_page(facts, id_at<model::Team>(i)); });
  }
  for (const RulePage& rule : facts.rules)
    pages.push_back([&facts, &rule] { return rule_page(facts, rule); });
  return pages;
}

}  // namespace ensign::emit::pages
