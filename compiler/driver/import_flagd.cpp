// flagd's flag definitions: https://flagd.dev/schema/v0/flags.json, with flags as a map or a list.
#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "base/utf8.h"
#include "driver/import_condition.h"
#include "driver/import_targeting.h"
#include "driver/template.h"
#include "model/names.h"
#include "syntax/strict_json.h"

namespace ensign::driver {
namespace {

using Kind = Difference::Kind;
using model::ValueType;

struct SourceFlag {
  std::string key;
  const Json* flag;
};

std::vector<SourceFlag> flags_of(const Json& document, Haul& haul) {
  std::vector<SourceFlag> flags;
  const Json* all = document.find("flags");
  if (all == nullptr) return flags;
  if (const Json::Object* members = all->members()) {
    for (const auto& [key, flag] : *members) flags.push_back({key, &flag});
  }
  const Json::Array* items = all->array_items();
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    const Json* key = (*items)[i].find("key");
    if (key != nullptr && key->string() != nullptr) {
      flags.push_back({*key->string(), &(*items)[i]});
    } else {
      haul.note(Kind::left_out, fmt::format("flags[{}]", i), "it has no key");
    }
  }
  return flags;
}

std::optional<ValueType> value_type(const Json& value) {
  if (value.boolean() != nullptr) return ValueType::boolean;
  if (value.string() != nullptr) return ValueType::string;
  if (value.integer() != nullptr) return ValueType::integer;
  if (value.floating() != nullptr) return ValueType::number;
  if (value.members() != nullptr) return ValueType::object;
  return std::nullopt;
}

// One type for all variants; whole numbers beside others are numbers.
Result<void> read_variants(const Json& source, FlagParts& flag) {
  const Json* variants = source.find("variants");
  const bool some =
      variants != nullptr && variants->members() != nullptr && !variants->members()->empty();
  if (!some) return failure("it has no variants");
  std::optional<ValueType> common;
  for (const auto& [name, value] : *variants->members()) {
    const auto type = value_type(value);
    if (!type)
      return failure(fmt::format("the value of its variant `{}` has no type", visible(name)));
    const bool numbers = common && *common != *type &&
                         (*common == ValueType::integer || *common == ValueType::number) &&
                         (*type == ValueType::integer || *type == ValueType::number);
    if (numbers) {
      common = ValueType::number;
    } else if (common && *common != *type) {
      return failure("its variants are of several types");
    } else {
      common = type;
    }
    if (!model::is_id(name)) {
      return failure(fmt::format("`{}` cannot be the name of a variant", visible(name)));
    }
    flag.variants.emplace_back(name, value);
  }
  flag.value = *common;
  return {};
}

class FlagReader {
 public:
  FlagReader(const SourceFlag& source, LogicReader& logic, AttributeTypes& types, Haul& haul)
      : source_(source), logic_(logic), types_(types), haul_(haul) {}

  void run() {
    flag_.source = flag_.key = source_.key;
    if (const auto read = read_variants(*source_.flag, flag_); !read) {
      haul_.note(Kind::left_out, source_.key, read.error().message);
      return;
    }
    if (!read_default()) return;
    const std::string id = as_id(source_.key, "flag");
    flag_.title = title_of(id);
    const auto off = false_variant(flag_);
    flag_.type = off ? model::FlagType::release : model::FlagType::config;
    flag_.fallback = off.value_or("");
    read_metadata();
    serve();
    haul_.flags.push_back(std::move(flag_));
  }

 private:
  const Json* field(std::string_view name) const { return source_.flag->find(name); }
  void differs(std::string message) { haul_.note(Kind::differs, source_.key, std::move(message)); }
  bool read_default();
  void read_metadata();
  void serve();
  bool serve_targeting(const Json& targeting);
  void add_rule(const TargetingStep& step);
  void serve_split(const SplitParts& split, RuleParts& rule);
  void order_variants(const std::vector<TargetingStep>& steps);
  std::string rule_name(const model::Condition& condition) const;

