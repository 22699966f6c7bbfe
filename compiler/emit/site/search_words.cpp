#include "emit/site/search_words.h"

#include <algorithm>

#include "base/json.h"

namespace ensign::emit::pages {
namespace {

// A word that stands nearly everywhere finds nothing, but only where there is much to find.
constexpr std::size_t few_documents = 200;

void append_base36(std::string& out, std::uint32_t number) {
  char digits[8];
  std::size_t count = 0;
  do {
    digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    number /= 36;
  } while (number > 0);
  while (count > 0) out += digits[--count];
}

char shard_letter(std::string_view word, std::size_t at) {
  const char c = at < word.size() ? word[at] : '_';
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
}

std::string entry_of(std::string_view word, const std::vector<std::uint32_t>& documents) {
  std::string entry = quoted(word) + ":\"";
  std::uint32_t before = 0;
  for (const std::uint32_t document : documents) {
    if (entry.back() != '"') entry += ' ';
    append_base36(entry, document - before);
    before = document;
  }
  return entry + '"';
}

struct Entry {
  std::string_view word;
  std::string bytes;
};

std::string object_of(std::span<const Entry> entries) {
  std::string bytes = "{";
  for (const Entry& entry : entries) {
    if (bytes.size() > 1) bytes += ',';
    bytes += entry.bytes;
  }
  return bytes + "}";
}

// Neighbours in the order of words that share the letter at `at`.
template <typename Use>
void by_letter(std::span<const Entry> entries, std::size_t at, Use&& use) {
  std::map<char, std::vector<Entry>> letters;
  for (const Entry& entry : entries) letters[shard_letter(entry.word, at)].push_back(entry);
  for (const auto& [letter, of] : letters) use(letter, of);
}

}  // namespace

void SearchWords::add(std::uint32_t document, std::string_view text) {
  each_word(text, word_, [&](std::string_view word) {
    auto at = postings_.find(word);
    if (at == postings_.end()) at = postings_.emplace(word, std::vector<std::uint32_t>()).first;
    if (at->second.empty() || at->second.back() != document) at->second.push_back(document);
  });
}

std::map<std::string, std::string> SearchWords::shards(std::size_t documents,
                                                       std::size_t most_bytes) const {
  std::vector<Entry> entries;
  for (const auto& [word, found] : postings_) {
    const bool common = documents > few_documents && found.size() > documents / 4;
    if (!common) entries.push_back({word, entry_of(word, found)});
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.word < b.word; });
  std::map<std::string, std::string> shards;
  by_letter(entries, 0, [&](char first, const std::vector<Entry>& of) {
    std::string bytes = object_of(of);
    if (bytes.size() <= most_bytes) {
      shards[std::string(1, first)] = std::move(bytes);
      return;
    }
    by_letter(of, 1, [&](char second, const std::vector<Entry>& part) {
      shards[{first, second}] = object_of(part);
    });
  });
  return shards;
}

}  // namespace ensign::emit::pages
