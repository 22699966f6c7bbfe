#include "eval/version.h"

#include <algorithm>
#include <utility>

namespace ensign::eval {
namespace {

// The limits of the reference reader (node-semver): text length, and numbers a double holds
// exactly.
constexpr std::size_t longest_version = 256;
constexpr std::uint64_t largest_number = (std::uint64_t{1} << 53) - 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_identifier_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool has_leading_zero(std::string_view digits) { return digits.size() > 1 && digits[0] == '0'; }

// The part up to the next `separator`, which both are taken off `rest`.
std::string_view take_part(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  if (!all_digits(digits)) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    if (number > largest_number) return std::nullopt;
  }
  return number;
}

// Dot-separated identifiers, none empty; numeric ones without leading zeros where that counts.
bool valid_identifiers(std::string_view text, bool plain_numbers) {
  if (text.empty() || text.ends_with('.')) return false;
  while (!text.empty()) {
    const std::string_view part = take_part(text, '.');
    if (part.empty() || !std::ranges::all_of(part, is_identifier_character)) return false;
    if (plain_numbers && all_digits(part) && has_leading_zero(part)) return false;
  }
  return true;
}

std::optional<Version> read_core(std::string_view core, bool partial_allowed) {
  Version version;
  const auto dots = std::ranges::count(core, '.');
  if (dots > 2 || (dots < 2 && !partial_allowed) || core.ends_with('.')) return std::nullopt;
  for (std::size_t i = 0; !core.empty(); ++i) {
    const std::string_view part = take_part(core, '.');
    const auto number = read_number(part);
    if (!number || has_leading_zero(part)) return std::nullopt;
    version.core[i] = *number;
  }
  return version;
}

std::weak_ordering compare_numbers(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  return left <=> right;
}

std::weak_ordering compare_identifiers(std::string_view left, std::string_view right) {
  const bool left_numeric = all_digits(left);
  const bool right_numeric = all_digits(right);
  if (left_numeric && right_numeric) return compare_numbers(left, right);
  if (left_numeric != right_numeric) {
    return left_numeric ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  return left <=> right;
}

std::weak_ordering compare_prereleases(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return left.empty() <=> right.empty();
  while (!left.empty() && !right.empty()) {
    const auto order = compare_identifiers(take_part(left, '.'), take_part(right, '.'));
    if (order != 0) return order;
  }
  return right.empty() <=> left.empty();
}

}  // namespace

std::weak_ordering Version::operator<=>(const Version& other) const {
  if (const auto order = core <=> other.core; order != 0) return order;
  return compare_prereleases(prerelease, other.prerelease);
}

std::optional<Version> read_version(std::string_view text) {
  if (text.size() > longest_version) return std::nullopt;
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  const std::size_t core_end = text.find_first_of("-+");
  const bool bare = core_end == std::string_view::npos;
  if (text.substr(0, core_end).empty()) return std::nullopt;
  auto version = read_core(text.substr(0, core_end), bare);
  if (!version || bare) return version;
  std::string_view suffix = text.substr(core_end);
  if (suffix.front() == '-') {
    const std::size_t end = suffix.find('+');
    version->prerelease = suffix.substr(1, end == std::string_view::npos ? end : end - 1);
    if (!valid_identifiers(version->prerelease, true)) return std::nullopt;
    if (end == std::string_view::npos) return version;
    suffix = suffix.substr(end);
  }
  if (!valid_identifiers(suffix.substr(1), false)) return std::nullopt;
  return version;
}

std::optional<VersionOperator> read_version_operator(std::string_view text) {
  using enum VersionOperator;
  constexpr std::pair<std::string_view, VersionOperator> operators[] = {
      {"=", equal},   {"!=", not_equal},     {"<", less},       {"<=", less_equal},
      {">", greater}, {">=", greater_equal}, {"^", same_major}, {"~", same_minor},
  };
  for (const auto& [name, value] : operators) {
    if (name == text) return value;
  }
  return std::nullopt;
}

bool holds(const Version& left, VersionOperator comparison, const Version& right) {
  const auto order = left <=> right;
  switch (comparison) {
    case VersionOperator::equal:
      return order == 0;
    case VersionOperator::not_equal:
      return order != 0;
    case VersionOperator::less:
      return order < 0;
    case VersionOperator::less_equal:
      return order <= 0;
    case VersionOperator::greater:
      return order > 0;
    case VersionOperator::greater_equal:
      return order >= 0;
    case VersionOperator::same_major:
      return left.core[0] == right.core[0];
    case VersionOperator::same_minor:
      return left.core[0] == right.core[0] && left.core[1] == right.core[1];
  }
  return false;
}

}  // namespace ensign::eval
