#include "emit/site/open_check.h"

#include <fmt/format.h>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/parallel.h"
#include "emit/page/escape.h"

namespace ensign::emit {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
}

// What is looked for, by its first word, so that every text is walked through once.
class Names {
 public:
  explicit Names(const model::Model& model) {
    for (const model::Person& person : model.people) {
      if (person.machine) continue;
      for (const std::string& text : {person.name, person.contact}) {
        wanted_.insert(text);
        wanted_.insert(escape_text(text));
      }
    }
    for (const std::string& name : wanted_) {
      const std::size_t begin = word_from(name, 0);
      if (begin < name.size()) by_word_[word_at(name, begin)].push_back({&name, begin});
    }
  }

  std::set<std::string> found_in(std::string_view text) const {
    std::set<std::string> found;
    for (std::size_t at = word_from(text, 0); at < text.size();) {
      const std::string_view word = word_at(text, at);
      if (const auto names = by_word_.find(word); names != by_word_.end()) {
        for (const Name& name : names->second) {
          if (at >= name.offset && stands_at(text, at - name.offset, *name.text)) {
            found.insert(*name.text);
          }
        }
      }
      at = word_from(text, at + word.size());
    }
    return found;
  }

 private:
  struct Name {
    const std::string* text;
    std::size_t offset;  // of its first word
  };

  static std::size_t word_from(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_word_byte(text[at])) ++at;
    return at;
  }
  static std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    return text.substr(at, end - at);
  }
  static bool stands_at(std::string_view text, std::size_t at, std::string_view name) {
    const std::size_t end = at + name.size();
    return text.substr(at).starts_with(name) && (end == text.size() || !is_word_byte(text[end]));
  }

  std::set<std::string> wanted_;
  std::unordered_map<std::string_view, std::vector<Name>> by_word_;
};

}  // namespace

Result<void> check_names(const model::Model& model, const OutFiles& files, unsigned threads) {
  const Names names(model);
  std::vector<std::set<std::string>> found(files.size());
  parallel_for(files.size(), threads,
               [&](std::size_t i) { found[i] = names.found_in(files[i].bytes); });
  std::string places;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (const std::string& name : found[i]) {
      places += fmt::format("\n  {}: `{}`", files[i].path, name);
    }
  }
  if (places.empty()) return {};
  return failure("the site is public and would name people of the roster" + places,
                 "take the names out of the titles and notes of the named pages, or say "
                 "`site: internal` in ensign.yaml");
}

}  // namespace ensign::emit
