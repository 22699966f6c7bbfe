#include "syntax/yaml_builder.h"

#include <algorithm>
#include <fmt/format.h>

#include "syntax/number_forms.h"
#include "syntax/rules.h"
#include "syntax/scalar_extent.h"

namespace ensign::syntax {
namespace {

constexpr std::size_t deepest = 32;

bool begins_property(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '&' || text[at] == '!');
}

// The words that the core schema reads as null; `word_end` is where the word at `at` ends.
bool null_word_at(std::string_view text, std::size_t at, std::size_t& word_end) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!text.substr(at).starts_with(word)) continue;
    word_end = at + word.size();
    if (word_end == text.size() || std::string_view(" \t\n,]}:").contains(text[word_end]))
      return true;
  }
  return false;
}

}  // namespace

Span TreeBuilder::span(std::size_t begin, std::size_t end) const {
  return {source_.file, static_cast<std::uint32_t>(source_.offset + begin),
          static_cast<std::uint32_t>(source_.offset + end)};
}

// yaml-cpp counts on past the end of its input; and what it tells twice never stands before what
// was read already.
std::size_t TreeBuilder::position_of(const YAML::Mark& mark) const {
  const auto position = static_cast<std::size_t>(std::max(mark.pos, 0));
  return std::min(std::max(position, cursor_), source_.text.size());
}

void TreeBuilder::finish_with(Fault fault) {
  stopped_ = true;
  incomplete_ = true;
  auto& finding = report_.add(*fault.rule, span(fault.begin, fault.end), std::move(fault.message),
                              std::move(fault.help));
  if (fault.label_end > fault.label_begin) {
    finding.labels.push_back({span(fault.label_begin, fault.label_end), std::move(fault.label)});
  }
}

void TreeBuilder::fail(std::size_t position, std::string_view message) {
  if (stopped_) return;
  FaultContext context{source_.text, std::min(position, source_.text.size()),
                       message,      cursor_,
                       last_quote_,  std::nullopt};
  for (const Frame& frame : frames_) {
    if (frame.bracketed) context.open_bracket = frame.node.span.begin - source_.offset;
  }
  finish_with(explain(context));
}

std::optional<Node> TreeBuilder::take_root() {
  if (incomplete_) return std::nullopt;
  if (root_) return std::move(root_);
  Node nothing;
  nothing.span = span(0, 0);
  return nothing;
}

// yaml-cpp takes whatever follows a complete value for another document, with or without `---`.
void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (stopped_ || !std::exchange(document_seen_, true)) return;
  const std::size_t at = position_of(mark);
  if (source_.text.substr(at).starts_with("---")) {
    finish_with({&second_document, at, at + 3, "a second document begins here",
                 "keep one document in a file; put the other one into a file of its own"});
  } else {
    finish_with(text_after_value(source_.text, at));
  }
}

// Gives every anchor and tag from `at` on its finding, once, and returns where the value begins.
std::size_t TreeBuilder::report_properties(std::size_t at) {
  while (begins_property(source_.text, at)) {
    const std::size_t end = property_end(source_.text, at);
    if (at >= properties_reported_) {
      const std::string_view written = source_.text.substr(at, end - at);
      if (source_.text[at] == '&') {
        report_.add(yaml_anchor, span(at, end), fmt::format("`{}` is an anchor", written),
                    "write the value where it is used; put text that begins with `&` in quotes");
      } else {
        report_.add(yaml_tag, span(at, end), fmt::format("`{}` is a tag", written),
                    "remove it: every field has its type; put text that begins with `!` in quotes");
      }
      properties_reported_ = end;
    }
    cursor_ = std::max(cursor_, end);
    at = skip_blank(source_.text, end);
  }
  return at;
}

// Whether the token at `at` is the value that the sign before `introduced` announces, or already
// the next key: a value stands on the same line or is indented deeper than its collection.
bool TreeBuilder::belongs_here(std::size_t introduced, std::size_t at) const {
  if (frames_.empty() || frames_.back().flow) return true;
  const std::string_view between =
      source_.text.substr(introduced, std::max(at, introduced) - introduced);
  if (!between.contains('\n')) return true;
  return column_of(source_.text, at) > frames_.back().column;
}

