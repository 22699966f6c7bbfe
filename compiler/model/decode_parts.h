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

// The variants of a flag, for whoever names one. When they could not be read, any name is let pass.
struct Variants {
  std::span<const Variant> all;
  bool readable = true;

  std::optional<std::uint32_t> find(const Spanned<std::string>& name, Report& report) const;
};

// `serve:` and `by:` of an environment or a rule.
Serve decode_serve(Fields& fields, const Variants& variants);

std::optional<Condition> read_condition(const Node& node, Report& report);

FlagEnvironment decode_flag_environment(const syntax::Entry& entry, const Variants& variants,
                                        Report& report);
std::optional<FlagTest> decode_flag_test(const Node& node, const Variants& variants,
                                         Report& report);
std::vector<Variant> decode_variants(const Node* node, const Spanned<ValueType>& type,
                                     Report& report);

std::optional<ApprovalRule> read_approval_rule(const Node& node, Report& report);

using Serves = std::vector<std::pair<Ref<Flag>, Spanned<std::string>>>;
std::optional<Serves> read_serves(const Node& node, Report& report);

std::optional<ChecklistItem> read_checklist_item(const Node& node, Report& report);
std::optional<Gate> read_gate(const Node& node, Report& report);
std::optional<Trigger> read_trigger(const Node& node, Report& report);
std::optional<Stage> read_stage(const Node& node, Report& report);

enum class Need : std::uint8_t { required, optional };
// `metric:`, one of `absolute`, `increase`, `relative`, and `window:`.
std::optional<Threshold> decode_threshold(Fields& fields, const Node& node, Need need);

// A weight in thousandths of a percent for people: `12.5 %`.
std::string percent_text(std::int64_t weight);

}  // namespace ensign::model
