#pragma once
// A flagd document, compiled once and evaluated any number of times (flagd semantics, bucketing v2;
// JsonLogic after json-logic-js). Immutable after loading, so any number of threads may share one.
//
// Evaluation reads the document, the context and the settings, nothing else. It never throws, and
// whatever was loaded and passed in, it ends within a bounded number of steps (`step_budget`).

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/context.h"
#include "eval/document.h"
#include "eval/outcome.h"
#include "eval/settings.h"
#include "eval/value.h"

namespace ensign::eval {

struct Program;

class Ruleset {
 public:
  // Refuses the whole document as flagd does: bad JSON, wrong state, missing, empty or mixed
  // variants, unknown default variant, metadata that is not scalar. Unknown root keys are left
  // alone. Targeting that does not compile (unknown operator, undefined or cyclic `$ref`, too deep)
  // fails only its own flag, with PARSE_ERROR on evaluation.
  static std::expected<Ruleset, LoadError> load(std::string_view document_json);

  Ruleset(Ruleset&&) noexcept;
  Ruleset& operator=(Ruleset&&) noexcept;
  ~Ruleset();

  Outcome evaluate(std::string_view key, Type wanted, const Context& context,
                   const Settings& settings) const&;
  // An outcome refers to its rule set, so a temporary one cannot be asked.
  Outcome evaluate(std::string_view key, Type wanted, const Context& context,
                   const Settings& settings) const&& = delete;

  // The keys of all flags in document order.
  const std::vector<std::string_view>& keys() const { return keys_; }

  // Metadata of the set, an object.
  View metadata() const { return metadata_; }

  // Metadata of the set with the flag's own over it, an object; none for an unknown flag.
  std::optional<View> metadata(std::string_view key) const;

  // Why the targeting of a flag does not compile; empty when it does or the flag is unknown.
  std::string_view targeting_problem(std::string_view key) const;

 private:
  struct Flag;

  Ruleset();
  void compile(const DocumentDefinition& definition);
  void build_table();
  const Flag* find(std::string_view key) const;
  Outcome evaluate_targeting(const Flag& flag, Type wanted, const Context& context,
                             const Settings& settings) const;

  Value document_;                 // owns every text and constant the program refers to
  std::unique_ptr<Arena> merged_;  // owns merged metadata
  std::unique_ptr<Program> program_;
  std::vector<Flag> flags_;
  std::vector<std::string_view> keys_;
  std::vector<std::uint32_t> table_;  // open addressing: positions in `flags_`
  std::vector<std::string> problems_;
  View metadata_;
};

}  // namespace ensign::eval
