// The YAML 1.2 core schema (specification 1.2.2, section 10.3.2), narrowed: booleans only in lower
// case, integers only in decimal, numbers only finite.
#include <charconv>
#include <cmath>

#include "syntax/yaml.h"

namespace ensign::syntax {
namespace {

constexpr std::int64_t largest_integer = (std::int64_t{1} << 53) - 1;

bool is_plain_scalar(const Node& node) {
  return node.kind == Node::Kind::scalar && node.plain && !node.text.empty();
}

// from_chars takes no `+`, and would take `inf` and `nan`, which this schema does not.
std::string_view number_text(const Node& node) {
  std::string_view text = node.text;
  if (text.starts_with('+')) text.remove_prefix(1);
  const std::string_view digits =
      text.starts_with('-') && text.size() == node.text.size() ? text.substr(1) : text;
  const bool starts_well = !digits.empty() && digits.find_first_of("0123456789.") == 0;
  return starts_well ? text : std::string_view();
}

}  // namespace

std::optional<bool> as_boolean(const Node& node) {
  if (!is_plain_scalar(node)) return std::nullopt;
  if (node.text == "true") return true;
  if (node.text == "false") return false;
  return std::nullopt;
}

std::optional<std::int64_t> as_integer(const Node& node) {
  if (!is_plain_scalar(node)) return std::nullopt;
  const std::string_view text = number_text(node);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value > largest_integer || value < -largest_integer) return std::nullopt;
  return value;
}

std::optional<double> as_number(const Node& node) {
  if (!is_plain_scalar(node)) return std::nullopt;
  const std::string_view text = number_text(node);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace ensign::syntax
