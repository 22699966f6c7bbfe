#include "eval/ruleset.h"

#include <bit>
#include <cmath>
#include <functional>

#include "eval/compiler.h"
#include "eval/interpreter.h"

namespace ensign::eval {

struct Ruleset::Flag {
  std::string_view key;
  std::span<const Member> variants;
  const Member* default_variant = nullptr;
  Expression targeting;
  bool has_targeting = false;
  bool enabled = false;
  std::uint32_t problem = not_an_index;  // in `problems_`
  View metadata;
};

namespace {

std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>()(key); }

View merge_metadata(std::span<const Member> base, std::span<const Member> over, Arena& arena) {
  Member* members = allocate_members(arena, base.size() + over.size());
  std::size_t count = 0;
  const View overriding = View::object(over.data(), over.size());
  for (const Member& member : base) {
    if (overriding.find(member.key) == nullptr) members[count++] = member;
  }
  for (const Member& member : over) members[count++] = member;
  const bool unique = index_members(members, count).has_value();
  return View::object(members, unique ? count : 0);
}

bool is_of_type(View value, Type wanted) {
  constexpr double largest_integer = 9007199254740991;  // 2^53 - 1
  switch (wanted) {
    case Type::boolean:
      return value.is_boolean();
    case Type::string:
      return value.is_string();
    case Type::number:
      return value.is_number();
    case Type::integer:
      return value.is_number() && value.as_number() == std::trunc(value.as_number()) &&
             std::abs(value.as_number()) <= largest_integer;
    case Type::object:
      return value.is_object();
    case Type::any:
      return true;
  }
  return false;
}

Outcome failure(ErrorCode code, std::string message) {
  Outcome outcome;
  outcome.reason = Reason::ERROR;
  outcome.error = code;
  outcome.message = std::move(message);
  return outcome;
}

std::string about(std::string_view key, std::string_view what) {
  std::string message = "flag \"";
  message += key;
  message += "\": ";
  message += what;
  return message;
}

Outcome serve(std::string_view key, const Member& variant, Type wanted, Reason reason) {
  if (!is_of_type(variant.value, wanted)) {
    return failure(ErrorCode::TYPE_MISMATCH,
                   about(key, "variant \"" + std::string(variant.key) + "\" is not of type " +
                                  std::string(name_of(wanted))));
  }
  Outcome outcome;
  outcome.value = variant.value;
  outcome.variant = variant.key;
  outcome.reason = reason;
  return outcome;
}

Outcome serve_default(std::string_view key, const Member* variant, Type wanted, Reason reason) {
  if (variant != nullptr) return serve(key, *variant, wanted, reason);
  Outcome outcome;
  outcome.reason = Reason::DEFAULT;
  return outcome;
}

}  // namespace

Ruleset::Ruleset() = default;
Ruleset::Ruleset(Ruleset&&) noexcept = default;
Ruleset& Ruleset::operator=(Ruleset&&) noexcept = default;
Ruleset::~Ruleset() = default;

std::expected<Ruleset, LoadError> Ruleset::load(std::string_view document_json) {
  auto document = parse_json(document_json);
  if (!document) return std::unexpected(LoadError{{}, document.error().message});
  auto definition = read_document(*document);
  if (!definition) return std::unexpected(std::move(definition.error()));
  Ruleset ruleset;
  ruleset.document_ = std::move(*document);
  ruleset.compile(*definition);
  ruleset.build_table();
  return ruleset;
}

