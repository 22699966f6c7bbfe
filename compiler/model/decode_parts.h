// Pieces that several decoders share.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/decode.h"

namespace ensign::model {

// The id that a file declares in `field`. It is the name of the file too; where the file declares
// none that can be read, that name stands in, so that references to it still find it.
Spanned<std::string> decode_identity(Fields& fields, std::string_view field, const Place& place);

// Adds key-taken at `again` when its name is among `earlier`; else remembers it.
class Unique {
 public:
  Unique(std::string_view what, Report& report) : what_(what), report_(report) {}
  void add(const Spanned<std::string>& name);

 private:
  std::string_view what_;
  Report& report_;
  std::unordered_map<std::string, Span> earlier_;
};

// Adds invalid-key when the key of an entry cannot be a name.
void check_name(const syntax::Entry& entry, Report& report);

// A mapping of names: what `decode` makes of each entry, in the order of the file. An entry whose
// key cannot be a name is one finding; it stays, so that those who refer to it give no other.
template <typename Entity, typename Decode>
void decode_named(const Node* node, std::vector<Entity>& into, Report& report, Decode&& decode,
                  void (*check)(const syntax::Entry&, Report&) = check_name) {
  if (node == nullptr || !expect_mapping(*node, report)) return;
  for (const syntax::Entry& entry : node->entries) {
    check(entry, report);
    into.push_back(decode(entry, report));
  }
}

// Adds invalid-value at `later` when it lies before `earlier`. A moment without a place was not
// read, and is in order with everything.
void check_order(const Spanned<Instant>& earlier, const Spanned<Instant>& later,
                 std::string_view message, Report& report);

// The variants of a flag, for whoever names one. When they could not be read, any name is let pass.
struct Variants {
  std::span<const Variant> all;
  bool readable = true;

  std::optional<std::uint32_t> find(const Spanned<std::string>& name, Report& report) const;
};

// The shares of `{ on: 25, off: 75 }`; empty when one of them cannot be read or they do not sum to
// 100 %.
std::vector<Share> read_split(const Node& node, const Variants& variants, Report& report);

// `serve:` and `by:` of an environment or a rule.
Serve decode_serve(Fields& fields, const Variants& variants);

std::optional<Condition> read_condition(const Node& node, Report& report);

FlagEnvironment decode_flag_environment(const syntax::Entry& entry, const Variants& variants,
                                        Report& report);

// An object in which dotted names are nesting: `user.email: x` is `user: { email: x }`.
std::optional<Json> read_context(const Node& node, Report& report);
// False, and a finding, when `into` says something else for the name.
bool add_to_context(const Spanned<std::string>& name, Json value, Json& into, Report& report);

// `matrix:` of a test: every combination of one value for each name, the last name varying fastest.
struct Combination {
  std::string text;  // `plan: free, country: DE`
  Json context;      // that of the test with these values added
};
// How many there are; nothing, and a finding, when there are none or too many.
std::optional<std::size_t> matrix_size(const Node& node, Report& report);
// Of a matrix that has a size.
std::vector<Combination> read_matrix(const Node& node, const Json& context, Report& report);

// The tests of one flag, expanded. Text of a small file is copied into many contexts: past
// `most_copied_bytes` there is a finding.
class FlagTests {
 public:
  static constexpr std::size_t most_copied_bytes = std::size_t{4} << 20;

  FlagTests(const Variants& variants, std::vector<FlagTest>& tests)
      : variants_(variants), tests_(tests) {}
  void decode(const Node& node, Report& report);

 private:
  bool afford(Span test, std::size_t bytes, std::size_t copies, Report& report);

  const Variants& variants_;
  std::vector<FlagTest>& tests_;
  std::size_t copied_ = 0;
};

std::vector<Variant> decode_variants(const Node* node, const Spanned<ValueType>& type,
                                     Report& report);

std::optional<ApprovalRule> read_approval_rule(const Node& node, Report& report);
std::optional<Fallback> read_fallback(const Node& node, const Variants& variants, Report& report);

using Serves = std::vector<std::pair<Ref<Flag>, Spanned<std::string>>>;
std::optional<Serves> read_serves(const Node& node, Report& report);

std::optional<ChecklistItem> read_checklist_item(const Node& node, Report& report);
Target decode_target(const syntax::Entry& entry, Report& report);
void decode_code(const Node& node, Config& config, Report& report);
std::optional<PersonKey> read_person_key(const Node& node, Report& report);
std::optional<MinisignKey> read_minisign_key(const Node& node, Report& report);
// A key that two people have, or one twice.
void check_keys(const std::vector<Person>& people, Report& report);
DeclaredRequirement decode_requirement(const syntax::Entry& entry, Report& report);

std::optional<Gate> read_gate(const Node& node, Report& report);
std::optional<Trigger> read_trigger(const Node& node, Report& report);
std::optional<Stage> read_stage(const Node& node, Report& report);
Metric decode_metric(const syntax::Entry& entry, Report& report);

std::optional<LinkedDocument> read_document(const Node& node, Report& report);
// `sha256:` and 64 hex digits.
Read<std::string> read_digest(const Node& node, Report& report);
std::optional<Approval> read_approval(const Node& node, Report& report);
std::optional<NextDrill> read_next_drill(const Node& node, Report& report);
// `{ detection: 2min, decision: 5min, execution: 10min, verification: 10min }`, or some of these;
// `what` names the mapping in findings.
PhaseTimes decode_phase_times(const Node* node, std::string_view what, Report& report);

// What a release says beside its own facts: messages, documents, services, approvals.
void decode_release_parts(Fields& fields, Release& release);

enum class Need : std::uint8_t { required, optional };
// `metric:`, one of `absolute`, `increase`, `relative`, and `window:`.
std::optional<Threshold> decode_threshold(Fields& fields, const Node& node, Need need);

}  // namespace ensign::model
