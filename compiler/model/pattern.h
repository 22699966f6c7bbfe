// The regular expressions of `keys.pattern`: the part of ECMAScript that names need, matched in
// time that grows with the length of the name times that of the pattern, whatever the pattern.
// Understood: literals, `.`, `[…]`, `\d \w \s \D \W \S`, escaped punctuation, `(…)`, `(?:…)`, `|`,
// `* + ? {m} {m,} {m,n}`. Not understood, and refused: anchors, lazy quantifiers, back references,
// lookaround.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::model {

class Pattern {
 public:
  // The unexpected value says what is wrong with the pattern.
  static std::expected<Pattern, std::string> parse(std::string_view text);

  // Does the pattern match all of `key`, of at most 100 bytes?
  bool matches(std::string_view key) const;

 private:
  friend class PatternParser;
  friend class PatternMatch;

  struct Part {
    enum class Kind : std::uint8_t { set, sequence, choice, repeat };
    Kind kind = Kind::sequence;
    std::bitset<256> set;              // of bytes
    std::vector<std::uint32_t> parts;  // of a sequence or a choice; one of a repeat
    std::uint32_t least = 0;
    std::uint32_t most = 0;
  };

  std::vector<Part> parts_;
  std::uint32_t root_ = 0;
};

}  // namespace ensign::model
