// What stands inside of lines: keys, scalars, flow collections.
#include <algorithm>
#include <array>

#include "syntax/number_forms.h"
#include "syntax/usual_yaml.h"

namespace ensign::syntax {
namespace {

constexpr std::size_t longest_key = 100;

bool is_one_of(char c, std::string_view set) { return set.find(c) != set.npos; }

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_key_byte(char c) { return is_alphanumeric(c) || is_one_of(c, "_-./"); }

// Words and signs that plain scalars may begin with; all others mean something in YAML.
bool begins_plain(char c) {
  return is_alphanumeric(c) || is_one_of(c, "_./<=+$(^\\;") || static_cast<unsigned char>(c) >= 128;
}

bool is_null_word(std::string_view word) {
  constexpr std::array words{"~", "null", "Null", "NULL"};
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

Span UsualYaml::span(std::size_t begin, std::size_t end) const {
  return {source_.file, static_cast<std::uint32_t>(source_.offset + begin),
          static_cast<std::uint32_t>(source_.offset + end)};
}

Node UsualYaml::scalar(std::size_t begin, std::size_t end, std::string_view content,
                       bool is_plain) const {
  Node node;
  node.kind = Node::Kind::scalar;
  node.plain = is_plain;
  node.span = span(begin, end);
  node.text = content;
  return node;
}

void UsualYaml::skip_spaces() {
  while (at_ < text_.size() && text_[at_] == ' ') ++at_;
}

std::size_t UsualYaml::line_end(std::size_t from) const {
  return std::min(text_.find('\n', from), text_.size());
}

bool UsualYaml::is_item(std::size_t at) const {
  return text_[at] == '-' && at + 1 < text_.size() && text_[at + 1] == ' ';
}

// Stands here `key:` with a blank or a line end behind it?
bool UsualYaml::is_mapping_ahead() const {
  std::size_t at = at_;
  if (peek() == '"' || peek() == '\'') {
    at = std::min(text_.find(peek(), at + 1), text_.size() - 1) + 1;
  } else {
    while (at < text_.size() && is_key_byte(text_[at])) ++at;
  }
  if (at == at_ || at >= text_.size() || text_[at] != ':') return false;
  return at + 1 == text_.size() || text_[at + 1] == ' ' || text_[at + 1] == '\n';
}

// A key and its colon; a key of digits is a name too.
bool UsualYaml::key(Entry& entry) {
  const std::size_t begin = at_;
  if (peek() == '"' || peek() == '\'') {
    auto node = quoted();
    if (!node || node->text.empty()) return false;
    entry.key = std::move(node->text);
  } else {
    if (!is_alphanumeric(peek()) && peek() != '_') return false;
    while (at_ < text_.size() && is_key_byte(text_[at_])) ++at_;
    entry.key = text_.substr(begin, at_ - begin);
    if (is_null_word(entry.key)) return false;
  }
  entry.key_span = span(begin, at_);
  return entry.key.size() <= longest_key && colon();
}

bool UsualYaml::colon() {
  if (peek() != ':') return false;
  ++at_;
  return at_ == text_.size() || text_[at_] == ' ' || text_[at_] == '\n';
}

// On one line, without escapes.
std::optional<Node> UsualYaml::quoted() {
  const char quote = text_[at_];
  const std::size_t begin = at_;
  const std::size_t end = text_.find_first_of(quote == '"' ? "\"\\\n" : "'\n", begin + 1);
  if (end == text_.npos || text_[end] != quote) return std::nullopt;
  const bool doubled = quote == '\'' && end + 1 < text_.size() && text_[end + 1] == quote;
  if (doubled) return std::nullopt;
  at_ = end + 1;
  return scalar(begin, at_, text_.substr(begin + 1, end - begin - 1), false);
}

std::optional<Node> UsualYaml::plain(bool in_flow) {
  if (!begins_plain(peek())) return std::nullopt;
  const std::size_t begin = at_;
  std::size_t end = at_;  // of the last byte that is no blank
  for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
    const char c = text_[at_];
    if (c == ' ') continue;
    const char before = text_[at_ - (at_ > begin ? 1 : 0)];
    if (c == '#' && before == ' ') break;
    if (c == ':') {
      const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
      if (is_one_of(after, in_flow ? " \n,[]{}" : " \n")) return std::nullopt;
    }
    if (in_flow && is_one_of(c, ",]}")) break;
    if (in_flow && is_one_of(c, "?[{")) return std::nullopt;
    end = at_ + 1;
  }
  const std::string_view content = text_.substr(begin, end - begin);
  if (is_null_word(content) || number_doubt(content)) return std::nullopt;
  at_ = end;
  return scalar(begin, end, content, true);
}

// Blanks, line ends and comments between the parts of a flow collection.
bool UsualYaml::skip_flow_blank() {
  for (;;) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    if (at_ == text_.size()) return false;
    if (text_[at_] != '#') return true;
    if (at_ == begin) return false;
    at_ = line_end(at_);
  }
}

std::optional<Node> UsualYaml::flow() {
  if (depth_ == deepest) return std::nullopt;
  ++depth_;
  const std::size_t begin = at_;
  auto node = text_[at_] == '[' ? flow_sequence() : flow_mapping();
  if (node) node->span = span(begin, at_);
  --depth_;
  return node;
}

// Behind a member: a comma and another member, or the end.
bool UsualYaml::more(char close, bool& ended) {
  if (!skip_flow_blank()) return false;
  ended = peek() == close;
  if (!ended && peek() != ',') return false;
  ++at_;
  if (ended) return true;
  return skip_flow_blank() && !is_one_of(peek(), ",]}");
}

std::optional<Node> UsualYaml::flow_sequence() {
  Node node;
  node.kind = Node::Kind::sequence;
  ++at_;
  if (!skip_flow_blank()) return std::nullopt;
  bool ended = peek() == ']';
  if (ended) ++at_;
  while (!ended) {
    auto value = flow_value();
    if (!value) return std::nullopt;
    node.items.push_back(std::move(*value));
    if (!more(']', ended)) return std::nullopt;
  }
  return node;
}

std::optional<Node> UsualYaml::flow_mapping() {
  Node node;
  node.kind = Node::Kind::mapping;
  ++at_;
  if (!skip_flow_blank()) return std::nullopt;
  bool ended = peek() == '}';
  if (ended) ++at_;
  while (!ended) {
    Entry entry;
    if (!key(entry) || !skip_flow_blank()) return std::nullopt;
    if (std::ranges::find(node.entries, entry.key, &Entry::key) != node.entries.end()) {
      return std::nullopt;
    }
    auto value = flow_value();
    if (!value) return std::nullopt;
    entry.value = std::move(*value);
    node.entries.push_back(std::move(entry));
    if (!more('}', ended)) return std::nullopt;
  }
  return node;
}

std::optional<Node> UsualYaml::flow_value() {
  if (peek() == '[' || peek() == '{') return flow();
  return peek() == '"' || peek() == '\'' ? quoted() : plain(true);
}

}  // namespace ensign::syntax
