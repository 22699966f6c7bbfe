#include "source/wildcard.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace ensign::source {
namespace {

// The set of offsets in the text up to which the pattern read so far can match.
using Reached = std::vector<bool>;

// A bracket class, `pattern` standing behind its `[`: whether `letter` is in it, and how many bytes
// it takes. Nothing when it is not closed. Named classes (`[:alpha:]`) are read as their letters.
struct ClassMatch {
  bool matches = false;
  std::size_t length = 0;
};
std::optional<ClassMatch> match_class(std::string_view pattern, char letter) {
  std::size_t at = 0;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true;; first = false) {
    if (at >= pattern.size()) return std::nullopt;
    if (pattern[at] == ']' && !first) break;
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    const char low = pattern[at++];
    char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      high = pattern[at + 1];
      at += 2;
    }
    const auto code = static_cast<unsigned char>(letter);
    found |= static_cast<unsigned char>(low) <= code && code <= static_cast<unsigned char>(high);
  }
  return ClassMatch{found != negated && letter != '/', at + 1};
}

class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view text)
      : pattern_(pattern), text_(text), reached_(text.size() + 1, false) {
    reached_[0] = true;
  }

  bool run() {
    while (at_ < pattern_.size()) {
      if (!step()) return false;
    }
    return reached_[text_.size()];
  }

 private:
  bool rest_starts_with(std::string_view words) const {
    return pattern_.substr(at_).starts_with(words);
  }

  // Takes one element of the pattern; false when the pattern is broken.
  bool step() {
    const bool at_component = at_ == 0 || pattern_[at_ - 1] == '/';
    if (at_component && rest_starts_with("**/")) return any_folders();
    if (at_component && pattern_.substr(at_) == "**") return star(true, 2);
    if (rest_starts_with("*")) return star(false, 1);
    if (rest_starts_with("[")) return bracket();
    if (rest_starts_with("?")) {
      ++at_;
      advance([](char letter) { return letter != '/'; });
      return true;
    }
    if (rest_starts_with("\\") && ++at_ == pattern_.size()) return false;
    const char wanted = pattern_[at_++];
    advance([&](char letter) { return letter == wanted; });
    return true;
  }

  template <typename Accepts>
  void advance(Accepts accepts) {
    Reached next(reached_.size(), false);
    for (std::size_t i = 0; i < text_.size(); ++i) next[i + 1] = reached_[i] && accepts(text_[i]);
    reached_ = std::move(next);
  }

  bool star(bool over_slashes, std::size_t length) {
    at_ += length;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (reached_[i] && (over_slashes || text_[i] != '/')) reached_[i + 1] = true;
    }
    return true;
  }

  // `**/`: nothing, or any number of whole folders.
  bool any_folders() {
    at_ += 3;
    bool open = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      open |= reached_[i];
      if (open && text_[i] == '/') reached_[i + 1] = true;
    }
    return true;
  }

  bool bracket() {
    const std::string_view inside = pattern_.substr(at_ + 1);
    const auto shape = match_class(inside, '\0');
    if (!shape) return false;
    at_ += 1 + shape->length;
    advance([&](char letter) { return match_class(inside, letter)->matches; });
    return true;
  }

  std::string_view pattern_;
  std::string_view text_;
  std::size_t at_ = 0;
  Reached reached_;
};

}  // namespace

bool wildcard_matches(std::string_view pattern, std::string_view text) {
  return Matcher(pattern, text).run();
}

}  // namespace ensign::source
