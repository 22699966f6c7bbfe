// Reads one text in the usual form (yaml_readers.h), from left to right. Every function gives
// nothing, or false, where the text leaves that form; the reading ends there. Private to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "syntax/yaml.h"

namespace ensign::syntax {

class UsualYaml {
 public:
  explicit UsualYaml(const YamlText& source) : source_(source), text_(source.text) {}

  std::optional<Node> document();

 private:
  static constexpr int deepest = 16;

  std::optional<Node> block(std::size_t column);
  std::optional<Node> block_mapping(std::size_t column);
  std::optional<Node> block_sequence(std::size_t column);
  std::optional<Node> block_value(std::size_t column);
  std::optional<Node> below(std::size_t column);
  std::optional<Node> item(std::size_t column);
  std::optional<Node> lines_of_text(std::size_t column);
  std::optional<Node> inline_value();
  std::optional<Node> flow();
  std::optional<Node> flow_sequence();
  std::optional<Node> flow_mapping();
  std::optional<Node> flow_value();
  std::optional<Node> quoted();
  std::optional<Node> plain(bool in_flow);
  bool key(Entry& entry);
  bool colon();
  bool more(char close, bool& ended);

  bool next_line();
  bool rest_of_line();
  bool skip_flow_blank();
  void skip_spaces();
  std::size_t line_end(std::size_t from) const;
  bool is_item(std::size_t at) const;
  bool is_mapping_ahead() const;
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  Node scalar(std::size_t begin, std::size_t end, std::string_view content, bool plain) const;
  Span span(std::size_t begin, std::size_t end) const;

  YamlText source_;
  std::string_view text_;
  std::size_t at_ = 0;      // of the first byte that was not read
  std::size_t column_ = 0;  // of the line that next_line() came to; at_ is its first visible byte
  int depth_ = 0;
};

}  // namespace ensign::syntax