// Where a value may begin: behind the `:` or `-` that announces it, or where the key ended when
// there is no such sign.
std::size_t TreeBuilder::introduction() const {
  if (frames_.empty()) return cursor_;
  const Frame& frame = frames_.back();
  const bool in_mapping = frame.node.is_mapping();
  if (in_mapping ? !frame.key_taken : frame.flow) return cursor_;
  const std::size_t sign = skip_blank(source_.text, cursor_);
  const bool present = sign < source_.text.size() && source_.text[sign] == (in_mapping ? ':' : '-');
  return present ? sign + 1 : cursor_;
}

// yaml-cpp takes a line without `:` for a key without value, `a:1` among them.
bool TreeBuilder::check_colon(std::size_t introduced) {
  if (frames_.empty()) return true;
  const Frame& frame = frames_.back();
  if (!frame.node.is_mapping() || !frame.key_taken || !frame.keep_value) return true;
  const bool has_colon = introduced > cursor_;
  const std::size_t key_begin = frame.key_span.begin - source_.offset;
  const std::size_t line_begin = key_begin - column_of(source_.text, key_begin);
  const std::string_view before = source_.text.substr(line_begin, key_begin - line_begin);
  const bool asked = before.contains('?');  // `? key` may stand without a value
  const bool glued = frame.key.contains(':');
  if (has_colon || asked || (frame.flow && !glued)) return true;
  finish_with(missing_colon(source_.text, key_begin, frame.key_span.end - source_.offset));
  return false;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (stopped_) return;
  const std::size_t introduced = introduction();
  std::size_t at = position_of(mark);
  if (anchor != 0) at = report_properties(at);
  std::size_t word_end = at;
  const bool awaits_key =
      !frames_.empty() && frames_.back().node.is_mapping() && !frames_.back().key_taken;
  Node node;
  node.plain = true;
  const bool here = awaits_key || belongs_here(introduced, at);
  if (here && null_word_at(source_.text, at, word_end)) {
    node.span = span(at, word_end);
  } else {
    if (!check_colon(introduced)) return;
    const std::size_t empty = awaits_key ? at : std::max(introduced, cursor_);
    node.span = span(empty, empty);
  }
  place(std::move(node));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  if (stopped_) return;
  const std::size_t at = position_of(mark);
  const std::size_t end = property_end(source_.text, at);
  const bool merged =
      std::ranges::any_of(frames_, [](const Frame& frame) { return frame.merging; });
  if (!merged) {
    report_.add(yaml_anchor, span(at, end),
                fmt::format("`{}` is an alias", source_.text.substr(at, end - at)),
                "write the value itself; put text that begins with `*` in quotes");
  }
  incomplete_ = true;
  Node node;
  node.refused = true;
  node.span = span(at, end);
  place(std::move(node));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                           const std::string& value) {
  if (stopped_) return;
  const std::size_t first = position_of(mark);
  const std::size_t at = report_properties(first);
  const std::string_view text = source_.text;
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = value;
  const char style = at < text.size() ? text[at] : '\0';
  const bool quoted = style == '"' || style == '\'';
  const bool block = style == '|' || style == '>';
  const bool absent =
      at != first && value.empty() && !((quoted || block) && belongs_here(cursor_, at));
  std::size_t begin = at;
  std::size_t end = 0;
  if (absent) {  // a tag and nothing behind it
    begin = end = cursor_;
  } else if (quoted) {
    end = quoted_end(text, at);
    if (end == text.npos) {  // yaml-cpp lets the end of the file close a quote
      finish_with(unclosed_quote(text, at));
      return;
    }
  } else {
    node.plain = !block;
    end = block ? block_end(text, at, value) : plain_end(text, at, value);
  }
  last_quote_ = quoted ? at : text.npos;
  node.span = span(begin, end);
  place(std::move(node));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  open(Node::Kind::sequence, mark, anchor != 0 || tag != "?", style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  open(Node::Kind::mapping, mark, anchor != 0 || tag != "?", style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, bool has_properties, bool flow) {
  if (stopped_) return;
  std::size_t at = position_of(mark);
  if (has_properties) at = report_properties(at);
  if (frames_.size() == deepest) {
    const std::size_t end = std::min(at + 1, source_.text.size());
    finish_with({&too_deep, at, end, fmt::format("nested deeper than {} levels", deepest),
                 "flatten the structure"});
    return;
  }
  Frame frame;
  frame.node.kind = kind;
  frame.flow = flow;
  const char bracket = kind == Node::Kind::sequence ? '[' : '{';
  frame.bracketed = flow && at < source_.text.size() && source_.text[at] == bracket;
  frame.column = flow ? 0 : column_of(source_.text, at);
  frame.node.span = span(at, at);
  cursor_ = std::max(cursor_, at);
  last_quote_ = source_.text.npos;
  frames_.push_back(std::move(frame));
}

void TreeBuilder::close() {
  if (stopped_) return;
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.bracketed) {
    const std::string_view text = source_.text;
    const std::size_t begin = frame.node.span.begin - source_.offset;
    std::size_t at = skip_blank(text, std::max(cursor_, begin + 1));
    while (at < text.size() && (text[at] == ',' || text[at] == ':' || text[at] == '?')) {
      at = skip_blank(text, at + 1);
    }
    const bool closed = at < text.size() && (text[at] == ']' || text[at] == '}');
    cursor_ = closed ? at + 1 : std::max(cursor_, begin + 1);
    frame.node.span = span(begin, cursor_);
  }
  last_quote_ = source_.text.npos;
  place(std::move(frame.node));
}

void TreeBuilder::place(Node node) {
  cursor_ = std::max<std::size_t>(cursor_, node.span.end - source_.offset);
  if (frames_.empty()) {
    judge_number(node);
    root_ = std::move(node);
    return;
  }
  Frame& frame = frames_.back();
  if (!frame.has_child && !frame.bracketed) frame.node.span.begin = node.span.begin;
  frame.has_child = true;
  frame.node.span.end = std::max(frame.node.span.end, node.span.end);
  if (frame.node.is_sequence()) {
    judge_number(node);
    frame.node.items.push_back(std::move(node));
  } else if (!frame.key_taken) {
    take_key(frame, std::move(node));
  } else {
    take_value(frame, std::move(node));
  }
}

void TreeBuilder::take_key(Frame& frame, Node node) {
  frame.key_taken = true;
  frame.keep_value = false;
  frame.key_span = node.span;
  if (node.refused) return;
  if (!node.is_scalar() || node.text.empty()) {
    const std::string_view what = node.is_mapping()    ? "a mapping"
                                  : node.is_sequence() ? "a list"
                                  : node.is_scalar()   ? "an empty text"
                                                       : "null";
    report_.add(non_scalar_key, node.span, fmt::format("{} stands where a key must be", what),
                "write a name before the `:`; put text with braces or brackets in quotes");
    return;
  }
  if (node.plain && node.text == "<<") {
    frame.merging = true;
    incomplete_ = true;
    report_.add(yaml_merge_key, node.span, "`<<` merges another mapping into this one",
                "write the fields themselves");
    return;
  }
  const auto [first, is_new] = frame.keys.try_emplace(node.text, node.span);
  if (!is_new) {
    auto& finding =
        report_.add(duplicate_key, node.span, fmt::format("`{}` is written twice", node.text),
                    "keep one of the two");
    finding.labels.push_back({first->second, "first here"});
    return;
  }
  frame.keep_value = true;
  frame.key = std::move(node.text);
}

void TreeBuilder::take_value(Frame& frame, Node node) {
  frame.key_taken = false;
  frame.merging = false;
  if (!frame.keep_value) return;
  judge_number(node);
  frame.node.entries.push_back({std::move(frame.key), frame.key_span, std::move(node)});
  frame.key.clear();
}

// Keys are names, never numbers; a value may be either, so it must be clear which.
void TreeBuilder::judge_number(Node& node) {
  if (!node.is_scalar() || !node.plain) return;
  if (auto doubt = number_doubt(node.text)) {
    node.refused = true;
    report_.add(ambiguous_number, node.span, std::move(doubt->message), std::move(doubt->help));
  }
}

}  // namespace ensign::syntax
