// Readers of single values: a tree node to a typed value, or nothing and a finding at that node. A
// plain number or boolean is not a string: `2.10` and `2.1` would be one and the same to other
// tools.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/json.h"
#include "model/people.h"
#include "model/reference.h"
#include "model/stage.h"
#include "model/words.h"
#include "report/report.h"
#include "syntax/yaml.h"

namespace ensign::model {

using report::Report;
using syntax::Node;

template <typename T>
using Read = std::optional<Spanned<T>>;

// "a string", "a list", "nothing" …
std::string_view kind_of(const Node& node);

// Adds wrong-type: "expected a date, found a list".
void report_wrong_type(const Node& node, std::string_view expected, Report& report);

Read<std::string> read_text(const Node& node, Report& report);     // not empty
Read<std::string> read_literal(const Node& node, Report& report);  // any scalar, as it is written
Read<std::string> read_id(const Node& node, Report& report);
Read<std::string> read_version(const Node& node, Report& report);
Read<std::string> read_project(const Node& node, Report& report);  // 16 hex digits
Read<bool> read_boolean(const Node& node, Report& report);
Read<std::int64_t> read_integer(const Node& node, Report& report);
Read<double> read_number(const Node& node, Report& report);
Read<Date> read_date(const Node& node, Report& report);
Read<Instant> read_instant(const Node& node, Report& report);
Read<std::int64_t> read_duration(const Node& node, Report& report);  // seconds, over 0
std::optional<DurationRange> read_duration_range(const Node& node, Report& report);
std::optional<Owner> read_owner(const Node& node, Report& report);

// `12.5%` with up to six decimals, at least 0 and under 100, as the hash that a bucket starts with:
// the largest whole number not over p / 100 of 2^32.
Read<std::uint32_t> read_bucket(const Node& node, Report& report);

// A percentage from 0 to 100 with up to three decimals, in thousandths of a percent.
Read<std::int64_t> read_weight(const Node& node, Report& report);

// The same for people: `12.5 %`.
std::string percent_text(std::int64_t weight);

template <typename Entity>
std::optional<Ref<Entity>> read_ref(const Node& node, Report& report) {
  auto name = read_text(node, report);
  if (!name) return std::nullopt;
  return Ref<Entity>{std::move(*name), std::nullopt};
}

void report_unknown_word(const Node& node, std::span<const std::string_view> words, Report& report);

template <typename E>
Read<E> read_word(const Node& node, Report& report) {
  const auto word = node.is_scalar() ? from_spelling<E>(node.text) : std::nullopt;
  if (word) return Spanned<E>{*word, node.span};
  report_unknown_word(node, spellings<E>(), report);
  return std::nullopt;
}

// Any tree as JSON: plain scalars by the core schema, all others as strings.
Json to_json(const Node& node);

}  // namespace ensign::model
