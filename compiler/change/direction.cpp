#include "change/direction.h"

#include <algorithm>
#include <map>

#include "change/served.h"
#include "lower/raise.h"
#include "model/operator_types.h"

namespace ensign::change {
namespace {

using lower::RaisedBranch;
using lower::RaisedFlag;
using model::Condition;

constexpr const char* format = "ensign-record/1";
constexpr std::size_t record_members = 5;

// `flag/checkout@production` is `checkout`.
std::string key_of_subject(std::string_view subject) {
  constexpr std::string_view prefix = "flag/";
  const auto at = subject.rfind('@');
  if (!subject.starts_with(prefix) || at == subject.npos) return {};
  return std::string(subject.substr(prefix.size(), at - prefix.size()));
}

const Json& member(const Json& object, std::string_view name) {
  static const Json nothing;
  const Json* found = object.find(name);
  return found == nullptr ? nothing : *found;
}

std::string text(const Json& value) { return value.string() == nullptr ? "" : *value.string(); }

bool is_flag_record(const Json& record) {
  return record.members() != nullptr && record.members()->size() == record_members &&
         text(member(record, "format")) == format &&
         !key_of_subject(text(member(record, "subject"))).empty() &&
         member(record, "lowering") == Json(1) && member(record, "serves").members() != nullptr &&
         member(record, "governs").members() != nullptr;
}

// Half of the guard of lowering 1 that an attribute is there and not the empty text: the same
// question for values of every type.
bool is_guard(const Condition& test) {
  return test.op == model::Operator::not_equals && *test.operands.front() == Json("");
}

// What is compared in a way that clients would take for another comparison, because the attribute
// is of another type, is nothing to reason about.
bool suits_types(const model::Model& model, const Condition& condition) {
  if (condition.kind != Condition::Kind::test) {
    return std::ranges::all_of(condition.children,
                               [&](const auto& child) { return suits_types(model, child); });
  }
  if (*condition.attribute == "now") return true;
  if (condition.segment) return suits_types(model, model.at(*condition.segment->id).condition);
  auto type = model::AttributeType::string;
  if (*condition.attribute != "targetingKey") {
    const model::Attribute* declared = model.config.attribute(*condition.attribute);
    if (declared == nullptr) return false;
    type = declared->type;
  }
  if (is_guard(condition)) return true;
  if (!model::suits(type, condition.op)) return false;
  return !model::compares_values(condition.op) ||
         std::ranges::all_of(condition.operands,
                             [&](const auto& one) { return model::has_type(*one, type); });
}

bool suits_types(const RaisedFlag& flag) {
  return std::ranges::all_of(flag.branches, [&](const RaisedBranch& branch) {
    return branch.slot || suits_types(flag.model, branch.condition);
  });
}

void ask(Questions& questions, const RaisedFlag& flag) {
  for (const RaisedBranch& branch : flag.branches) {
    if (branch.slot) {
      questions.add(flag.model, Hash{branch.slot->salt, branch.slot->by},
                    Buckets{branch.slot->begin, branch.slot->end});
    } else {
      questions.add(flag.model, branch.condition);
    }
    questions.add(flag.model, flag.flag(), branch.serve);
  }
}

Region matched(const Space& space, const RaisedFlag& flag, const RaisedBranch& branch) {
  if (!branch.slot) return space.where(flag.model, branch.condition);
  const Hash hash{branch.slot->salt, branch.slot->by};
  const Region inside = space.where(hash, {branch.slot->begin, branch.slot->end});
  return subtract(space.everybody(), intersect(inside, space.where(filled(hash.by))));
}

// Who is served each variant, by its name.
using Served = std::map<std::string, Region>;

Served served_by(const Space& space, const RaisedFlag& flag) {
  Served served;
  const auto give = [&](std::uint32_t variant, const Region& region) {
    Region& all = served[*flag.flag().variants[variant].name];
    all = unite(all, region);
  };
  Region left = space.everybody();
  for (const RaisedBranch& branch : flag.branches) {
    Region region = matched(space, flag, branch);
    const auto parts = parts_of(branch.serve);
    const bool is_split = parts.size() > 1;
    const Hash hash = hash_of(flag.flag(), branch.serve);
    if (is_split) region = intersect(region, space.where(filled(hash.by)));
    const Region reached = intersect(left, region);
    left = subtract(left, region);
    for (const Part& part : parts) {
      give(part.variant, is_split ? intersect(reached, space.where(hash, part.buckets)) : reached);
    }
  }
  give(flag.resting, left);
  return served;
}

// Nobody has another variant than the fallback who did not have it before.
bool is_less(const RaisedFlag& before, const RaisedFlag& after, const std::string& fallback) {
  Questions questions(Callers::careless);
  ask(questions, before);
  ask(questions, after);
  const Space space(questions);
  Served was = served_by(space, before);
  for (const auto& [variant, region] : served_by(space, after)) {
    if (variant == fallback) continue;
    if (subtract(region, was[variant]).is_empty() != Answer::yes) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> touched_fields(const Json& before, const Json& after) {
  std::vector<std::string> touched;
  const auto compare = [&](const std::string& name, const Json& a, const Json& b) {
    if (before.is_null() || after.is_null() || !(a == b)) touched.push_back(name);
  };
  const Json& old_terms = member(before, "governs");
  const Json& new_terms = member(after, "governs");
  std::map<std::string, bool> names;
  for (const Json* terms : {&old_terms, &new_terms}) {
    if (terms->members() == nullptr) continue;
    for (const auto& [name, value] : *terms->members()) names[name] = true;
  }
  for (const auto& [name, is_there] : names) {
    compare(name, member(old_terms, name), member(new_terms, name));
  }
  compare("serves", member(before, "serves"), member(after, "serves"));
  std::ranges::sort(touched);
  return touched;
}

model::Direction direction(const Json& before, const Json& after, const Json& evaluators,
                           const model::Config& config) {
  using model::Direction;
  if (!is_flag_record(before) || !is_flag_record(after)) return Direction::more;
  for (const char* name : {"subject", "governs"}) {
    if (!(member(before, name) == member(after, name))) return Direction::more;
  }
  const Json& old_flag = member(before, "serves");
  const Json& new_flag = member(after, "serves");
  if (old_flag == new_flag) return Direction::less;
  const Json& variants = member(new_flag, "variants");
  const std::string fallback = text(member(member(member(after, "governs"), "fallback"), "serve"));
  if (!(member(old_flag, "variants") == variants) || variants.find(fallback) == nullptr) {
    return Direction::more;
  }
  const std::string key = key_of_subject(text(member(after, "subject")));
  const auto was = lower::raise_flag(key, old_flag, evaluators, config);
  const auto is = lower::raise_flag(key, new_flag, evaluators, config);
  if (!was || !is || !suits_types(*was) || !suits_types(*is)) return Direction::more;
  return is_less(*was, *is, fallback) ? Direction::less : Direction::more;
}

}  // namespace ensign::change
