#include "syntax/markdown_spans.h"

#include <algorithm>

namespace ensign::syntax {
namespace {

// How far from where it is expected a text is looked for: markup between two texts is short, and
// the bound keeps the work linear in the file.
constexpr std::size_t near = 256;

constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

ByteRange clamp(ByteRange range, ByteRange outer) {
  const std::size_t begin = std::clamp(range.begin, outer.begin, outer.end);
  return {begin, std::clamp(range.end, begin, outer.end)};
}

std::size_t columns(int column) { return static_cast<std::size_t>(std::max(column, 0)); }

// Bytes of markup before (and, except for links, after) the children of a node.
std::string_view opening_markup(cmark_node* node, std::string_view before) {
  const cmark_node_type type = cmark_node_get_type(node);
  std::size_t length = 0;
  if (type == CMARK_NODE_EMPH) length = 1;
  if (type == CMARK_NODE_STRONG) length = 2;
  if (type == CMARK_NODE_IMAGE) length = before.ends_with("![") ? 2 : 0;
  if (type == CMARK_NODE_LINK) length = before.ends_with('[') || before.ends_with('<') ? 1 : 0;
  if (std::string_view(cmark_node_get_type_string(node)) == "strikethrough") {
    length = before.ends_with("~~") ? 2 : 1;
  }
  return before.substr(before.size() - std::min(length, before.size()));
}

// The end of `literal` at `at`, where the text may write its bytes with backslashes; npos when it
// does not say the same.
std::size_t escaped_end(std::string_view text, std::size_t at, std::string_view literal) {
  for (const char c : literal) {
    if (text.substr(at).starts_with('\\') && at + 1 < text.size() && text[at + 1] == c) ++at;
    if (at >= text.size() || text[at] != c) return text.npos;
    ++at;
  }
  return at;
}

}  // namespace

LineTable::LineTable(std::string_view text) : size_(text.size()), begins_{0} {
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    begins_.push_back(at + 1);
  }
}

std::size_t LineTable::begin_of(int line) const {
  const auto index = static_cast<std::size_t>(std::max(line, 1) - 1);
  return index < begins_.size() ? begins_[index] : size_;
}

std::size_t LineTable::end_of(int line) const {
  const auto next = static_cast<std::size_t>(std::max(line, 1));
  return next < begins_.size() ? begins_[next] - 1 : size_;
}

ByteRange block_range(std::string_view text, const LineTable& lines, cmark_node* node,
                      ByteRange outer) {
  const int first = cmark_node_get_start_line(node);
  const int last = cmark_node_get_end_line(node);
  const std::size_t begin = lines.begin_of(first) + columns(cmark_node_get_start_column(node) - 1);
  std::size_t end = lines.begin_of(last) + columns(cmark_node_get_end_column(node));
  if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {  // cmark's end is that of another line
    const std::string_view literal = cmark_node_get_literal(node);
    end = lines.end_of(first + static_cast<int>(std::ranges::count(literal, '\n')) - 1);
  }
  if (cmark_node* next = cmark_node_next(node)) {  // an underlined heading is told to reach into it
    const int next_line = cmark_node_get_start_line(next);
    if (next_line > first) end = std::min(end, lines.begin_of(next_line));
  }
  ByteRange range = clamp({begin, end}, outer);
  while (range.end > range.begin && std::string_view(" \t\n").contains(text[range.end - 1])) {
    --range.end;
  }
  while (range.begin < range.end && std::string_view(" \t").contains(text[range.begin])) {
    ++range.begin;
  }
  return range;
}

std::size_t InlinePlacer::told_offset(int line, int column) const {
  const auto told = static_cast<std::ptrdiff_t>(lines_.begin_of(line)) + column + shift_;
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(told, 0));
}

bool InlinePlacer::matches(std::size_t at, std::string_view literal) const {
  return at >= cursor_ && at < block_.end && text_.substr(at).starts_with(literal);
}

// Where `literal` begins: as told, else at once, else nearby; the first text of a line anywhere in
// the line, the first of a block anywhere in the block.
std::size_t InlinePlacer::find(cmark_node* node, std::string_view literal) {
  const int line = cmark_node_get_start_line(node);
  if (line > 0) {
    const std::size_t told = told_offset(line, cmark_node_get_start_column(node) - 1);
    if (matches(told, literal)) return told;
  }
  if (matches(cursor_, literal)) return cursor_;
  const std::size_t line_end = std::min(text_.find('\n', cursor_), block_.end);
  std::size_t limit = std::min(block_.end, cursor_ + near + literal.size());
  if (line_begins_) limit = line_end;
  if (first_text_) limit = block_.end;
  return limit < cursor_ ? text_.npos : text_.substr(0, limit).find(literal, cursor_);
}

