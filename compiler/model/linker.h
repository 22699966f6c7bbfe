// Names to ids. A name that nobody knows is one finding; a name whose file is there but could not
// be read is none, for that file has its own finding. Either way the id stays absent, and what
// holds the name is not complete.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/decode.h"
#include "model/rules.h"

namespace ensign::model {

// What is there but could not be read.
struct Unread {
  // Files that have a fault.
  bool config = false;
  bool people = false;
  bool kill_levels = false;
  bool tombstones = false;  // then no successor is unknown
  bool metrics = false;
  bool calendar = false;
  // Names of files: what they hold may be named so.
  std::set<std::string, std::less<>> waivers, segments, flags, plans, evidence, playbooks, releases,
      incidents, journal;
};

// All names of one kind, in the order of their index.
class Names {
 public:
  Names(const RuleInfo& rule, std::string_view kind) : rule_(&rule), kind_(kind) {}

  void add(std::string_view name);  // the first of equal names counts
  // Names that are known to nobody else, but make no finding.
  void let_pass(std::set<std::string, std::less<>> unread) { unread_ = std::move(unread); }
  void let_all_pass() { all_pass_ = true; }
  // For names whose file has a fault. Names are kept whatever is wrong with what they name; but
  // when there are none, their list could not be read, and might have held any.
  void let_pass_when_none() { all_pass_ = all_pass_ || names_.empty(); }

  // What to say about a name that is known no longer, in place of "there is none".
  void remember(std::string_view name, std::string message, std::string help);

  // The index, or nothing and, unless it is let pass, a finding at the name. An empty name was
  // reported when it was read.
  std::optional<std::uint32_t> find(const Spanned<std::string>& name, Report& report) const;

 private:
  const RuleInfo* rule_;
  std::string_view kind_;
  std::vector<std::string_view> names_;
  std::map<std::string_view, std::uint32_t> index_;
  std::set<std::string, std::less<>> unread_;
  std::map<std::string_view, std::pair<std::string, std::string>> gone_;  // message and help
  bool all_pass_ = false;
  mutable std::size_t unknown_ = 0;  // findings so far
};

class Linker {
 public:
  Linker(Model& model, const Unread& unread, Report& report);
  void run();

 private:
  std::optional<std::uint32_t> find(const Names& names, const Spanned<std::string>& name);
  template <typename Entity>
  void link(const Names& names, Ref<Entity>& ref) {
    if (const auto index = find(names, ref.name)) ref.id = id_at<Entity>(*index);
  }
  template <typename Entity>
  void link(const Names& names, std::optional<Ref<Entity>>& ref) {
    if (ref) link(names, *ref);
  }
  template <typename Entity>
  void link(const Names& names, std::vector<Ref<Entity>>& refs) {
    for (Ref<Entity>& ref : refs) link(names, ref);
  }
  void link(Owner& owner);
  void link(std::optional<Owner>& owner) {
    if (owner) link(*owner);
  }
  void incomplete(FileId file) { incomplete_[static_cast<std::size_t>(file)] = true; }
  // Adds a finding, and marks its file as not complete.
  void fault(const RuleInfo& rule, Span span, std::string message, std::string help);

  void link_config();         // link_people.cpp
  void link(Target& target);  // link_targets.cpp
  void check_known(const KnownAttribute& known);
  void link_people();
  void link_policy();  // link_policy.cpp
  void link(ApprovalRule& rule, const Names& teams);
  void check_count(const Approvers& approvers);
  void link_root();       // link_root.cpp
  void link_approvals();  // link_approvals.cpp
  void link_waivers();
  void link(Statement& statement);
  void link(const Subject& subject, std::string_view otherwise);
  void link_segments();  // link_condition.cpp
  void link(Condition& condition);
  void link_test(Condition& test);
  void check_type(const Attribute& attribute, const Condition& test);
  void check_value(const Attribute& attribute, const Spanned<Json>& value);
  void link_flags();  // link_flags.cpp
  void link(Flag& flag);
  void link(FlagEnvironment& environment);
  void link_tests(Flag& flag);
  void link_by(const std::optional<Spanned<std::string>>& attribute);
  void link_kill_levels();
  void link_satisfies(const std::vector<Spanned<std::string>>& requirements);
  void link_groups();  // link_groups.cpp
  void link(Group& group);
  void link_profiles();
  void link_tombstones();  // link_tombstones.cpp
  std::string successor_help(const Tombstone& tombstone) const;
  void link(Ref<Flag>& flag, const Spanned<std::string>& variant);
  void link_plans();  // link_plans.cpp
  void link_stages(Plan& plan);
  void link_gates(std::vector<Gate>& gates, const Names& metrics, const Names& stages);
  void link_evidence();
  void link_documents();  // link_documents.cpp
  void link_playbooks();
  void link(Release& release);
  void link_metrics();  // link_operations.cpp
  void link_freezes();
  void link_incidents();
  void link_journal();
  void link_drills();
  void find_cycles();  // link_cycles.cpp
  void settle_completeness();

  Model& model_;
  Report& report_;
  const Unread& unread_;
  const bool roster_unread_;
  std::vector<bool> incomplete_;  // by FileId
  bool shared_metrics_unread_;
  Names people_, owners_, roles_, environments_, attributes_, scopes_, segments_, flags_,
      kill_levels_, playbooks_, plans_, evidence_, heirs_, requirements_, releases_, incidents_,
      journal_, calendar_, metrics_, alerts_, kill_triggers_, areas_;
};

}  // namespace ensign::model
