// Blanks at the ends of lines: which of them mean something.
#include <algorithm>

#include "syntax/format_parts.h"

namespace ensign::syntax {
namespace {

// Offsets into the text that is formatted; lines that end in [begin, end] are meant.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};
using Extents = std::vector<Extent>;

bool lies_in(const Extents& extents, std::size_t at) {
  return std::ranges::any_of(
      extents, [&](const Extent& extent) { return extent.begin <= at && at <= extent.end; });
}

Extent extent_of(const Span& span, std::uint32_t offset) {
  return {span.begin - offset, span.end - offset};
}

// Plain scalars are folded: the blanks at their line ends are nobody's. The line with the `|` of a
// block scalar is not yet content.
void collect_scalars(const Node& node, std::string_view text, std::uint32_t offset,
                     Extents& extents) {
  if (node.is_scalar() && !node.plain) {
    Extent extent = extent_of(node.span, offset);
    const char first = text[extent.begin];
    const bool is_block = first == '|' || first == '>';
    if (is_block) extent.begin = std::min(text.find('\n', extent.begin), text.size()) + 1;
    if (extent.begin <= extent.end) extents.push_back(extent);
  }
  for (const Node& item : node.items) collect_scalars(item, text, offset, extents);
  for (const Entry& entry : node.entries) collect_scalars(entry.value, text, offset, extents);
}

// A block's span may end before the blanks of its last line.
Extent whole_lines(std::string_view text, Extent extent) {
  const bool ends_in_line = extent.end > 0 && text[extent.end - 1] != '\n';
  if (ends_in_line) extent.end = std::min(text.find('\n', extent.end), text.size());
  return extent;
}

void collect_prose(const Markdown& node, std::string_view bytes, std::uint32_t offset,
                   Extents& meant, Extents& breaks) {
  using enum Markdown::Kind;
  const Markdown::Kind kind = node.kind;
  if (kind == code || kind == html_inline) meant.push_back(extent_of(node.span, offset));
  if (kind == code_block || kind == html_block) {
    meant.push_back(whole_lines(bytes, extent_of(node.span, offset)));
  }
  if (kind == line_break) breaks.push_back(extent_of(node.span, offset));
  for (const Markdown& child : node.children) collect_prose(child, bytes, offset, meant, breaks);
}

}  // namespace

std::string yaml_with_clean_ends(std::string_view text, const Node& root, std::uint32_t offset) {
  Extents meant;
  collect_scalars(root, text, offset, meant);
  return with_clean_ends(text, [&](std::size_t, std::size_t end) {
    return lies_in(meant, end) ? LineEnd::keep : LineEnd::cut;
  });
}

std::string markdown_with_clean_ends(std::string_view text, const Markdown& root,
                                     std::uint32_t offset) {
  Extents meant, breaks;
  collect_prose(root, text, offset, meant, breaks);
  return with_clean_ends(text, [&](std::size_t words_end, std::size_t end) {
    if (lies_in(meant, end)) return LineEnd::keep;
    const bool is_break = std::ranges::any_of(breaks, [&](const Extent& extent) {
      return extent.begin >= words_end && extent.begin <= end;
    });
    return is_break ? LineEnd::hard_break : LineEnd::cut;
  });
}

}  // namespace ensign::syntax