ByteRange InlinePlacer::place_text(cmark_node* node, std::string_view literal) {
  const int line = cmark_node_get_start_line(node);
  std::size_t begin = find(node, literal);
  const bool whole = begin != text_.npos;
  if (!whole) {  // escapes and entities read otherwise than they are written: look for what is
                 // before
    const std::string_view start = literal.substr(0, literal.find_first_of(punctuation));
    if (!start.empty()) begin = find(node, start);
  }
  if (begin != text_.npos && line > 0) {
    shift_ += static_cast<std::ptrdiff_t>(begin) -
              static_cast<std::ptrdiff_t>(told_offset(line, cmark_node_get_start_column(node) - 1));
  }
  first_text_ = false;
  line_begins_ = false;
  if (whole) {
    const bool escaped = begin > cursor_ && text_[begin - 1] == '\\' &&
                         punctuation.contains(literal.empty() ? ' ' : literal.front());
    return {begin - (escaped ? 1 : 0), begin + literal.size()};
  }
  if (begin != text_.npos) {
    const std::size_t end = escaped_end(text_.substr(0, block_.end), begin, literal);
    if (end != text_.npos) return {begin, end};
  }
  if (line == 0) return {cursor_, cursor_};
  return {told_offset(line, cmark_node_get_start_column(node) - 1),
          told_offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node))};
}

ByteRange InlinePlacer::with_backticks(ByteRange range) const {
  while (range.begin > cursor_ && text_[range.begin - 1] == ' ') --range.begin;
  while (range.begin > cursor_ && text_[range.begin - 1] == '`') --range.begin;
  while (range.end < block_.end && text_[range.end] == ' ') ++range.end;
  while (range.end < block_.end && text_[range.end] == '`') ++range.end;
  return range;
}

ByteRange InlinePlacer::advance(ByteRange range) {
  range = clamp(range, {std::min(cursor_, block_.end), block_.end});
  cursor_ = range.end;
  return range;
}

ByteRange InlinePlacer::place_leaf(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
    const std::size_t line_feed = std::min(text_.find('\n', cursor_), block_.end);
    line_begins_ = true;
    return advance({line_feed, line_feed + 1});
  }
  const char* literal = cmark_node_get_literal(node);
  ByteRange range = place_text(node, literal ? literal : "");
  if (type == CMARK_NODE_CODE) {
    range = with_backticks(clamp(range, {std::min(cursor_, block_.end), block_.end}));
  }
  return advance(range);
}

// From the `]` of a link or image to the end of its address or label.
std::size_t InlinePlacer::link_end(std::size_t at) const {
  if (at >= block_.end || text_[at] != ']') return at;
  const std::size_t behind = at + 1;
  if (behind >= block_.end || (text_[behind] != '(' && text_[behind] != '[')) return behind;
  const bool address = text_[behind] == '(';
  int open = 0;
  char quote = '\0';
  for (std::size_t i = behind; i < std::min(block_.end, behind + 8 * near); ++i) {
    const char c = text_[i];
    if (c == '\\') {
      ++i;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (address && (c == '"' || c == '\'') &&
               (text_[i - 1] == ' ' || text_[i - 1] == '\n')) {
      quote = c;
    } else if (c == (address ? '(' : '[')) {
      ++open;
    } else if (c == (address ? ')' : ']') && --open == 0) {
      return i + 1;
    }
  }
  return behind;
}

ByteRange InlinePlacer::place_container(cmark_node* node, std::size_t begin, ByteRange inner) {
  begin = std::min(begin, block_.end);
  const cmark_node_type type = cmark_node_get_type(node);
  const bool link = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
  if (link && !cmark_node_first_child(node)) {  // nothing between its brackets
    const std::size_t bracket =
        text_.substr(0, std::min(block_.end, begin + near)).find('[', begin);
    if (bracket != text_.npos) inner = {bracket + 1, bracket + 1};
  }
  const std::string_view before = text_.substr(begin, inner.begin - std::min(begin, inner.begin));
  const std::string_view markup = opening_markup(node, before);
  ByteRange range{inner.begin - markup.size(), inner.end};
  if (!link) {
    range.end += markup.size();
  } else if (markup.ends_with('[')) {
    range.end = link_end(inner.end);
  } else if (markup == "<") {
    ++range.end;
  }
  range = clamp(range, {begin, block_.end});
  cursor_ = std::max(cursor_, range.end);
  return range;
}

}  // namespace ensign::syntax
