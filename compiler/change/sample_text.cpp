// Texts. The beginnings that a text fulfils are those of the longest one, likewise the ends, and it
// holds some of the parts asked for. A text made of that beginning, those parts and that end, with
// a sign between them that no operand holds, fulfils exactly the same: every answer that is
// possible at all comes from one of these, or from a constant.

#include <algorithm>

#include "change/sample.h"

namespace ensign::change::detail {
namespace {

using model::Operator;
using Texts = std::vector<std::string>;

constexpr std::size_t most_parts = 10;
constexpr std::size_t most_texts = 8192;

Texts operands_of(std::span<const Atom> atoms, Operator op) {
  Texts found;
  for (const Atom& atom : atoms) {
    if (atom.op != op) continue;
    const std::string& text = *atom.operands.front().string();
    if (std::ranges::find(found, text) == found.end()) found.push_back(text);
  }
  return found;
}

bool is_held(std::span<const Atom> atoms, std::string_view text) {
  for (const Atom& atom : atoms) {
    for (const Json& operand : atom.operands) {
      if (operand.string() != nullptr && operand.string()->find(text) != std::string::npos) {
        return true;
      }
    }
  }
  return false;
}

// A letter where one is free, so that examples read well; else a character of the private use
// area, of which there are more than operands can hold.
std::string separator(std::span<const Atom> atoms) {
  for (const char c : std::string_view("xzqkjwvyubnmrtlpsdfghceaio0123456789-_~!/")) {
    if (!is_held(atoms, {&c, 1})) return {c};
  }
  for (unsigned code = 0xE000; code < 0xF8FF; ++code) {
    const std::string text{static_cast<char>(0xE0 | code >> 12),
                           static_cast<char>(0x80 | (code >> 6 & 0x3F)),
                           static_cast<char>(0x80 | (code & 0x3F))};
    if (!is_held(atoms, text)) return text;
  }
  return {};
}

std::string composed(const std::string& beginning, const Texts& parts, std::size_t chosen,
                     const std::string& end, const std::string& between) {
  std::string text = beginning + between;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if ((chosen >> i & 1) != 0) text += parts[i] + between;
  }
  return text + end;
}

}  // namespace

std::optional<std::vector<Json>> sample_texts(bool required, std::span<const Atom> atoms) {
  Texts beginnings = operands_of(atoms, Operator::starts_with);
  Texts ends = operands_of(atoms, Operator::ends_with);
  const Texts parts = operands_of(atoms, Operator::contains);
  beginnings.emplace_back();
  ends.emplace_back();
  if (parts.size() > most_parts) return std::nullopt;
  const std::size_t choices = std::size_t{1} << parts.size();
  if (beginnings.size() * ends.size() > most_texts / choices) return std::nullopt;
  const std::string between = separator(atoms);
  if (between.empty()) return std::nullopt;

  std::vector<Json> values = constants(atoms);
  for (const std::string& beginning : beginnings) {
    for (const std::string& end : ends) {
      for (std::size_t chosen = 0; chosen < choices; ++chosen) {
        values.emplace_back(composed(beginning, parts, chosen, end, between));
      }
    }
  }
  if (!required) values.emplace_back("");
  return values;
}

}  // namespace ensign::change::detail
