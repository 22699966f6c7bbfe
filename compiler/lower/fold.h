// Partial evaluation: lowered JsonLogic with what is known of every caller put in, and everything
// that this decides taken out. Who evaluates the result gets what the original gives to the same
// caller with the known attributes in the context, errors included (docs/bundles.md, "Folding").
//
// Conditions are folded in three values: true, false, or not decided yet. Only the operators of
// lowering 1 are known here; logic of another origin is a Failure, never a guess.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace ensign::lower {

// Attribute, with dots for nesting, to its value: text, a number or a boolean.
using KnownValues = std::map<std::string, Json, std::less<>>;

class Fold {
 public:
  // `evaluators` is the object `$evaluators` of the document that the logic is from, or nullptr;
  // it must outlive the fold.
  Fold(const Json* evaluators, const KnownValues& known);

  // Logic of the same value in every context.
  Result<Json> value(const Json& logic);

  // Logic that is true in the same contexts; true or false itself when the known values decide.
  Result<Json> truth(const Json& logic);

  // A flagd flag object: branches that are never taken vanish, and a flag whose targeting is
  // decided becomes static, with the variant that was left as its default.
  Result<Json> flag(const Json& flag);

  // What the flags folded so far refer to: evaluators under names of their content.
  const std::map<std::string, Json>& evaluators() const { return used_; }

  // The rule behind a `$ref` in logic that was folded; nullptr for another name.
  const Json* evaluator(std::string_view name) const;

 private:
  Result<Json> variable(const std::string& path) const;
  Result<Json> chain(std::span<const Json> arguments);
  Result<Json> junction(std::string_view name, std::span<const Json> members);
  Result<Json> operation(std::string_view name, std::span<const Json> arguments);
  Result<Json> reference(const Json& name);
  bool may_fail(const Json& logic) const;
  void use(const Json& logic);

  const KnownValues& known_;
  std::map<std::string, const Json*, std::less<>> originals_;
  std::map<std::string, Json, std::less<>> references_;  // what stands for a `$ref` that was folded
  std::map<std::string, Json, std::less<>> rules_;       // by the names of their content
  std::map<std::string, Json> used_;
};

}  // namespace ensign::lower
