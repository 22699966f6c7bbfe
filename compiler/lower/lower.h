// What clients will evaluate: a flag of one environment as a flagd flag object. This is `lowering:
// 1` as docs/lowering.md specifies it, frozen: approvals sign what it yields, so a change is a new
// number beside the old one, never an edit. It stands before `change` and `policy` because the
// digest of a governed record, the flags' own tests and every comparison are over these bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/model.h"

namespace ensign::lower {

inline constexpr int lowering_version = 1;

// A shared evaluator: content-addressed name `<segment>.<32 hex of the sha256 of its canonical
// JSON>`.
struct SharedEvaluator {
  std::string name;
  Json rule;
};

// The name of a rule that is shared under the name of a segment.
std::string evaluator_name(std::string_view segment, const Json& rule);

// Whether a rule is what the name under which it is shared says.
bool has_its_name(std::string_view name, const Json& rule);

struct LoweredFlag {
  Json flag;  // {state, variants, defaultVariant, targeting?, metadata?}
  std::vector<SharedEvaluator> evaluators;  // every one it refers to, sorted by name
  // Name of the rule behind each branch of the top-level `if` (eval::Outcome::branch).
  std::vector<std::string> branches;
};

// `environment` is an index into Config::environments, and the flag must name that environment. The
// flag must have been decoded without findings.
LoweredFlag lower_flag(const model::Model& model, const model::Flag& flag,
                       std::uint32_t environment);

SharedEvaluator lower_segment(const model::Model& model, const model::Segment& segment);
Json lower_condition(const model::Model& model, const model::Condition& condition);

// The complete flags of one environment as a flagd document: `flags`, `$evaluators`, `metadata`
// with `flagSetId` and `version` (16 hex digits of the digest of the rest). No root key `ensign`.
Json lower_environment(const model::Model& model, std::uint32_t environment);

// `metadata.version` of a document: 16 hex digits of the digest of its canonical JSON, which holds
// everything but the version itself.
std::string version_of(const Json& document);

}  // namespace ensign::lower
