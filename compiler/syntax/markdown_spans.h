// Lines and columns of cmark to byte ranges. For blocks cmark is nearly right. For inlines it
// counts columns as if every line of a paragraph were indented like its first, forgets lines after
// a backslash break and under link definitions, and gives autolinks no place at all: so every text
// is looked up in the bytes, near where cmark and the text before it say it is. Private to this
// room.
#pragma once

#include <cmark-gfm.h>
#include <cstddef>
#include <string_view>
#include <vector>

namespace ensign::syntax {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class LineTable {
 public:
  explicit LineTable(std::string_view text);

  // Offset of a line's first byte; lines from 1; the end of the text for lines beyond it.
  std::size_t begin_of(int line) const;
  std::size_t end_of(int line) const;  // before its line feed

 private:
  std::size_t size_;
  std::vector<std::size_t> begins_;
};

// The range of a block inside `outer`, without the white space around it.
ByteRange block_range(std::string_view text, const LineTable& lines, cmark_node* node,
                      ByteRange outer);

// Places the inlines of one block, in order of the text. Ranges never overlap and never go back.
class InlinePlacer {
 public:
  InlinePlacer(std::string_view text, const LineTable& lines, ByteRange block)
      : text_(text), lines_(lines), block_(block), cursor_(block.begin) {}

  // The end of what was placed last.
  std::size_t cursor() const { return cursor_; }

  ByteRange place_leaf(cmark_node* node);

  // A node with children that begins at `begin` or later and whose children fill `inner`: these and
  // the markup around them.
  ByteRange place_container(cmark_node* node, std::size_t begin, ByteRange inner);

 private:
  std::size_t told_offset(int line, int column) const;
  bool matches(std::size_t at, std::string_view literal) const;
  std::size_t find(cmark_node* node, std::string_view literal);
  ByteRange place_text(cmark_node* node, std::string_view literal);
  ByteRange with_backticks(ByteRange range) const;
  std::size_t link_end(std::size_t at) const;
  ByteRange advance(ByteRange range);

  std::string_view text_;
  const LineTable& lines_;
  ByteRange block_;
  std::size_t cursor_;
  bool first_text_ = true;    // nothing of the block is placed yet
  bool line_begins_ = true;   // nothing of the line is placed yet
  std::ptrdiff_t shift_ = 0;  // true offset minus cmark's, on this line
};

}  // namespace ensign::syntax
