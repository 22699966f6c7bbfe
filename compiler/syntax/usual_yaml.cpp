// Lines: block mappings, block lists, blocks of text. Values inside a line are in
// usual_yaml_values.cpp.
#include "syntax/usual_yaml.h"

#include <algorithm>
#include <vector>

#include "syntax/yaml_readers.h"

namespace ensign::syntax {
namespace {

// Signs of what is read elsewhere: other line ends and indentation, documents, directives.
bool is_foreign(std::string_view text) {
  if (text.find_first_of("\t\r") != text.npos) return true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::string_view line = text.substr(begin);
    if (line.starts_with("---") || line.starts_with("...") || line.starts_with("%")) return true;
    begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  }
  return false;
}

bool repeats_key(const std::vector<Entry>& entries) {
  std::vector<std::string_view> keys;
  keys.reserve(entries.size());
  for (const Entry& entry : entries) keys.push_back(entry.key);
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) != keys.end();
}

}  // namespace

std::optional<Node> read_usual_form(const YamlText& source) {
  if (is_foreign(source.text)) return std::nullopt;
  return UsualYaml(source).document();
}

std::optional<Node> UsualYaml::document() {
  if (!next_line()) return std::nullopt;
  auto root = block(column_);
  const bool whole = root && at_ == text_.size();
  return whole ? std::move(root) : std::nullopt;
}

// Comes to the first visible byte of the next line that holds more than a comment; false at the
// end. Stands at the beginning of a line.
bool UsualYaml::next_line() {
  while (at_ < text_.size()) {
    const std::size_t begin = at_;
    skip_spaces();
    column_ = at_ - begin;
    if (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '#') return true;
    at_ = line_end(at_);
    if (at_ < text_.size()) ++at_;
  }
  return false;
}

// What may stand behind a value: blanks and a comment. Goes on to the next line with contents, if
// there is one.
bool UsualYaml::rest_of_line() {
  const std::size_t end = at_;
  skip_spaces();
  const bool comment = peek() == '#' && at_ > end;
  if (at_ < text_.size() && text_[at_] != '\n' && !comment) return false;
  at_ = line_end(at_);
  if (at_ < text_.size()) ++at_;
  next_line();
  return true;
}

std::optional<Node> UsualYaml::block(std::size_t column) {
  if (depth_ == deepest) return std::nullopt;
  ++depth_;
  auto node = is_item(at_) ? block_sequence(column) : block_mapping(column);
  --depth_;
  return node;
}

// Both leave at_ at the line that ends them: one of a smaller column, or the end of the text.
std::optional<Node> UsualYaml::block_mapping(std::size_t column) {
  Node node;
  node.kind = Node::Kind::mapping;
  do {
    Entry entry;
    if (!key(entry)) return std::nullopt;
    auto value = block_value(column);
    if (!value) return std::nullopt;
    entry.value = std::move(*value);
    node.entries.push_back(std::move(entry));
    if (at_ < text_.size() && column_ > column) return std::nullopt;
  } while (at_ < text_.size() && column_ == column && !is_item(at_));
  if (repeats_key(node.entries)) return std::nullopt;
  node.span = node.entries.front().key_span;
  node.span.end = node.entries.back().value.span.end;
  return node;
}

std::optional<Node> UsualYaml::block_sequence(std::size_t column) {
  Node node;
  node.kind = Node::Kind::sequence;
  do {
    auto value = item(column);
    if (!value) return std::nullopt;
    node.items.push_back(std::move(*value));
    if (at_ < text_.size() && column_ > column) return std::nullopt;
  } while (at_ < text_.size() && column_ == column && is_item(at_));
  node.span = node.items.front().span;
  node.span.end = node.items.back().span.end;
  return node;
}

// Behind `key:`, in a mapping at `column`.
std::optional<Node> UsualYaml::block_value(std::size_t column) {
  const std::size_t colon_end = at_;
  skip_spaces();
  const bool ends = at_ == text_.size() || text_[at_] == '\n';
  if (ends || text_[at_] == '#') {
    at_ = colon_end;
    return below(column);
  }
  if (at_ == colon_end) return std::nullopt;
  if (peek() == '|' || peek() == '>') return lines_of_text(column);
  return inline_value();
}

// The block on the lines below a key at `column`; a list may stand as far left as its key.
std::optional<Node> UsualYaml::below(std::size_t column) {
  if (!rest_of_line() || at_ == text_.size()) return std::nullopt;
  const bool deeper = column_ > column;
  const bool beside = column_ == column && is_item(at_);
  if (!deeper && !beside) return std::nullopt;
  return block(column_);
}

// Behind the `-` of a list at `column`.
std::optional<Node> UsualYaml::item(std::size_t column) {
  const std::size_t dash = at_++;
  skip_spaces();
  if (!is_mapping_ahead()) return inline_value();
  return block(column + (at_ - dash));
}

std::optional<Node> UsualYaml::inline_value() {
  std::optional<Node> node;
  if (peek() == '[' || peek() == '{') {
    node = flow();
  } else {
    node = peek() == '"' || peek() == '\'' ? quoted() : plain(false);
  }
  if (!node || !rest_of_line()) return std::nullopt;
  return node;
}

// `|`, `|-`, `>` and `>-` with evenly indented lines. Lines of `>` are joined by blanks, as YAML
// folds them when none is empty or indented deeper.
std::optional<Node> UsualYaml::lines_of_text(std::size_t column) {
  const std::size_t begin = at_;
  const bool folded = text_[at_++] == '>';
  const bool stripped = peek() == '-';
  if (stripped) ++at_;
  if (peek() != '\n') return std::nullopt;
  ++at_;
  const std::size_t indent = std::min(text_.find_first_not_of(' ', at_), text_.size()) - at_;
  if (indent <= column || at_ + indent == text_.size()) return std::nullopt;
  std::string content;
  std::size_t end = at_;
  for (;;) {
    const std::size_t visible = std::min(text_.find_first_not_of(' ', at_), text_.size());
    if (visible - at_ < indent || visible == text_.size() || text_[visible] == '\n') break;
    if (visible - at_ > indent) return std::nullopt;
    end = line_end(visible);
    if (end == text_.size() || text_[end - 1] == ' ') return std::nullopt;
    if (!content.empty()) content += folded ? ' ' : '\n';
    content += text_.substr(visible, end - visible);
    at_ = end + 1;
  }
  if (content.empty()) return std::nullopt;
  if (!stripped) content += '\n';
  // Then empty lines, and a line of the mapping or of one around it.
  const bool follows = next_line();
  const std::size_t line = follows ? at_ - column_ : at_;
  const std::string_view between = text_.substr(end + 1, line - std::min(line, end + 1));
  if (between.find_first_not_of('\n') != between.npos) return std::nullopt;
  if (follows && column_ > column) return std::nullopt;
  return scalar(begin, end, content, false);
}

}  // namespace ensign::syntax
