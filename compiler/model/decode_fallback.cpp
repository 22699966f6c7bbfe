// `fallback:` of a flag.
#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::int64_t most_tier = 2;

Read<std::int64_t> read_tier(const Node& node, Report& report) {
  const auto tier = read_integer(node, report);
  if (!tier || (**tier >= 0 && **tier <= most_tier)) return tier;
  report.add(invalid_value, node.span, fmt::format("there is no tier {}", **tier),
             "0 is automatic, 1 asks the user, 2 is overridden by hand");
  return std::nullopt;
}

// A tag as BCP 47 shapes it: two or three letters, and parts of letters and digits behind `-`.
bool is_language(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto fits = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  const std::string_view first = text.substr(0, text.find('-'));
  if (first.size() < 2 || first.size() > 3 || !std::ranges::all_of(first, letter)) return false;
  while (text.size() > first.size()) {
    const std::string_view part = text.substr(text.rfind('-') + 1);
    if (part.empty() || part.size() > 8 || !std::ranges::all_of(part, fits)) return false;
    text.remove_suffix(part.size() + 1);
  }
  return true;
}

std::optional<std::vector<Translation>> read_translations(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  std::vector<Translation> result;
  for (const syntax::Entry& entry : node.entries) {
    Translation translation;
    translation.language = {entry.key, entry.key_span};
    if (!is_language(entry.key)) {
      report.add(invalid_value, entry.key_span, fmt::format("`{}` is no language", entry.key),
                 "write its tag: `de`, `pt-BR`");
    }
    Fields fields(entry.value, "translation", report);
    fields.optional("badge", read_text, translation.badge);
    fields.optional("reason", read_text, translation.reason);
    fields.finish();
    result.push_back(std::move(translation));
  }
  return result;
}

}  // namespace

std::optional<Fallback> read_fallback(const Node& node, const Variants& variants, Report& report) {
  Fallback fallback;
  fallback.span = node.span;
  fallback.tier.span = node.span;
  Fields fields(node, "fallback", report);
  fields.optional("tier", read_tier, fallback.tier);
  fields.required("serve", read_text, fallback.serve);
  fields.optional("badge", read_text, fallback.badge);
  fields.optional("reason", read_text, fallback.reason);
  fields.optional("preserves", read_text, fallback.preserves);
  fields.list("triggers", read_text, fallback.triggers);
  fields.optional("telemetry", read_text, fallback.telemetry);
  fields.optional("audit", read_boolean, fallback.audit);
  fields.optional("translations", read_translations, fallback.translations);
  fields.optional("validated_by", read_ref<Evidence>, fallback.validated_by);
  fields.finish();
  if (!fallback.serve->empty()) fallback.variant = variants.find(fallback.serve, report);
  return fields ? std::optional(std::move(fallback)) : std::nullopt;
}

}  // namespace ensign::model
