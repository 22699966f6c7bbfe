// The regions of a flag in one environment, in the order in which clients try them, and what each
// serves: the chain of docs/lowering.md over the contexts of a space.
#pragma once

#include "change/space.h"

namespace ensign::change {

// A variant of a serve, and the buckets that get it; all of them when nobody is split.
struct Part {
  std::uint32_t variant = 0;
  Buckets buckets;
};

// The variants with a weight, in the order of the flag's variants, which bucketing follows.
std::vector<Part> parts_of(const model::Serve& serve);
Hash hash_of(const model::Flag& flag, const model::Serve& serve);

// The clock of a flag that falls back when it expires.
std::optional<Atom> expiry_guard(const model::Flag& flag);

struct Outcome {
  std::uint32_t variant = 0;
  Region region;
};

struct Branch {
  enum class Kind : std::uint8_t {
    expiry,  // the fallback after the last day
    rule,
    split,  // the default, where it is a split
    rest,   // the default for everybody else; of a split, its last variant
  };
  Kind kind = Kind::rest;
  std::size_t rule = 0;                 // index into the rules; only of a rule
  const model::Serve* serve = nullptr;  // absent for an expiry
  Region matched;                       // who fulfils it, as if it were the first
  Region reached;                       // and is left over by those before it
  std::vector<Outcome> outcomes;        // a division of `reached`
};

// `space` was asked about this flag and environment. The flag is complete.
std::vector<Branch> branches_of(const Space& space, const model::Model& model,
                                const model::Flag& flag, const model::FlagEnvironment& environment);

// Who is served any of the variants for which `wanted` holds.
template <typename Wanted>
Region served(const std::vector<Branch>& branches, Wanted wanted) {
  Region all;
  for (const Branch& branch : branches) {
    for (const Outcome& outcome : branch.outcomes) {
      if (wanted(outcome.variant)) all = unite(all, outcome.region);
    }
  }
  return all;
}

}  // namespace ensign::change
