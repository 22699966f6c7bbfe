// Flags, segments and the kill-switch ladder. Groups, profiles and tombstones have headers of their
// own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "model/condition.h"
#include "model/people.h"
#include "model/reference.h"
#include "model/words.h"
#include "syntax/markdown.h"

namespace ensign::model {

struct Plan;
struct Playbook;
struct KillLevel;
struct Evidence;
struct Group;

struct Variant {
  Spanned<std::string> name;
  Json value;
  Span value_span;
};

// Weights are thousandths of a percent and sum to 100,000.
struct Share {
  std::uint32_t variant = 0;  // index into the flag's variants
  std::int64_t weight = 100'000;
  Span span;
};

// What is served: one variant (one share), or a split of users by the hash of `by`.
struct Serve {
  Span span;
  std::vector<Share> shares;  // in the order of the flag's variants; empty when unreadable
  std::optional<Spanned<std::string>> by;  // attribute that is hashed; only of a split

  bool is_split() const { return shares.size() > 1; }
};

struct FlagRule {
  Spanned<std::string> name;
  Span span;
  Condition condition;
  Serve serve;
};

struct FlagEnvironment {
  Spanned<std::string> environment;
  std::optional<std::uint32_t> index;  // into Config::environments, when it is declared there
  Span span;
  Serve serve;  // the default
  std::vector<FlagRule> rules;
  std::optional<Ref<Plan>> stages;
};

// What users of another language read.
struct Translation {
  Spanned<std::string> language;  // of BCP 47: `de`, `pt-BR`
  std::string badge;
  std::string reason;
};

struct Fallback {
  Span span;
  Spanned<std::int64_t> tier;  // 0 automatic, 1 prompted, 2 explicit override
  Spanned<std::string> serve;
  std::optional<std::uint32_t> variant;
  std::string badge;  // what users read
  std::string reason;
  std::string preserves;                          // user intent that survives
  std::vector<Spanned<std::string>> triggers;     // what makes clients fall back
  std::optional<Spanned<std::string>> telemetry;  // name of the event that says so
  bool audit = false;                             // it is written to the audit log
  std::vector<Translation> translations;          // in the order of the file
  std::optional<Ref<Evidence>> validated_by;
};

struct Extension {
  Span span;
  Date from, to;
  std::string reason;
  std::optional<Ref<Person>> approved;
};

struct Requirement {
  Ref<struct Flag> flag;
  Spanned<std::string> serve;
};

// Names in the code of the two paths that a flag chooses between.
struct Replaces {
  Span span;
  Spanned<std::string> fresh;   // `new:`
  Spanned<std::string> legacy;  // what is deleted with the flag
};

// How many of many users get what.
struct Distribution {
  Span span;
  std::vector<Share> shares;    // in the order of the flag's variants; empty when unreadable
  std::int64_t within = 1'000;  // thousandths of a percent that a share may be off
  std::optional<Spanned<std::string>> over;  // attribute that varies; targetingKey when absent
};

// A test with a matrix is one of these for each combination, all with the span of the test.
struct FlagTest {
  Span span;
  Spanned<std::string> environment;
  Json context;             // an object
  std::string combination;  // `plan: free, country: DE`; empty without a matrix
  // At least one of the next three is said. With a distribution there is nothing else but at_time.
  Spanned<std::string> expect;  // a variant; empty when not said
  std::optional<Spanned<Json>> value;
  std::optional<Distribution> distribution;
  std::optional<Spanned<std::string>> reason;  // TARGETING_MATCH …
  std::optional<Spanned<std::string>> rule;    // name of the rule that must match
  std::optional<std::uint32_t> hash;           // `at: 12.5%`: the bucket, as a 32-bit hash
  std::optional<Instant> at_time;
};

struct Flag {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> key;
  Spanned<std::string> area;  // folder below flags/, `` for none
  std::string title;
  std::string description;
  Spanned<FlagType> type;
  Spanned<ValueType> value;
  std::vector<Variant> variants;
  Owner owner;
  Spanned<Risk> risk;
  std::optional<Spanned<Date>> created;
  std::optional<Spanned<Date>> expires;
  std::optional<Spanned<std::string>> permanent;  // the reason why it never expires
  OnExpiry on_expiry = OnExpiry::keep;
  std::vector<Extension> extensions;
  std::string milestone;
  std::vector<Spanned<std::string>> satisfies;  // names of Config::requirements
  std::vector<Exposure> exposure;
  std::vector<Spanned<std::string>> scopes;          // names of Config::scopes
  std::optional<Spanned<std::string>> code_default;  // name of a variant
  std::optional<Spanned<std::string>> env_var;
  std::optional<Replaces> replaces;
  std::optional<Spanned<std::string>> salt;
  std::optional<Fallback> fallback;
  std::optional<Ref<KillLevel>> kill_switch;
  std::optional<Ref<Playbook>> playbook;
  std::vector<Requirement> requires_;
  std::vector<FlagEnvironment> environments;  // in the order of Config::environments
  std::vector<FlagTest> tests;
  std::optional<Id<Group>> group;  // the one that it is a member of
  Json meta;
  syntax::Markdown prose;  // of a .md flag; an empty document otherwise

  std::optional<std::uint32_t> variant_index(std::string_view name) const;
  const FlagEnvironment* environment(std::string_view name) const;
};

struct Segment {
  FileId file{};
  // False when something in its file, or in a segment that it uses, could not be read or found.
  bool complete = true;
  Spanned<std::string> name;
  std::string title;
  Owner owner;
  Condition condition;
};

// One rung of the ladder, ordered from the smallest blast radius to the largest.
struct KillLevel {
  Spanned<std::string> id;  // KS1
  Span span;
  std::string title;
  std::string when;
  std::string preserves;         // what still works
  std::vector<Ref<Flag>> flags;  // all that this level forces to their fallback
  std::optional<Ref<Playbook>> playbook;
};

// What calls for which rung.
struct KillTrigger {
  Spanned<std::string> id;
  Span span;
  std::string title;
  std::optional<Spanned<TriggerClass>> trigger_class;
  std::vector<Ref<KillLevel>> levels;
};

// How a kill is done, and by whom.
struct KillProcedure {
  std::vector<Spanned<std::string>> workflow;  // the steps, in order
  std::vector<Ref<Role>> activate;             // who may
  std::vector<Ref<Role>> resume;               // whose sign-off lifts a kill
};

}  // namespace ensign::model
