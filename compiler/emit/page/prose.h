// Small Markdown trees made by code: sentences with words in code type and links, headings, lists.
// They are written as markup or as Markdown like everything that people wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/markdown.h"

namespace ensign::emit {

// A sentence, built from left to right.
class Words {
 public:
  Words() = default;
  Words(std::string_view text) { this->text(text); }
  Words(const char* text) : Words(std::string_view(text)) {}

  Words& text(std::string_view text);
  Words& code(std::string_view code);
  Words& link(std::string_view text, std::string_view url);
  Words& add(const Words& more);
  Words& add(const syntax::Markdown& node);  // a node that stands inside a paragraph

  bool empty() const { return nodes_.empty(); }
  std::string plain() const;
  syntax::Markdown paragraph() const;
  syntax::Markdown heading(int level) const;
  const std::vector<syntax::Markdown>& nodes() const { return nodes_; }

 private:
  std::vector<syntax::Markdown> nodes_;
};

// A plain text of a YAML file, in which people write names in backticks.
Words marked(std::string_view text);

// `a`, `b` and `c`, joined by the given last word.
Words joined(const std::vector<Words>& parts, std::string_view last_word);

syntax::Markdown bullet_list(const std::vector<Words>& items);

}  // namespace ensign::emit
