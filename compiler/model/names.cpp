#include "model/names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/nearest.h"

namespace ensign::model {
namespace {

constexpr std::size_t longest_id = 100;
constexpr std::size_t few = 12;
constexpr std::size_t most_guesses = 4;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool is_device_name(std::string_view name) {
  name = name.substr(0, name.find('.'));
  if (name == "con" || name == "prn" || name == "aux" || name == "nul") return true;
  const bool numbered = name.starts_with("com") || name.starts_with("lpt");
  return numbered && name.size() == 4 && name[3] >= '0' && name[3] <= '9';
}

}  // namespace

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > longest_id || !is_alphanumeric(text.front())) return false;
  return std::ranges::all_of(
      text, [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_person_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_reserved(std::string_view key) {
  static constexpr std::array<std::string_view, 4> words{"index", "__proto__", "constructor",
                                                         "prototype"};
  const std::string name = lowered(key);
  return std::ranges::find(words, name) != words.end() || is_device_name(name);
}

std::string key_fold(std::string_view key) {
  std::string result = lowered(key);
  std::ranges::replace(result, '.', '-');
  std::ranges::replace(result, '_', '-');
  return result;
}

std::string suggestion(std::string_view written, std::span<const std::string_view> known,
                       std::string_view otherwise) {
  const auto meant = all_nearest(written, known);
  if (!meant.empty() && meant.size() <= most_guesses) {
    return fmt::format("did you mean {}?", listed(meant, "or"));
  }
  if (!known.empty() && known.size() <= few) {
    return fmt::format("known: {}", listed(known, "and"));
  }
  return std::string(otherwise);
}

std::string listed(std::span<const std::string_view> names, std::string_view joint) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += i + 1 == names.size() ? fmt::format(" {} ", joint) : ", ";
    result += fmt::format("`{}`", names[i]);
  }
  return result;
}

}  // namespace ensign::model
