#include "model/pattern.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace ensign::model {
namespace {

constexpr std::size_t longest_pattern = 200;
constexpr std::size_t longest_key = 100;
constexpr std::uint32_t unbounded = longest_key;  // more repetitions cannot match anything new

using Bytes = std::bitset<256>;

Bytes range(unsigned char first, unsigned char last) {
  Bytes set;
  for (unsigned c = first; c <= last; ++c) set.set(c);
  return set;
}

Bytes single(char c) { return range(static_cast<unsigned char>(c), static_cast<unsigned char>(c)); }

std::optional<Bytes> named_class(char letter) {
  const Bytes digits = range('0', '9');
  const Bytes words = digits | range('a', 'z') | range('A', 'Z') | single('_');
  const Bytes blanks = range('\t', '\r') | single(' ');
  switch (letter) {
    case 'd':
      return digits;
    case 'D':
      return ~digits;
    case 'w':
      return words;
    case 'W':
      return ~words;
    case 's':
      return blanks;
    case 'S':
      return ~blanks;
    default:
      return std::nullopt;
  }
}

}  // namespace

// Recursive descent; the depth is bounded by the length of the pattern.
class PatternParser {
 public:
  PatternParser(std::string_view text, Pattern& pattern) : text_(text), pattern_(pattern) {}

  std::string run() {
    pattern_.root_ = choice();
    if (fault_.empty() && at_ < text_.size()) fault("`)` closes nothing");
    return fault_;
  }

 private:
  using Part = Pattern::Part;

