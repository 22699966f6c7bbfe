#include "change/space.h"

#include <algorithm>

#include "base/assert.h"

namespace ensign::change {
namespace {

using model::Condition;
using model::Operator;

std::vector<bool> answers(const std::vector<Atom>& atoms, const Json& value) {
  std::vector<bool> result;
  for (const Atom& atom : atoms) result.push_back(holds(atom, value));
  return result;
}

// Values that fulfil the same atoms are one class.
Dimension attribute_dimension(const std::string& name, std::optional<Domain> domain,
                              const std::vector<Atom>& atoms, std::optional<Instant> earliest) {
  Dimension dimension{.attribute = name, .hash = {}, .atoms = atoms, .members = {}, .buckets = {}};
  if (domain && domain->earliest && earliest) domain->earliest = earliest;
  dimension.closed = domain && !domain->values.empty();
  const auto values = domain ? sample(*domain, atoms) : std::nullopt;
  std::map<std::vector<bool>, std::size_t> classes;
  for (const Json& value : values.value_or(std::vector<Json>())) {
    const auto [place, is_new] = classes.emplace(answers(atoms, value), dimension.members.size());
    if (is_new) dimension.members.emplace_back();
    dimension.members[place->second].push_back(value);
  }
  dimension.usable = values && dimension.members.size() <= most_classes;
  if (!dimension.usable) dimension.members = {{nullptr}};
  return dimension;
}

Dimension hash_dimension(const Hash& hash, std::vector<std::int64_t> cuts) {
  Dimension dimension{.attribute = {}, .hash = hash, .atoms = {}, .members = {}, .buckets = {}};
  cuts.push_back(100'000);
  std::ranges::sort(cuts);
  std::int64_t begin = 0;
  for (const std::int64_t cut : cuts) {
    if (cut > begin) dimension.buckets.push_back({begin, cut});
    begin = cut;
  }
  dimension.usable = dimension.buckets.size() <= most_classes;
  if (!dimension.usable) dimension.buckets = {{0, 100'000}};
  return dimension;
}

// No context has both `user` as a text and `user.email`.
void refuse_nested(std::vector<Dimension>& dimensions) {
  for (Dimension& outer : dimensions) {
    for (Dimension& inner : dimensions) {
      if (outer.hash || inner.hash || !inner.attribute.starts_with(outer.attribute + ".")) continue;
      outer.usable = inner.usable = false;
    }
  }
}

}  // namespace

std::optional<std::size_t> Dimension::class_of(const Json& value) const {
  const std::vector<bool> wanted = answers(atoms, value);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (answers(atoms, members[i].front()) == wanted) return i;
  }
  return std::nullopt;
}

Space::Space(const Questions& questions, std::optional<Instant> earliest) {
  for (const auto& [name, asked] : questions.attributes_) {
    dimensions_.push_back(attribute_dimension(name, asked.domain, asked.atoms, earliest));
  }
  for (const auto& [hash, cuts] : questions.hashes_) {
    dimensions_.push_back(hash_dimension(hash, cuts));
  }
  refuse_nested(dimensions_);
}

std::optional<std::size_t> Space::dimension(std::string_view attribute) const {
  for (std::size_t i = 0; i < dimensions_.size(); ++i) {
    if (!dimensions_[i].hash && dimensions_[i].attribute == attribute) return i;
  }
  return std::nullopt;
}

Region Space::everybody() const {
  Cube cube;
  for (const Dimension& dimension : dimensions_) {
    Classes all;
    for (std::size_t i = 0; i < dimension.size(); ++i) all.set(i);
    cube.push_back(all);
  }
  return Region(std::move(cube));
}

Region Space::only(std::size_t dimension, const Classes& allowed) const {
  Cube cube = everybody().cubes().front();
  cube[dimension] = allowed;
  return Region(std::move(cube));
}

Region Space::where(const Atom& atom) const {
  const auto index = dimension(atom.attribute);
  ENSIGN_ASSERT(index.has_value());
  const Dimension& own = dimensions_[*index];
  if (!own.usable) return Region::unknown();
  Classes allowed;
  for (std::size_t i = 0; i < own.members.size(); ++i) {
    allowed.set(i, holds(atom, own.members[i].front()));
  }
  return only(*index, allowed);
}

Region Space::where(const Hash& hash, Buckets buckets) const {
  const auto own = std::ranges::find(dimensions_, std::optional(hash), &Dimension::hash);
  ENSIGN_ASSERT(own != dimensions_.end());
  if (!own->usable) return Region::unknown();
  Classes allowed;
  for (std::size_t i = 0; i < own->buckets.size(); ++i) {
    allowed.set(i, own->buckets[i].begin >= buckets.begin && own->buckets[i].end <= buckets.end);
  }
  return only(static_cast<std::size_t>(own - dimensions_.begin()), allowed);
}

Region Space::segment_test(const model::Model& model, const Condition& test) const {
  if (!test.segment->id) return Region::unknown();
  const Region present_there = where(present(*test.attribute));
  const Region members = where(model, model.at(*test.segment->id).condition);
  return test.op == Operator::in_segment ? intersect(present_there, members)
                                         : subtract(present_there, members);
}

Region Space::where(const model::Model& model, const Condition& condition) const {
  if (condition.segment) return segment_test(model, condition);
  if (condition.kind == Condition::Kind::test) return where(atom_of(condition));
  if (condition.kind == Condition::Kind::negation) {
    return subtract(everybody(), where(model, condition.children.front()));
  }
  const bool is_any = condition.kind == Condition::Kind::any;
  Region result = is_any ? Region() : everybody();
  for (const Condition& child : condition.children) {
    const Region part = where(model, child);
    result = is_any ? unite(result, part) : intersect(result, part);
  }
  return result;
}

}  // namespace ensign::change