  const SourceFlag& source_;
  LogicReader& logic_;
  AttributeTypes& types_;
  Haul& haul_;
  FlagParts flag_;
  std::string resting_;      // the default variant, or what stands for it
  bool has_default_ = true;  // the source names one
};

bool FlagReader::read_default() {
  const Json* named = field("defaultVariant");
  has_default_ = named != nullptr && !named->is_null();
  resting_ = false_variant(flag_).value_or(flag_.variants.front().first);
  if (!has_default_) return true;
  const std::string* name = named->string();
  const bool known = name != nullptr && std::ranges::any_of(flag_.variants, [&](const auto& v) {
                       return v.first == *name;
                     });
  if (!known) {
    haul_.note(Kind::left_out, source_.key, "its default variant is none of its variants");
    return false;
  }
  resting_ = *name;
  return true;
}

void FlagReader::read_metadata() {
  const Json* metadata = field("metadata");
  if (metadata == nullptr || metadata->members() == nullptr || metadata->members()->empty()) return;
  for (const auto& [name, value] : *metadata->members()) flag_.meta.set(name, value);
  differs("its metadata is kept under `meta`, which clients do not get");
}

void FlagReader::serve() {
  const Json* state = field("state");
  const Json* targeting = field("targeting");
  const Json none;
  const bool enabled =
      state != nullptr && state->string() != nullptr && *state->string() == "ENABLED";
  if (enabled && serve_targeting(targeting == nullptr ? none : *targeting)) return;
  if (!enabled) {
    resting_ = false_variant(flag_).value_or(resting_);
    differs(
        fmt::format("it is disabled there, so programs take their own default; here it serves "
                    "`{}` to everybody",
                    resting_));
  }
  flag_.rules.clear();
  flag_.salt.clear();
  flag_.serve = {{{resting_, 100'000}}, {}};
  if (targeting != nullptr && !targeting->is_null()) {
    flag_.meta.set("targeting", canonical(*targeting));
  }
}

// False when it cannot be carried over; the difference is noted.
bool FlagReader::serve_targeting(const Json& targeting) {
  auto read = read_targeting(targeting, flag_.variants, logic_, types_);
  std::vector<std::string> remarks = logic_.take_remarks();
  if (!read) {
    differs(
        fmt::format("its targeting is kept under `meta` and not in force: {}; it serves `{}` "
                    "to everybody",
                    read.error().message, resting_));
    return false;
  }
  for (std::string& remark : remarks) differs(std::move(remark));
  std::vector<TargetingStep> steps = std::move(*read);
  const TargetingStep last = std::move(steps.back());
  steps.pop_back();
  const auto falls = [](const TargetingStep& step) {
    return step.kind == TargetingStep::Kind::fallthrough;
  };
  const bool falls_somewhere = falls(last) || std::ranges::any_of(steps, falls);
  while (falls(last) && !steps.empty() && falls(steps.back())) steps.pop_back();
  if (falls_somewhere && !has_default_) {
    differs(
        fmt::format("it has no default variant, so programs take their own default where no "
                    "rule holds; here they get `{}`",
                    resting_));
  }
  order_variants(steps);
  for (const TargetingStep& step : steps) add_rule(step);
  flag_.serve = {{{falls(last) ? resting_ : last.variant, 100'000}}, {}};
  return true;
}

// A split grows in the order of the variants, so they stand in the order of the first one.
void FlagReader::order_variants(const std::vector<TargetingStep>& steps) {
  const auto split = std::ranges::find(steps, TargetingStep::Kind::split, &TargetingStep::kind);
  if (split == steps.end()) return;
  std::vector<std::pair<std::string, Json>> ordered;
  for (const auto& share : split->split.shares) {
    const auto variant =
        std::ranges::find(flag_.variants, share.first, &std::pair<std::string, Json>::first);
    ordered.push_back(std::move(*variant));
    flag_.variants.erase(variant);
  }
  std::ranges::move(flag_.variants, std::back_inserter(ordered));
  flag_.variants = std::move(ordered);
}

std::string FlagReader::rule_name(const model::Condition& condition) const {
  const auto taken = [&](const std::string& name) {
    return std::ranges::find(flag_.rules, name, &RuleParts::name) != flag_.rules.end();
  };
  if (condition.kind == model::Condition::Kind::test &&
      condition.op == model::Operator::in_segment) {
    const std::string& segment = *condition.operands.front()->string();
    if (!taken(segment)) return segment;
  }
  for (std::size_t number = flag_.rules.size() + 1;; ++number) {
    const std::string name = fmt::format("rule-{}", number);
    if (!taken(name)) return name;
  }
}

void FlagReader::serve_split(const SplitParts& split, RuleParts& rule) {
  const auto position = [&](const std::string& variant) {
    return std::ranges::find(flag_.variants, variant, &std::pair<std::string, Json>::first);
  };
  const bool ordered = std::ranges::is_sorted(split.shares, [&](const auto& a, const auto& b) {
    return position(a.first) < position(b.first);
  });
  const bool first = std::ranges::none_of(
      flag_.rules, [](const RuleParts& other) { return other.serve.shares.size() > 1; });
  if (first) flag_.salt = split.salt;
  rule.serve = {split.shares, split.by};
  if (!split.same_buckets || !ordered || flag_.salt != split.salt) {
    differs(
        fmt::format("its users are split anew by `{}`: the shares are the same, who is in "
                    "them is not",
                    split.by));
  } else if (!split.guarded) {
    differs(fmt::format("callers without `{}` were in the split; here they get what follows",
                        split.by));
  }
  if (split.rounded) differs("its weights are rounded to thousandths of a percent");
}

void FlagReader::add_rule(const TargetingStep& step) {
  RuleParts rule;
  std::vector<model::Condition> conditions = step.conditions;
  if (step.kind == TargetingStep::Kind::split) {
    serve_split(step.split, rule);
  } else {
    const bool falls = step.kind == TargetingStep::Kind::fallthrough;
    rule.serve = {{{falls ? resting_ : step.variant, 100'000}}, {}};
  }
  rule.condition = make_all(std::move(conditions));
  rule.name = rule_name(rule.condition);
  flag_.rules.push_back(std::move(rule));
}

void note_set_metadata(const Json& document, Haul& haul) {
  const Json* metadata = document.find("metadata");
  const bool some =
      metadata != nullptr && metadata->members() != nullptr && !metadata->members()->empty();
  if (some) haul.note(Kind::left_out, "metadata", "a bundle has metadata of its own");
}

}  // namespace

Result<Haul> read_flagd(const SourceText& file, const AttributeTypes& known) {
  const auto document = syntax::parse_strict(file.text);
  if (!document) {
    return failure(fmt::format("{} cannot be read: {}", file.path, document.error().message),
                   "name a flagd document, which is JSON with `flags`");
  }
  const Json* flags = document->find("flags");
  if (flags == nullptr || (flags->members() == nullptr && flags->array_items() == nullptr)) {
    return failure(fmt::format("{} holds no `flags`", file.path),
                   "name a flagd document, which is JSON with `flags`");
  }
  Haul haul;
  note_set_metadata(*document, haul);
  AttributeTypes types = known;
  const Json* evaluators = document->find("$evaluators");
  if (evaluators != nullptr) learn_types(*evaluators, types);
  const auto sources = flags_of(*document, haul);
  for (const SourceFlag& source : sources) learn_types(*source.flag, types);
  LogicReader logic(evaluators, types);
  for (const SourceFlag& source : sources) FlagReader(source, logic, types, haul).run();
  haul.segments = logic.segments();
  haul.attributes = std::move(types);
  return haul;
}

}  // namespace ensign::driver
