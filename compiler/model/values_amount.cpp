// Durations and percentages: amounts that people write with a unit, read without rounding.
#include <fmt/format.h>

#include "model/rules.h"
#include "model/values.h"

namespace ensign::model {
namespace {

// A decimal number without sign or exponent, as `digits` / 10^`decimals`.
struct Decimal {
  std::uint64_t digits = 0;
  unsigned decimals = 0;
};

// At most three digits before the point and `most_decimals` after it; nothing else is understood.
std::optional<Decimal> parse_decimal(std::string_view text, unsigned most_decimals) {
  Decimal result;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == text.npos ? "" : text.substr(point + 1);
  if (whole.empty() || whole.size() > 3 || rest.size() > most_decimals) return std::nullopt;
  if (point != text.npos && rest.empty()) return std::nullopt;
  for (const std::string_view part : {whole, rest}) {
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      result.digits = result.digits * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  result.decimals = static_cast<unsigned>(rest.size());
  return result;
}

std::uint64_t power_of_ten(unsigned exponent) {
  std::uint64_t value = 1;
  for (unsigned i = 0; i < exponent; ++i) value *= 10;
  return value;
}

std::optional<std::int64_t> positive_duration(std::string_view text) {
  const auto seconds = parse_duration_seconds(text);
  return seconds && *seconds > 0 ? seconds : std::nullopt;
}

}  // namespace

Read<std::int64_t> read_duration(const Node& node, Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a duration", report);
    return std::nullopt;
  }
  if (const auto seconds = positive_duration(node.text)) {
    return Spanned<std::int64_t>{*seconds, node.span};
  }
  report.add(invalid_duration, node.span, fmt::format("`{}` is not a duration", node.text),
             "durations are `30min`, `48h`, `3d` or `2w`, and more than nothing");
  return std::nullopt;
}

std::optional<DurationRange> read_duration_range(const Node& node, Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a duration or a range", report);
    return std::nullopt;
  }
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  const auto least = positive_duration(text.substr(0, dots));
  const auto most = dots == text.npos ? least : positive_duration(text.substr(dots + 2));
  if (least && most && *least <= *most) return DurationRange{*least, *most, node.span};
  const bool turned = least && most;
  report.add(invalid_duration, node.span,
             turned ? fmt::format("`{}` ends before it begins", text)
                    : fmt::format("`{}` is not a duration or a range of durations", text),
             turned ? "write the shorter duration first" : "write `3d`, or `2d..3d`");
  return std::nullopt;
}

Read<std::int64_t> read_weight(const Node& node, Report& report) {
  if (!syntax::as_integer(node) && !syntax::as_number(node)) {
    report_wrong_type(node, "a percentage", report);
    return std::nullopt;
  }
  const auto decimal = parse_decimal(node.text, 3);
  const auto weight =
      decimal ? decimal->digits * power_of_ten(3 - decimal->decimals) : std::uint64_t{100'001};
  if (weight <= 100'000) return Spanned<std::int64_t>{static_cast<std::int64_t>(weight), node.span};
  report.add(invalid_value, node.span, fmt::format("`{}` is not a percentage", node.text),
             "percentages go from 0 to 100, with up to three decimals");
  return std::nullopt;
}

Read<std::uint32_t> read_bucket(const Node& node, Report& report) {
  const std::string_view text = node.text;
  const auto percent = node.is_scalar() && text.ends_with('%')
                           ? parse_decimal(text.substr(0, text.size() - 1), 6)
                           : std::nullopt;
  // Below 2^27 and 2^32, so their product fits.
  const std::uint64_t whole = percent ? 100 * power_of_ten(percent->decimals) : 0;
  if (percent && percent->digits < whole) {
    const std::uint64_t hash = (percent->digits << 32) / whole;
    return Spanned<std::uint32_t>{static_cast<std::uint32_t>(hash), node.span};
  }
  if (!node.is_scalar()) {
    report_wrong_type(node, "a percentage", report);
  } else {
    report.add(invalid_value, node.span, fmt::format("`{}` is not a place in a split", node.text),
               "write a percentage from `0%` to below `100%`, with up to six decimals");
  }
  return std::nullopt;
}

std::string percent_text(std::int64_t weight) {
  std::string text = fmt::format("{}.{:03}", weight / 1000, weight % 1000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + " %";
}

}  // namespace ensign::model
