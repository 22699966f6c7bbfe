// What the pages look up again and again: where each thing has its page, and who refers to whom.
// Made once from the sealed model, in one walk over each kind, so that no page has to walk.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/page/addresses.h"
#include "emit/page/release_notes.h"
#include "policy/catalogue.h"
#include "seal/governed_model.h"

namespace ensign::emit::pages {

// Of the page of retired flags, below site/. It is there when a flag is retired.
inline constexpr std::string_view retired_path = "flags/retired.html";

// A place in a plan where a flag gets a variant.
struct StageUse {
  Id<model::Plan> plan;
  std::uint32_t stage = 0;  // index into the plan's stages
  std::string variant;
};

// Something that names another thing: `Incident`, its title, and its page below site/.
struct Mention {
  std::string_view what;
  std::string text;
  std::string path;
};
using Mentions = std::vector<Mention>;

// Who refers to one flag.
struct FlagUses {
  std::vector<Id<model::Flag>> required_by;
  std::vector<StageUse> stages;
  std::vector<Id<model::KillLevel>> levels;
  Mentions mentions;
};

struct RulePage {
  std::string id;    // EN201
  std::string name;  // flag-expired
  std::string_view text;
  const report::RuleInfo* info = nullptr;  // null for a page without a rule
};

class Facts {
 public:
  Facts(const seal::GovernedModel& governed, std::span<const EmbeddedFile> rule_pages);

  const seal::GovernedModel& governed;
  const model::Model& model;
  Date today;
  // A site for everybody: nothing of people, of the inside of the repository and of who gets what.
  bool open;
  std::vector<FlagUses> flag_uses;                          // by flag
  std::vector<std::vector<Id<model::Flag>>> segment_flags;  // by segment
  // Who refers to the others, by their index.
  std::vector<Mentions> segment_mentions, playbook_mentions, level_mentions, plan_mentions,
      release_mentions, incident_mentions, calendar_mentions;
  std::vector<const model::Stage*> current_stages;  // by plan; null when all are complete
  std::vector<std::vector<std::uint32_t>> playbook_drills, level_drills;  // indices of drills
  std::vector<ReleaseNotes> notes;
  std::vector<RulePage> rules;                       // by id
  std::set<std::string, std::less<>> subscriptions;  // feeds and calendars, by path below site/

  // Paths below site/, one for each kind of thing.
  std::string path(const model::Flag& flag) const;
  std::string path(const model::Segment& segment) const;
  std::string path(const model::Plan& plan) const;
  std::string path(const model::Playbook& playbook) const;
  std::string path(const model::Release& release) const;
  std::string path(const model::Person& person) const;
  std::string path(const model::Team& team) const;
  std::string path(const RulePage& rule) const;
  std::string path(const ReleaseNotes& notes) const;
  std::string path(const model::Group& group) const;
  std::string path(const model::Profile& profile) const;
  std::string path(const model::Incident& incident) const;
  std::string path(const model::JournalEntry& entry) const;  // of the day on the page of its month
  std::string path(const model::Drill& drill) const;
  std::string path(const model::Waiver& waiver) const;
  std::string path(const model::Freeze& freeze) const;
  std::string path(const model::CalendarEntry& entry) const;
  std::string path(const model::Tombstone& tombstone) const;
  std::string path(const model::DeclaredRequirement& requirement) const;
  std::string path(const model::Evidence& evidence) const;  // empty when its plan is unknown

  // Things that have a place on the page of another.
  std::string level_path(const model::KillLevel& level) const;
  std::string alert_path(const model::Alert& alert) const;
  std::string stage_path(const model::Plan& plan, const model::Stage& stage) const;

  // The page that shows the content of a governed file; empty when there is none.
  const std::string& page_of(FileId file) const { return file_pages_[index_of(file)]; }
  std::optional<std::string> page_of(const std::string& path) const;
  const model::Owner* owner_of(FileId file) const { return file_owners_[index_of(file)]; }
  const RulePage* rule(std::string_view id) const;
  const model::Evidence* evidence(const std::optional<model::Ref<model::Evidence>>& ref) const;

  // The environment in which mistakes hurt: the last one of the promotion. Empty when none is
  // declared.
  const std::string& production() const;

  // Who may sign a kill in that environment today.
  const std::vector<Id<model::Person>>& kill_signers(std::string_view environment) const;

 private:
  static std::size_t index_of(FileId file) { return static_cast<std::size_t>(file); }
  void note_file(FileId file, std::string page, const model::Owner* owner);
  void find_file_pages();
  void find_file_pages_of_operations();
  void find_flag_uses();
  void find_segment_uses();
  void find_mentions();
  void find_kill_signers();
  void read_rule_pages(std::span<const EmbeddedFile> rule_pages);

  std::map<std::string, std::vector<Id<model::Person>>, std::less<>>
      kill_signers_;                     // by environment
  std::vector<std::string> file_pages_;  // by FileId
  std::vector<const model::Owner*> file_owners_;
};

}  // namespace ensign::emit::pages
