#include "change/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ensign::change {
namespace {

using model::AttributeType;
using model::Operator;
using Values = std::vector<Json>;

constexpr double largest_exact = 9'007'199'254'740'992;  // 2^53

Json as_json(double value) {
  const bool is_whole = std::trunc(value) == value && std::abs(value) <= largest_exact;
  return is_whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

// The numbers that the atoms name, ascending; nothing when one is too large to count from.
std::optional<std::vector<double>> thresholds(std::span<const Atom> atoms) {
  std::vector<double> found;
  for (const Atom& atom : atoms) {
    for (const Json& operand : atom.operands) {
      const auto number = number_of(operand);
      if (!number) continue;
      if (std::abs(*number) >= largest_exact) return std::nullopt;
      found.push_back(*number);
    }
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

// Whole numbers: those beside each threshold reach into every gap that holds one.
std::optional<Values> sample_integers(std::span<const Atom> atoms) {
  const auto cuts = thresholds(atoms);
  if (!cuts) return std::nullopt;
  Values values;
  if (cuts->empty()) values.push_back(0);
  for (const double cut : *cuts) {
    for (const double near :
         {std::floor(cut) - 1, std::floor(cut), std::ceil(cut), std::ceil(cut) + 1}) {
      values.push_back(as_json(near));
    }
  }
  return values;
}

// A number between two, or the next double where nothing is halfway.
double between(double low, double high) {
  const double middle = low + (high - low) / 2;
  return low < middle && middle < high ? middle : std::nextafter(low, high);
}

std::optional<Values> sample_numbers(std::span<const Atom> atoms) {
  const auto cuts = thresholds(atoms);
  if (!cuts) return std::nullopt;
  if (cuts->empty()) return Values{0};
  Values values{as_json(cuts->front() - 1)};
  for (std::size_t i = 0; i < cuts->size(); ++i) {
    values.push_back(as_json((*cuts)[i]));
    const bool is_last = i + 1 == cuts->size();
    values.push_back(as_json(is_last ? (*cuts)[i] + 1 : between((*cuts)[i], (*cuts)[i + 1])));
  }
  return values;
}

std::optional<Values> sample_open(const Domain& domain, std::span<const Atom> atoms) {
  switch (domain.type) {
    case AttributeType::boolean:
      return Values{true, false};
    case AttributeType::integer:
    case AttributeType::timestamp:
      return sample_integers(atoms);
    case AttributeType::number:
      return sample_numbers(atoms);
    case AttributeType::version:
      return detail::sample_versions(atoms);
    case AttributeType::string:
      return detail::sample_texts(domain.required, atoms);
  }
  return std::nullopt;
}

void keep_from(Values& values, Instant earliest) {
  values.push_back(earliest.seconds);
  std::erase_if(values,
                [&](const Json& value) { return *number_of(value) < double(earliest.seconds); });
  std::ranges::sort(values, {}, [](const Json& value) { return *number_of(value); });
}

void drop_repetitions(Values& values) {
  Values kept;
  std::vector<std::string> seen;
  for (Json& value : values) {
    std::string text = canonical(value);
    const auto place = std::ranges::lower_bound(seen, text);
    if (place != seen.end() && *place == text) continue;
    seen.insert(place, std::move(text));
    kept.push_back(std::move(value));
  }
  values = std::move(kept);
}

}  // namespace

namespace detail {

std::vector<Json> constants(std::span<const Atom> atoms) {
  Values found;
  for (const Atom& atom : atoms) {
    if (atom.op && *atom.op <= Operator::not_in) {
      found.insert(found.end(), atom.operands.begin(), atom.operands.end());
    }
  }
  return found;
}

}  // namespace detail

Domain domain_of(const model::Attribute& attribute) {
  Domain domain{attribute.type, attribute.values, attribute.required, std::nullopt};
  if (attribute.type != AttributeType::timestamp) return domain;
  // Moments are written as such, and passed as Unix seconds.
  for (Json& value : domain.values) {
    const auto moment = value.string() ? parse_instant(*value.string()) : std::nullopt;
    if (moment) value = moment->seconds;
  }
  return domain;
}

Domain domain_of_clock(std::optional<Instant> earliest) {
  return {AttributeType::timestamp, {}, true, earliest.value_or(Instant{0})};
}

Domain domain_of_unit() { return {AttributeType::string, {}, true, std::nullopt}; }

std::optional<std::vector<Json>> sample(const Domain& domain, std::span<const Atom> atoms) {
  auto values = domain.values.empty() ? sample_open(domain, atoms) : std::optional(domain.values);
  if (!values) return std::nullopt;
  if (domain.earliest) keep_from(*values, *domain.earliest);
  drop_repetitions(*values);
  if (!domain.required) values->emplace_back();
  return values;
}

}  // namespace ensign::change
