// Words of texts and where they stand, for search in prose.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ensign::emit::pages {

// Calls `found` with every word of three to forty letters and digits, in lower case. Bytes beyond
// ASCII are letters; of them the capitals of Latin-1 have a lower case.
template <typename Found>
void each_word(std::string_view text, std::string& word, Found&& found) {
  word.clear();
  const auto end_word = [&] {
    if (word.size() >= 3 && word.size() <= 40) found(std::string_view(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool digit = c >= '0' && c <= '9', lower = c >= 'a' && c <= 'z';
    if (digit || lower || c >= 0x80) {
      const bool capital = c >= 0x80 && c <= 0x9e && c != 0x97 && i > 0 &&
                           static_cast<unsigned char>(text[i - 1]) == 0xc3;
      word += static_cast<char>(capital ? c + 0x20 : c);
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c + 0x20);
    } else {
      end_word();
    }
  }
  end_word();
}

class SearchWords {
 public:
  // Documents come in the order of their numbers.
  void add(std::uint32_t document, std::string_view text);

  // By the name of the shard: the first letter or digit of its words (`_` for all others), two of
  // them where the words of one letter would be more than `most_bytes`. Each is a JSON object.
  std::map<std::string, std::string> shards(std::size_t documents, std::size_t most_bytes) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>> postings_;
  std::string word_;
};

}  // namespace ensign::emit::pages
