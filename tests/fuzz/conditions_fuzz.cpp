// Loads any bytes as a document and evaluates every flag of it against any context: nothing may
// crash, hang or leak. The input is the document, a zero byte, the context.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eval/ruleset.h"

using namespace ensign::eval;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t split = input.find('\0');
  const auto rules = Ruleset::load(input.substr(0, split));
  if (!rules) return 0;
  Context context;
  if (split != std::string_view::npos) {
    if (auto given = Context::from_json(input.substr(split + 1))) context = std::move(*given);
  }
  const Settings settings{.timestamp = 1'760'000'000, .hash = std::nullopt};
  for (const std::string_view key : rules->keys()) {
    const Outcome outcome = rules->evaluate(key, Type::any, context, settings);
    if (outcome.error.has_value() == outcome.message.empty()) __builtin_trap();
    if (outcome.value.is_null() != outcome.variant.empty()) __builtin_trap();
    if (outcome.error && !outcome.value.is_null()) __builtin_trap();
    to_json(outcome.value);
    to_json(rules->metadata(key).value_or(View()));
  }
  return 0;
}
