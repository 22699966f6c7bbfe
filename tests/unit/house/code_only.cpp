// Enough of a C++ lexer to tell code from comments and literals: line and block comments, strings
// with escapes, raw strings, characters, and the `'` between the digits of a number.
#include <algorithm>
#include <utility>

#include "house.h"

namespace ensign::test {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  char before() const { return at_ == 0 ? '\n' : text_[at_ - 1]; }

  void blank_to(std::size_t end) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') out_[at_] = ' ';
    }
  }

  std::size_t behind(std::string_view end, std::size_t from) const {
    const std::size_t found = text_.find(end, from);
    return found == text_.npos ? text_.size() : found + end.size();
  }

  // Behind the closing quote of a literal that opens here.
  std::size_t behind_quoted(char quote) const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote || text_[i] == '\n') {
        return i + 1;
      }
    }
    return text_.size();
  }

  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return blank_to(std::min(text_.find('\n', at_), text_.size()));
    if (rest.starts_with("/*")) return blank_to(behind("*/", at_ + 2));
    if (rest.starts_with("R\"") && !is_word(before())) {
      const std::size_t open = rest.find('(');
      if (open == rest.npos) return blank_to(text_.size());
      const std::string end = ")" + std::string(rest.substr(2, open - 2)) + "\"";
      return blank_to(behind(end, at_ + open));
    }
    if (rest.front() == '"') return blank_to(behind_quoted('"'));
    if (rest.front() == '\'' && !is_word(before())) return blank_to(behind_quoted('\''));
    ++at_;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string code_only(std::string_view text) { return Blanker(text).run(); }

}  // namespace ensign::test
