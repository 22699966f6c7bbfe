// cmark's tree to ours, without recursion.
#include "syntax/markdown.h"

#include <algorithm>
#include <array>
#include <cmark-gfm-core-extensions.h>
#include <optional>
#include <utility>

#include "syntax/cmark_tree.h"
#include "syntax/markdown_spans.h"

namespace ensign::syntax {
namespace {

using Kind = Markdown::Kind;

constexpr std::size_t deepest = 64;

constexpr std::array<std::pair<std::string_view, Kind>, 21> kinds{{
    {"document", Kind::document},
    {"heading", Kind::heading},
    {"paragraph", Kind::paragraph},
    {"list", Kind::list},
    {"item", Kind::item},
    {"block_quote", Kind::quote},
    {"code_block", Kind::code_block},
    {"thematic_break", Kind::thematic_break},
    {"html_block", Kind::html_block},
    {"table", Kind::table},
    {"table_row", Kind::table_row},
    {"table_header", Kind::table_row},
    {"table_cell", Kind::table_cell},
    {"softbreak", Kind::soft_break},
    {"linebreak", Kind::line_break},
    {"code", Kind::code},
    {"emph", Kind::emphasis},
    {"strong", Kind::strong},
    {"strikethrough", Kind::strikethrough},
    {"link", Kind::link},
    {"image", Kind::image},
}};

Kind kind_of(cmark_node* node) {
  const std::string_view name = cmark_node_get_type_string(node);
  if (name == "html_inline") return Kind::html_inline;
  const auto found = std::ranges::find(kinds, name, &std::pair<std::string_view, Kind>::first);
  return found == kinds.end() ? Kind::text : found->second;
}

bool is_inline(Kind kind) { return kind >= Kind::text; }

bool holds_inlines(Kind kind) {
  return kind == Kind::paragraph || kind == Kind::heading || kind == Kind::table_cell;
}

std::string string_or_empty(const char* text) { return text ? text : ""; }

// `[x] ` at the start of an item's first paragraph makes it a task (GitHub's specification 0.29,
// section 5.3). cmark-gfm's own extension looks for the state in the whole line and knows no tasks
// in quotes. `offset` is where `file_text` begins.
void take_task_marker(Markdown& item, std::string_view file_text, std::uint32_t offset) {
  if (item.children.empty() || item.children.front().kind != Kind::paragraph) return;
  Markdown& paragraph = item.children.front();
  if (paragraph.children.empty() || paragraph.children.front().kind != Kind::text) return;
  Markdown& first = paragraph.children.front();
  const std::string_view written = file_text.substr(first.span.begin - offset);
  const std::string_view text = first.literal;
  if (text.size() < 4 || text[0] != '[' || text[2] != ']' || text[3] != ' ') return;
  if (!std::string_view(" xX").contains(text[1]) || !written.starts_with(text.substr(0, 4))) return;
  const std::size_t length = std::min(text.find_first_not_of(' ', 3), text.size());
  const bool only_marker = length == text.size() && paragraph.children.size() == 1;
  if (only_marker || first.span.end - first.span.begin < length) return;
  item.checked = text[1] != ' ';
  first.span.begin += static_cast<std::uint32_t>(length);
  first.literal.erase(0, length);
  paragraph.span.begin = first.span.begin;
  if (first.literal.empty()) paragraph.children.erase(paragraph.children.begin());
}

Markdown::Align cell_align(cmark_node* cell, std::size_t column) {
  cmark_node* table = cmark_node_parent(cmark_node_parent(cell));
  if (column >= cmark_gfm_extensions_get_table_columns(table)) return Markdown::Align::none;
  switch (cmark_gfm_extensions_get_table_alignments(table)[column]) {
    case 'l':
      return Markdown::Align::left;
    case 'c':
      return Markdown::Align::center;
    case 'r':
      return Markdown::Align::right;
    default:
      return Markdown::Align::none;
  }
}

// `index` is the node's place among its siblings.
void copy_attributes(cmark_node* node, Markdown& result, std::size_t index) {
  result.literal = string_or_empty(cmark_node_get_literal(node));
  switch (result.kind) {
    case Kind::heading:
      result.level = cmark_node_get_heading_level(node);
      break;
    case Kind::list:
      result.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      result.tight = cmark_node_get_list_tight(node) != 0;
      result.start = result.ordered ? cmark_node_get_list_start(node) : 1;
      break;
    case Kind::code_block:
      result.info = string_or_empty(cmark_node_get_fence_info(node));
      break;
    case Kind::table_row:
      result.header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
      break;
    case Kind::table_cell:
      result.align = cell_align(node, index);
      break;
    case Kind::link:
    case Kind::image:
      result.url = string_or_empty(cmark_node_get_url(node));
      result.title = string_or_empty(cmark_node_get_title(node));
      break;
    default:
      break;
  }
}

// All text below a node of cmark's tree, blocks apart by a space.
std::string text_below(cmark_node* node) {
  std::string result;
  cmark_iter* walk = cmark_iter_new(node);
  for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk)) {
    cmark_node* at = cmark_iter_get_node(walk);
    const bool wanted = event == CMARK_EVENT_ENTER;
    const bool space = wanted && !result.empty() && result.back() != ' ' &&
                       (!is_inline(kind_of(at)) || kind_of(at) == Kind::soft_break ||
                        kind_of(at) == Kind::line_break);
    if (space) result += ' ';
    const Kind kind = kind_of(at);
    const bool html = kind == Kind::html_block || kind == Kind::html_inline;
    if (wanted && !html) result += string_or_empty(cmark_node_get_literal(at));
  }
  cmark_iter_free(walk);
  return result;
}

