#include "emit/page/wording.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace ensign::emit {
namespace {

struct Unit {
  std::int64_t seconds;
  std::string_view one, many;
};
constexpr Unit units[] = {{604'800, "week", "weeks"},
                          {86'400, "day", "days"},
                          {3'600, "hour", "hours"},
                          {60, "minute", "minutes"},
                          {1, "second", "seconds"}};

// Hours stay hours up to three days: people say "48 hours of monitoring", "24 hours".
const Unit& unit_for(std::int64_t seconds) {
  if (seconds >= 3'600 && seconds <= 72 * 3'600 && seconds % 3'600 == 0) {
    return units[2];
  }
  for (const Unit& unit : units) {
    if (seconds >= unit.seconds && seconds % unit.seconds == 0) return unit;
  }
  return units[4];
}

std::string bound_words(double value, const model::Threshold& threshold, std::string_view unit) {
  if (threshold.comparison == model::Comparison::relative) return number_words(value * 100) + " %";
  if (unit == "ratio") {
    return number_words(value * 100) +
           (threshold.comparison == model::Comparison::increase ? " percentage points" : " %");
  }
  return number_words(value) + (unit.empty() ? "" : " " + std::string(unit));
}

std::string_view verb_of(model::Comparison comparison) {
  switch (comparison) {
    case model::Comparison::absolute:
      return "is";
    case model::Comparison::increase:
      return "rises by";
    case model::Comparison::relative:
      return "changes by";
  }
  return "is";
}

}  // namespace

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string number_words(double value) {
  // Twelve digits hide what multiplying by a hundred adds: 0.1, not 0.10000000000000001.
  return fmt::format("{:.12g}", value);
}

std::string percent_words(std::int64_t thousandths) {
  return number_words(static_cast<double>(thousandths) / 1000) + " %";
}

std::string duration_words(std::int64_t seconds) {
  const Unit& unit = unit_for(seconds);
  return plural(static_cast<std::size_t>(seconds / unit.seconds), unit.one, unit.many);
}

std::string range_words(const model::DurationRange& range) {
  if (range.min_seconds == range.max_seconds) return duration_words(range.min_seconds);
  for (const Unit& unit : units) {
    if (range.min_seconds % unit.seconds == 0 && range.max_seconds % unit.seconds == 0) {
      return fmt::format("{} to {} {}", range.min_seconds / unit.seconds,
                         range.max_seconds / unit.seconds, unit.many);
    }
  }
  return duration_words(range.min_seconds);
}

std::string days_words(std::int64_t days) {
  if (days == 0) return "today";
  const auto count = static_cast<std::size_t>(std::abs(days));
  return days > 0 ? "in " + plural(count, "day", "days") : plural(count, "day", "days") + " ago";
}

std::string threshold_words(const model::Threshold& threshold, std::string_view unit) {
  std::string words;
  if (threshold.at_most) words = "at most " + bound_words(**threshold.at_most, threshold, unit);
  if (threshold.at_least) {
    if (!words.empty()) words += " and ";
    words += "at least " + bound_words(**threshold.at_least, threshold, unit);
  }
  words = fmt::format("{} {}", verb_of(threshold.comparison), words);
  if (threshold.comparison != model::Comparison::absolute) words += " against its baseline";
  if (threshold.window_seconds) words += " within " + duration_words(*threshold.window_seconds);
  return words;
}

std::string value_words(const Json& value) {
  return value.string() ? *value.string() : canonical(value);
}

std::string risk_words(model::Risk risk) {
  switch (risk) {
    case model::Risk::L0:
      return "L0 documentation";
    case model::Risk::L1:
      return "L1 user interface";
    case model::Risk::L2:
      return "L2 core logic";
    case model::Risk::L3:
      return "L3 external side effects";
  }
  return "L3 external side effects";
}

Words serve_words(const model::Model& model, const model::Flag& flag, const model::Serve& serve) {
  const auto name = [&](const model::Share& share) -> std::string_view {
    return *flag.variants[share.variant].name;
  };
  if (serve.shares.empty()) return "nothing";
  if (!serve.is_split()) return Words().code(name(serve.shares.front()));
  std::string unit = "everyone";
  if (serve.by) {
    unit = fmt::format("all {}", **serve.by);
    for (const model::Scope& scope : model.config.scopes) {
      if (scope.attribute && **scope.attribute == **serve.by) unit = *scope.name + "s";
    }
  }
  Words words;
  for (std::size_t i = 0; i < serve.shares.size(); ++i) {
    if (i > 0) words.text(", ");
    words.text(percent_words(serve.shares[i].weight));
    words.text(i == 0 ? fmt::format(" of {} ", unit) : std::string(" "));
    words.code(name(serve.shares[i]));
  }
  return words;
}

}  // namespace ensign::emit
