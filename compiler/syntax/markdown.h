// Markdown (CommonMark 0.29 with the GitHub tables, task lists, strikethrough and autolinks) to a
// tree of our own with byte spans, read by cmark-gfm in safe mode. The tree is what the site
// renders, what rule pages are read from, and where checklists and procedures are found. Nesting
// ends at 64 levels: what lies deeper is kept as one text node, so no input can exhaust the stack
// of whoever walks the tree. Raw HTML stays in the tree as html_block and html_inline (with a
// warning); emitters omit it. Addresses of links are as written: emitters judge their schemes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "report/report.h"
#include "syntax/yaml.h"

namespace ensign::syntax {

struct Markdown {
  enum class Kind : std::uint8_t {
    document,
    heading,
    paragraph,
    list,
    item,
    quote,
    code_block,
    thematic_break,
    html_block,
    table,
    table_row,
    table_cell,
    text,
    soft_break,
    line_break,
    code,
    emphasis,
    strong,
    strikethrough,
    link,
    image,
    html_inline,
  };
  enum class Align : std::uint8_t { none, left, center, right };

  Kind kind = Kind::document;
  Span span;
  std::string literal;  // text, code, code_block content, html
  std::string info;     // of a code block: the whole info string
  std::string url;      // of a link or image, as written
  std::string title;
  int level = 0;                // of a heading, 1 to 6
  bool ordered = false;         // of a list
  bool tight = false;           // of a list
  int start = 1;                // of an ordered list
  std::optional<bool> checked;  // of a task item
  Align align = Align::none;    // of a table cell
  bool header = false;          // of a table row
  std::vector<Markdown> children;
};

// All text below a node, without markup; soft breaks as one space.
std::string plain_text(const Markdown& node);

// A governed Markdown file: YAML between two lines `---`, then prose. The front matter may be
// absent where the kind of file allows it (the decoder judges that).
struct Document {
  std::optional<Node> front_matter;
  Span front_matter_span;  // without the fences; empty at 0 when there is none
  bool has_front_matter = false;
  std::uint32_t body_offset = 0;
  Markdown body;
};

// The bytes must have passed check_text.
Document parse_document(FileId file, std::string_view bytes, report::Report& report);

// `text` begins at `offset` of the file.
Markdown parse_markdown(FileId file, std::string_view text, std::uint32_t offset);

}  // namespace ensign::syntax