class TreeMaker {
 public:
  TreeMaker(FileId file, std::string_view text, std::uint32_t offset)
      : file_(file), text_(text), offset_(offset), lines_(text) {}

  Markdown make(cmark_node* root) {
    enter(root);
    cmark_node* next = cmark_node_first_child(root);
    while (true) {
      if (next) {
        cmark_node* child = visit(next) ? cmark_node_first_child(next) : nullptr;
        next = child ? child : cmark_node_next(next);
      } else if (open_.size() > 1) {
        cmark_node* left = open_.back().node;
        leave();
        next = cmark_node_next(left);
      } else {
        return std::move(open_.back().result);
      }
    }
  }

 private:
  struct Open {
    cmark_node* node;
    Markdown result;
    ByteRange range;
    std::size_t inline_begin = 0;
  };

  Span span_of(ByteRange range) const {
    return {file_, static_cast<std::uint32_t>(offset_ + range.begin),
            static_cast<std::uint32_t>(offset_ + range.end)};
  }

  // What is left of the innermost open node behind its last child.
  ByteRange unplaced() const {
    const Open& parent = open_.back();
    const auto& siblings = parent.result.children;
    if (siblings.empty()) return parent.range;
    const std::size_t reached = siblings.back().span.end - offset_;
    return {std::min(reached, parent.range.end), parent.range.end};
  }

  // Opens a node that has children, or places one that has none; true when its children come next.
  bool visit(cmark_node* node) {
    if (cmark_node_first_child(node) && open_.size() < deepest) {
      enter(node);
      return true;
    }
    if (cmark_node_first_child(node)) {
      flatten(node);
    } else if (is_inline(kind_of(node)) && placer_) {
      place_leaf(node);
    } else {
      enter(node);
      leave();
    }
    return false;
  }

  void enter(cmark_node* node) {
    Open open{node, {}, {0, text_.size()}, 0};
    open.result.kind = kind_of(node);
    if (is_inline(open.result.kind) && placer_) {
      open.inline_begin = placer_->cursor();
    } else if (!open_.empty()) {
      open.range = block_range(text_, lines_, node, unplaced());
    }
    copy_attributes(node, open.result, open_.empty() ? 0 : open_.back().result.children.size());
    if (holds_inlines(open.result.kind)) placer_.emplace(text_, lines_, open.range);
    open_.push_back(std::move(open));
  }

  void leave() {
    Open open = std::move(open_.back());
    open_.pop_back();
    if (is_inline(open.result.kind) && placer_) {
      ByteRange inner{placer_->cursor(), placer_->cursor()};
      if (!open.result.children.empty()) {
        inner.begin = open.result.children.front().span.begin - offset_;
        inner.end = open.result.children.back().span.end - offset_;
      }
      open.range = placer_->place_container(open.node, open.inline_begin, inner);
    }
    if (holds_inlines(open.result.kind)) placer_.reset();
    if (open.result.kind == Kind::item) take_task_marker(open.result, text_, offset_);
    open.result.span = span_of(open.range);
    open_.back().result.children.push_back(std::move(open.result));
  }

  void place_leaf(cmark_node* node) {
    Markdown leaf;
    leaf.kind = kind_of(node);
    const char* literal = cmark_node_get_literal(node);
    const bool empty = leaf.kind == Kind::text && (!literal || *literal == '\0');
    if (empty) return;  // cmark leaves these where an autolink was cut out
    if (leaf.kind == Kind::link || leaf.kind == Kind::image) {
      enter(node);
      leave();
      return;
    }
    copy_attributes(node, leaf, 0);
    leaf.span = span_of(placer_->place_leaf(node));
    open_.back().result.children.push_back(std::move(leaf));
  }

  void flatten(cmark_node* node) {
    Markdown leaf;
    leaf.kind = Kind::text;
    leaf.literal = text_below(node);
    const std::size_t begin = placer_ ? placer_->cursor() : 0;
    const ByteRange range =
        placer_ ? ByteRange{begin, begin} : block_range(text_, lines_, node, unplaced());
    leaf.span = span_of(range);
    open_.back().result.children.push_back(std::move(leaf));
  }

  FileId file_;
  std::string_view text_;
  std::uint32_t offset_;
  LineTable lines_;
  std::vector<Open> open_;
  std::optional<InlinePlacer> placer_;  // while inside a block that holds inlines
};

void append_plain(const Markdown& node, std::string& result) {
  if (node.kind == Kind::html_block || node.kind == Kind::html_inline) return;
  if (node.kind == Kind::soft_break || node.kind == Kind::line_break) result += ' ';
  result += node.literal;
  for (const Markdown& child : node.children) {
    if (!is_inline(child.kind) && !result.empty() && result.back() != ' ') result += ' ';
    append_plain(child, result);
  }
}

}  // namespace

std::string plain_text(const Markdown& node) {
  std::string result;
  append_plain(node, result);
  return result;
}

Markdown parse_markdown(FileId file, std::string_view text, std::uint32_t offset) {
  const CmarkTree tree = cmark_tree(text);
  Markdown result = TreeMaker(file, text, offset).make(tree.get());
  result.span = {file, offset, offset + static_cast<std::uint32_t>(text.size())};
  return result;
}

}  // namespace ensign::syntax
