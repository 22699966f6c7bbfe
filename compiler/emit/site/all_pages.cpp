#include <memory>

#include "emit/site/flag_facets.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

class Makers {
 public:
  explicit Makers(const Facts& facts) : facts_(facts), model_(facts.model) {}

  std::vector<PageMaker> all() {
    for_everybody();
    if (!facts_.open) for_the_inside();
    return std::move(makers_);
  }

 private:
  using Plain = Page (*)(const Facts&);

  void add(std::initializer_list<Plain> pages) {
    for (const Plain page : pages) {
      makers_.push_back([page, &facts = facts_] { return page(facts); });
    }
  }
  // One page for each of `things`, made from the thing …
  template <typename Thing, typename Named>
  void each(const std::vector<Thing>& things, Page (*page)(const Facts&, const Named&)) {
    for (const Thing& thing : things) {
      makers_.push_back([page, &thing, &facts = facts_] { return page(facts, thing); });
    }
  }
  // … or from its id.
  template <typename Thing>
  void each(const std::vector<Thing>& things, Page (*page)(const Facts&, Id<Thing>)) {
    for (std::size_t i = 0; i < things.size(); ++i) {
      makers_.push_back([page, i, &facts = facts_] { return page(facts, id_at<Thing>(i)); });
    }
  }
  // Of lists that live no longer than the makers.
  template <typename Thing>
  void each_of(std::vector<Thing> things, Page (*page)(const Facts&, const Thing&)) {
    const auto kept = std::make_shared<const std::vector<Thing>>(std::move(things));
    for (std::size_t i = 0; i < kept->size(); ++i) {
      makers_.push_back([page, kept, i, &facts = facts_] { return page(facts, (*kept)[i]); });
    }
  }

  void for_everybody() {
    add({home_page, flags_page, stages_page, releases_page, calendar_page, production_page,
         verify_page, missing_page});
    each(model_.flags, flag_page);
    each_of(flag_lists(facts_), flag_list_page);
    if (!model_.tombstones.empty()) add({retired_page});
    each(model_.tombstones, tombstone_page);
    each(model_.plans, plan_page);
    each(model_.releases, release_page);
    each(facts_.notes, notes_page);
  }

  void for_the_inside() {
    add({playbooks_page, kill_switches_page, segments_page, people_page, expiry_page, policy_page,
         incidents_page, drills_page, groups_page, profiles_page, environments_page, metrics_page,
         requirements_page, journal_page, waivers_page, audit_page});
    each(model_.playbooks, playbook_page);
    each(model_.segments, segment_page);
    each(model_.groups, group_page);
    each(model_.profiles, profile_page);
    each(model_.incidents, incident_page);
    each(model_.drills, drill_page);
    each_of(journal_months(facts_), journal_month_page);
    each(model_.people, person_page);
    each(model_.teams, team_page);
    each(facts_.rules, rule_page);
  }

  const Facts& facts_;
  const model::Model& model_;
  std::vector<PageMaker> makers_;
};

}  // namespace

std::vector<PageMaker> all_pages(const Facts& facts) { return Makers(facts).all(); }

}  // namespace ensign::emit::pages
