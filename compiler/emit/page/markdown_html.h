// Markdown to safe markup, by walking our own tree. Where it differs from cmark's renderer:
//   - task items carry a glyph and a word instead of an unlabelled checkbox
//   - the alignment of table cells is a class; tables and code scroll by themselves and take the
//   focus
//   - headings have ids and are shifted under the heading of the page, without leaving a level out
//   - raw HTML is left out; addresses are http, https, mailto or relative, all others become text
//   - images become links or their description: a page loads nothing that is not its own
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "emit/page/html.h"
#include "syntax/markdown.h"

namespace ensign::emit {

struct MarkdownPlace {
  int top_level = 2;      // level of the highest heading of the text
  std::string id_prefix;  // of heading ids, when several texts stand on one page
  // The address of a relative link as seen from the page; nothing when it leads to no page. Absent:
  // relative links stay as they are.
  std::function<std::optional<std::string>(std::string_view)> relative;
};

// A document or any block of one.
Html markdown_html(const syntax::Markdown& node, const MarkdownPlace& place);

// Only what stands inside: for words in a table cell or a sentence.
Html inline_html(const syntax::Markdown& node, const MarkdownPlace& place);

// The id of a heading: lower-case letters and digits, `-` for everything between; `section` when
// nothing is left. Letters beyond ASCII stay.
std::string heading_id(std::string_view text);

}  // namespace ensign::emit
