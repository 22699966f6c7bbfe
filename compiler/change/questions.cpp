#include <algorithm>

#include "change/served.h"
#include "change/space.h"

namespace ensign::change {
namespace {

std::optional<Domain> declared(const model::Model& model, const std::string& name) {
  if (name == "now") return domain_of_clock(std::nullopt);
  if (name == "targetingKey") return domain_of_unit();
  const model::Attribute* attribute = model.config.attribute(name);
  return attribute != nullptr ? std::optional(domain_of(*attribute)) : std::nullopt;
}

// What either declaration allows; nothing when they have no type in common.
std::optional<Domain> widened(const std::optional<Domain>& a, const std::optional<Domain>& b) {
  if (!a || !b || a->type != b->type) return std::nullopt;
  Domain both = *a;
  both.required = a->required && b->required;
  if (b->values.empty()) both.values.clear();
  for (const Json& value : b->values) {
    if (both.values.empty()) break;
    if (std::ranges::find(both.values, value) == both.values.end()) both.values.push_back(value);
  }
  return both;
}

}  // namespace

void Questions::add(const model::Model& model, Atom atom) {
  auto domain = declared(model, atom.attribute);
  if (domain && callers_ == Callers::careless && atom.attribute != "now") {
    domain->required = false;
    domain->values.clear();
  }
  const auto [place, is_new] = attributes_.try_emplace(atom.attribute, Attribute{domain, {}, {}});
  Attribute& own = place->second;
  if (!is_new) own.domain = widened(own.domain, domain);
  if (!own.keys.insert(key_of(atom)).second) return;
  own.atoms.push_back(std::move(atom));
}

void Questions::add(const model::Model& model, const model::Condition& condition) {
  if (condition.segment) {
    add(model, present(*condition.attribute));
    if (condition.segment->id) add(model, model.at(*condition.segment->id).condition);
  } else if (condition.kind == model::Condition::Kind::test) {
    add(model, atom_of(condition));
  }
  for (const model::Condition& child : condition.children) add(model, child);
}

void Questions::add(const model::Model& model, const model::Flag& flag, const model::Serve& serve) {
  const auto parts = parts_of(serve);
  if (parts.size() < 2) return;
  Cuts& own = cuts_of(model, hash_of(flag, serve));
  for (const Part& part : parts) own.at.push_back(part.buckets.end);
}

void Questions::add(const model::Model& model, const Hash& hash, Buckets buckets) {
  Cuts& own = cuts_of(model, hash);
  own.at.push_back(buckets.begin);
  own.at.push_back(buckets.end);
}

Questions::Cuts& Questions::cuts_of(const model::Model& model, const Hash& hash) {
  add(model, filled(hash.by));
  auto own = std::ranges::find(hashes_, hash, &Cuts::hash);
  if (own == hashes_.end()) own = hashes_.insert(hashes_.end(), {hash, {}});
  return *own;
}

void Questions::add(const model::Model& model, const model::Flag& flag,
                    const model::FlagEnvironment& environment) {
  if (const auto end = expiry_guard(flag)) add(model, *end);
  for (const model::FlagRule& rule : environment.rules) {
    add(model, rule.condition);
    add(model, flag, rule.serve);
  }
  add(model, flag, environment.serve);
}

}  // namespace ensign::change