  bool more() const { return fault_.empty() && at_ < text_.size(); }
  bool next_is(char c) const { return more() && text_[at_] == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  void fault(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }
  std::uint32_t add(Part part) {
    pattern_.parts_.push_back(std::move(part));
    return static_cast<std::uint32_t>(pattern_.parts_.size() - 1);
  }
  std::uint32_t add_set(Bytes set) {
    Part part;
    part.kind = Part::Kind::set;
    part.set = set;
    return add(std::move(part));
  }

  std::uint32_t choice() {
    Part part;
    part.kind = Part::Kind::choice;
    do {
      part.parts.push_back(sequence());
    } while (take('|'));
    return add(std::move(part));
  }

  std::uint32_t sequence() {
    Part part;
    while (more() && text_[at_] != '|' && text_[at_] != ')') part.parts.push_back(repeated());
    return add(std::move(part));
  }

  std::uint32_t repeated() {
    const std::uint32_t inner = atom();
    Part part;
    part.kind = Part::Kind::repeat;
    part.parts = {inner};
    if (take('*')) {
      part.most = unbounded;
    } else if (take('+')) {
      part.least = 1;
      part.most = unbounded;
    } else if (take('?')) {
      part.most = 1;
    } else if (take('{')) {
      bounds(part);
    } else {
      return inner;
    }
    if (next_is('*') || next_is('+') || next_is('?') || next_is('{')) {
      fault("a quantifier follows a quantifier");
    }
    return add(std::move(part));
  }

  void bounds(Part& part) {
    part.least = number();
    part.most = part.least;
    if (take(',')) part.most = next_is('}') ? unbounded : number();
    if (!take('}')) fault("`{` needs a count and `}`");
    if (part.most < part.least) fault("the counts in `{}` are in the wrong order");
  }

  std::uint32_t number() {
    std::uint32_t value = 0;
    const std::size_t start = at_;
    while (more() && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
      if (value > longest_key) fault(fmt::format("a count is over {}", longest_key));
    }
    if (at_ == start) fault("`{` needs a count and `}`");
    return value;
  }

  std::uint32_t atom() {
    const char c = text_[at_++];
    switch (c) {
      case '(':
        return group();
      case '[':
        return add_set(char_class());
      case '.':
        return add_set(~(single('\n') | single('\r')));
      case '\\':
        return add_set(escape());
      case '*':
      case '+':
      case '?':
      case '{':
        fault(fmt::format("`{}` repeats nothing", c));
        return 0;
      case '^':
      case '$':
        fault("the whole key is matched anyway, so leave out `^` and `$`");
        return 0;
      default:
        return add_set(single(c));
    }
  }

  std::uint32_t group() {
    if (take('?') && !take(':')) fault("only `(…)` and `(?:…)` are understood");
    const std::uint32_t inner = choice();
    if (!take(')')) fault("`(` is not closed");
    return inner;
  }

  Bytes escape() {
    if (!more()) {
      fault("`\\` stands at the end");
      return {};
    }
    const char c = text_[at_++];
    if (const auto set = named_class(c)) return *set;
    const bool word = (*named_class('w'))[static_cast<unsigned char>(c)];
    if (word) fault(fmt::format("`\\{}` is not understood", c));
    return single(c);
  }

  Bytes char_class() {
    const bool negated = take('^');
    Bytes set;
    while (more() && text_[at_] != ']') set |= class_item();
    if (!take(']')) fault("`[` is not closed");
    return negated ? ~set : set;
  }

  Bytes class_item() {
    const char first = text_[at_++];
    const Bytes low = first == '\\' ? escape() : single(first);
    const bool is_range = next_is('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
    if (!is_range) return low;
    ++at_;
    const char last = text_[at_++];
    if (first == '\\' || last == '\\' || last < first) {
      fault("a range in `[…]` goes from a lower to a higher letter");
      return {};
    }
    return range(static_cast<unsigned char>(first), static_cast<unsigned char>(last));
  }

  std::string_view text_;
  Pattern& pattern_;
  std::size_t at_ = 0;
  std::string fault_;
};

// For every part and every position of the key, the positions where a match can end; each is found
// once.
class PatternMatch {
 public:
  using Ends = std::bitset<longest_key + 1>;

  PatternMatch(const Pattern& pattern, std::string_view key)
      : pattern_(pattern), key_(key), known_(pattern.parts_.size() * (key.size() + 1)) {}

  const Ends& ends(std::uint32_t part, std::size_t start) {
    std::optional<Ends>& slot = known_[part * (key_.size() + 1) + start];
    if (!slot) slot = find(pattern_.parts_[part], start);
    return *slot;
  }

 private:
  using Part = Pattern::Part;

  Ends find(const Part& part, std::size_t start) {
    Ends result;
    switch (part.kind) {
      case Part::Kind::set:
        if (start < key_.size() && part.set[static_cast<unsigned char>(key_[start])]) {
          result.set(start + 1);
        }
        return result;
      case Part::Kind::choice:
        for (const std::uint32_t inner : part.parts) result |= ends(inner, start);
        return result;
      case Part::Kind::sequence:
        result.set(start);
        for (const std::uint32_t inner : part.parts) result = after(inner, result);
        return result;
      case Part::Kind::repeat:
        return repeat(part, start);
    }
    return result;
  }

  Ends repeat(const Part& part, std::size_t start) {
    Ends current;
    current.set(start);
    for (std::uint32_t i = 0; i < part.least; ++i) current = after(part.parts[0], current);
    Ends result = current;
    for (std::uint32_t i = part.least; i < part.most && current.any(); ++i) {
      current = after(part.parts[0], current) & ~result;
      result |= current;
    }
    return result;
  }

  Ends after(std::uint32_t part, const Ends& starts) {
    Ends result;
    for (std::size_t i = 0; i <= key_.size(); ++i) {
      if (starts[i]) result |= ends(part, i);
    }
    return result;
  }

  const Pattern& pattern_;
  std::string_view key_;
  std::vector<std::optional<Ends>> known_;
};

std::expected<Pattern, std::string> Pattern::parse(std::string_view text) {
  if (text.size() > longest_pattern) {
    return std::unexpected(fmt::format("it is longer than {} bytes", longest_pattern));
  }
  Pattern pattern;
  if (std::string fault = PatternParser(text, pattern).run(); !fault.empty()) {
    return std::unexpected(std::move(fault));
  }
  return pattern;
}

bool Pattern::matches(std::string_view key) const {
  if (key.size() > longest_key) return false;
  return PatternMatch(*this, key).ends(root_, 0)[key.size()];
}

}  // namespace ensign::model