void Ruleset::compile(const DocumentDefinition& definition) {
  merged_ = std::make_unique<Arena>();
  program_ = std::make_unique<Program>();
  metadata_ = View::object(definition.metadata.data(), definition.metadata.size());
  Compiler compiler(*program_);
  compiler.define_evaluators(definition.evaluators);
  flags_.reserve(definition.flags.size());
  keys_.reserve(definition.flags.size());
  for (const FlagDefinition& from : definition.flags) {
    Flag& flag = flags_.emplace_back();
    flag.key = from.key;
    flag.enabled = from.enabled;
    flag.variants = from.variants;
    flag.default_variant = from.default_variant;
    flag.metadata = from.metadata.empty()
                        ? metadata_
                        : merge_metadata(definition.metadata, from.metadata, *merged_);
    flag.has_targeting = !from.targeting.is_null();
    keys_.push_back(from.key);
    if (!flag.has_targeting) continue;
    if (auto compiled = compiler.compile(from.targeting)) {
      flag.targeting = compiled->root;
    } else {
      flag.problem = static_cast<std::uint32_t>(problems_.size());
      problems_.push_back(describe(compiled.error()));
    }
  }
}

void Ruleset::build_table() {
  table_.assign(std::bit_ceil(flags_.size() * 2 + 1), not_an_index);
  for (std::uint32_t i = 0; i < flags_.size(); ++i) {
    std::size_t slot = hash_of(flags_[i].key) & (table_.size() - 1);
    while (table_[slot] != not_an_index) slot = (slot + 1) & (table_.size() - 1);
    table_[slot] = i;
  }
}

const Ruleset::Flag* Ruleset::find(std::string_view key) const {
  std::size_t slot = hash_of(key) & (table_.size() - 1);
  for (; table_[slot] != not_an_index; slot = (slot + 1) & (table_.size() - 1)) {
    if (flags_[table_[slot]].key == key) return &flags_[table_[slot]];
  }
  return nullptr;
}

std::optional<View> Ruleset::metadata(std::string_view key) const {
  const Flag* flag = find(key);
  return flag == nullptr ? std::nullopt : std::optional(flag->metadata);
}

std::string_view Ruleset::targeting_problem(std::string_view key) const {
  const Flag* flag = find(key);
  if (flag == nullptr || flag->problem == not_an_index) return {};
  return problems_[flag->problem];
}

Outcome Ruleset::evaluate(std::string_view key, Type wanted, const Context& context,
                          const Settings& settings) const& {
  const Flag* flag = find(key);
  if (flag == nullptr) return failure(ErrorCode::FLAG_NOT_FOUND, about(key, "not found"));
  if (!flag->enabled) {
    Outcome outcome;
    outcome.reason = Reason::DISABLED;
    return outcome;
  }
  if (flag->problem != not_an_index) {
    return failure(ErrorCode::PARSE_ERROR, about(key, problems_[flag->problem]));
  }
  if (!flag->has_targeting) {
    return serve_default(flag->key, flag->default_variant, wanted, Reason::STATIC);
  }
  return evaluate_targeting(*flag, wanted, context, settings);
}

Outcome Ruleset::evaluate_targeting(const Flag& flag, Type wanted, const Context& context,
                                    const Settings& settings) const {
  Workspace workspace;
  const Frame frame{.context = context.root(), .flag_key = flag.key, .settings = settings};
  Interpreter run(*program_, frame, workspace);
  std::optional<std::uint32_t> branch;
  const View result = run.evaluate_branching(flag.targeting, run.outermost(), branch);
  if (workspace.failed()) return failure(ErrorCode::GENERAL, about(flag.key, workspace.failure()));
  Outcome outcome;
  if (result.is_null()) {
    outcome = serve_default(flag.key, flag.default_variant, wanted, Reason::DEFAULT);
  } else if (result.is_array() || result.is_object()) {
    outcome = failure(ErrorCode::GENERAL, about(flag.key, "targeting gives no variant name"));
  } else {
    // true and false select the variants of that name, and so do numbers.
    const std::string_view name = to_text(result, workspace);
    const Member* chosen = nullptr;
    for (const Member& variant : flag.variants) {
      if (variant.key == name) chosen = &variant;
    }
    outcome = chosen != nullptr
                  ? serve(flag.key, *chosen, wanted, Reason::TARGETING_MATCH)
                  : failure(ErrorCode::GENERAL,
                            about(flag.key, "unknown variant \"" + std::string(name) + "\""));
  }
  outcome.branch = branch;
  return outcome;
}

}  // namespace ensign::eval
