#include "model/version.h"

#include <algorithm>

namespace ensign::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_identifier_character(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

bool is_numeric(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_number(std::string_view text) {
  return is_numeric(text) && (text.size() == 1 || text.front() != '0');
}

// Identifiers between dots; nothing when one is empty or holds another character.
std::optional<std::vector<std::string>> identifiers(std::string_view text) {
  std::vector<std::string> result;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view identifier = text.substr(0, dot);
    if (identifier.empty() || !std::ranges::all_of(identifier, is_identifier_character)) {
      return std::nullopt;
    }
    result.emplace_back(identifier);
    if (dot == text.npos) return result;
    text.remove_prefix(dot + 1);
  }
}

// Cuts `text` at the first `mark`; the part behind it, if the mark is there.
std::optional<std::string_view> cut_at(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == text.npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

std::weak_ordering compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a <=> b;
}

std::weak_ordering compare_identifiers(std::string_view a, std::string_view b) {
  const bool a_numeric = is_numeric(a), b_numeric = is_numeric(b);
  if (a_numeric != b_numeric) {
    return a_numeric ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  return a_numeric ? compare_numbers(a, b) : std::weak_ordering(a <=> b);
}

}  // namespace

std::optional<Version> parse_version(std::string_view text) {
  Version version;
  if (const auto build = cut_at(text, '+')) {
    if (!identifiers(*build)) return std::nullopt;
    version.build = *build;
  }
  if (const auto pre_release = cut_at(text, '-')) {
    auto parts = identifiers(*pre_release);
    if (!parts) return std::nullopt;
    for (const std::string& part : *parts) {
      if (is_numeric(part) && !is_number(part)) return std::nullopt;
    }
    version.pre_release = std::move(*parts);
  }
  auto rest = cut_at(text, '.');
  if (!rest) return std::nullopt;
  const auto patch = cut_at(*rest, '.');
  if (!patch || !is_number(text) || !is_number(*rest) || !is_number(*patch)) return std::nullopt;
  version.major = text;
  version.minor = *rest;
  version.patch = *patch;
  return version;
}

std::weak_ordering precedence(const Version& a, const Version& b) {
  if (const auto order = compare_numbers(a.major, b.major); order != 0) return order;
  if (const auto order = compare_numbers(a.minor, b.minor); order != 0) return order;
  if (const auto order = compare_numbers(a.patch, b.patch); order != 0) return order;
  if (a.pre_release.empty() || b.pre_release.empty()) {
    return b.pre_release.size() <=> a.pre_release.size();  // a pre-release is lower
  }
  const std::size_t common = std::min(a.pre_release.size(), b.pre_release.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto order = compare_identifiers(a.pre_release[i], b.pre_release[i]);
    if (order != 0) return order;
  }
  return a.pre_release.size() <=> b.pre_release.size();
}

}  // namespace ensign::model
