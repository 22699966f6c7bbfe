// Markup that is known to be safe. Three things can make it: the template engine, the Markdown
// renderer, and a literal in the source code. Text that a person wrote is never of this type, so it
// cannot reach a page unescaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace ensign::emit {

class Html {
 public:
  // A string literal of the source code; anything that is not a constant does not compile.
  class Literal {
   public:
    template <std::size_t Size>
    consteval Literal(const char (&text)[Size]) : text_(text, Size - 1) {}

   private:
    friend class Html;
    std::string_view text_;
  };

  Html() = default;
  static Html literal(Literal literal) { return Html(std::string(literal.text_)); }

  const std::string& markup() const& { return markup_; }
  std::string markup() && { return std::move(markup_); }
  bool empty() const { return markup_.empty(); }

 private:
  friend class TemplateRun;
  friend class MarkdownHtml;
  explicit Html(std::string markup) : markup_(std::move(markup)) {}

  std::string markup_;
};

}  // namespace ensign::emit
