#include "emit/page/state.h"

#include <algorithm>

#include "emit/page/wording.h"

namespace ensign::emit {
namespace {

constexpr std::int64_t soon_days = 30;

// Thousandths of a percent for whom the flag is not off.
std::int64_t share_on(const model::Flag& flag, const model::Serve& serve) {
  std::int64_t sum = 0;
  for (const model::Share& share : serve.shares) {
    if (!is_off(flag, share.variant)) sum += share.weight;
  }
  return sum;
}

// "On" and "Off" for booleans, the name of the variant otherwise.
std::string served_word(const model::Flag& flag, const model::Serve& serve) {
  const std::uint32_t variant = serve.shares.front().variant;
  if (*flag.value != model::ValueType::boolean) return *flag.variants[variant].name;
  return is_off(flag, variant) ? "Off" : "On";
}

}  // namespace

Value state_value(const State& state) {
  return Value::map({{"tone", state.tone}, {"glyph", state.glyph}, {"word", state.word}});
}

bool is_off(const model::Flag& flag, std::uint32_t variant) {
  if (const bool* value = flag.variants[variant].value.boolean()) return !*value;
  if (flag.fallback) return flag.fallback->variant == variant;
  return flag.code_default && **flag.code_default == *flag.variants[variant].name;
}

State variant_state(const model::Flag& flag, std::string_view name) {
  const auto index = flag.variant_index(name);
  if (!index) return {"none", "–", std::string(name)};
  const bool off = is_off(flag, *index);
  return {off ? "off" : "on", off ? "○" : "●", std::string(name)};
}

State flag_state(const model::Flag& flag, const model::FlagEnvironment* environment) {
  if (environment == nullptr) return {"none", "–", "Absent"};
  const model::Serve& serve = environment->serve;
  if (serve.shares.empty()) return {"none", "–", "Unknown"};
  const std::int64_t base = share_on(flag, serve);
  const auto& rules = environment->rules;
  const bool same = std::all_of(rules.begin(), rules.end(), [&](const model::FlagRule& rule) {
    return share_on(flag, rule.serve) == base;
  });
  if (base == 100'000) {
    const std::string word = serve.is_split() ? "Split" : served_word(flag, serve);
    return {"on", "●", same ? word : word + ", with exceptions"};
  }
  if (base == 0) {
    return same ? State{"off", "○", served_word(flag, serve)} : State{"part", "◐", "For some"};
  }
  return {"part", "◐", same ? percent_words(base) : percent_words(base) + " and some"};
}

State risk_state(model::Risk risk) {
  switch (risk) {
    case model::Risk::L0:
      return {"none", "◌", "L0"};
    case model::Risk::L1:
      return {"none", "◔", "L1"};
    case model::Risk::L2:
      return {"part", "◑", "L2"};
    case model::Risk::L3:
      return {"bad", "◕", "L3"};
  }
  return {};
}

State expiry_state(const model::Flag& flag, Date today) {
  if (flag.permanent) return {"none", "∞", "permanent"};
  if (!flag.expires) return {"none", "–", "no date"};
  const std::int64_t days = flag.expires->value.days - today.days;
  if (days < 0) return {"bad", "✕", "expired " + days_words(days)};
  return {days <= soon_days ? "part" : "none", "◷", days_words(days)};
}

}  // namespace ensign::emit
