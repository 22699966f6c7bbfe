#include "emit/page/template_lexer.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit {
namespace {

using Kind = TemplatePiece::Kind;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

bool is_name(std::string_view name) {
  if (name == ".") return true;
  const bool known = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
  return known && !name.empty() && name.front() != '.' && name.back() != '.' &&
         name.find("..") == std::string_view::npos;
}

struct Tag {
  TemplatePiece piece;
  bool is_comment = false;
};

std::expected<Tag, std::string> read_partial(std::string_view inner, std::size_t offset) {
  const std::size_t blank = std::min(inner.find(' '), inner.size());
  const std::string_view name = inner.substr(0, blank), field = trimmed(inner.substr(blank));
  if (!is_name(name) || (!field.empty() && !is_name(field))) {
    return std::unexpected(fmt::format("`{}` is no partial and field", inner));
  }
  return Tag{{Kind::partial, offset, std::string(name), std::string(field)}};
}

std::expected<Tag, std::string> read_tag(std::string_view inner, std::size_t offset) {
  inner = trimmed(inner);
  const auto named = [&](Kind kind, std::size_t skip) -> std::expected<Tag, std::string> {
    const std::string_view name = trimmed(inner.substr(skip));
    if (!is_name(name)) {
      return std::unexpected(fmt::format("`{}` is no name of a field or partial", name));
    }
    return Tag{{kind, offset, std::string(name), {}}};
  };
  if (inner.starts_with("!")) return Tag{{}, true};
  if (inner.starts_with(">")) return read_partial(trimmed(inner.substr(1)), offset);
  if (inner.starts_with("#if ")) return named(Kind::if_, 4);
  if (inner.starts_with("#each ")) return named(Kind::each, 6);
  if (inner == "else") return Tag{{Kind::else_, offset, {}, {}}};
  if (inner == "/if") return Tag{{Kind::end_if, offset, {}, {}}};
  if (inner == "/each") return Tag{{Kind::end_each, offset, {}, {}}};
  if (inner.starts_with("#") || inner.starts_with("/")) {
    return std::unexpected(fmt::format("`{}` is no block; there are `#if` and `#each`", inner));
  }
  return named(Kind::field, 0);
}

// The end of the blanks before `at` when nothing else stands before them on their line.
bool is_blank_before(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n';
}

std::size_t line_end_if_blank(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (at == text.size()) return at;
  return text[at] == '\n' ? at + 1 : std::string_view::npos;
}

}  // namespace

std::expected<std::vector<TemplatePiece>, TemplateMistake> cut_template(std::string_view text) {
  std::vector<TemplatePiece> pieces;
  std::size_t at = 0;
  const auto add_literal = [&](std::size_t end) {
    if (end > at) pieces.push_back({Kind::literal, at, std::string(text.substr(at, end - at)), {}});
  };
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos)
      return std::unexpected(TemplateMistake{open, "`{{` is never closed"});
    auto tag = read_tag(text.substr(open + 2, close - open - 2), open);
    if (!tag) return std::unexpected(TemplateMistake{open, std::move(tag.error())});
    std::size_t literal_end = open, next = close + 2;
    const bool stands_alone =
        tag->is_comment || (tag->piece.kind != Kind::field && tag->piece.kind != Kind::partial);
    if (stands_alone && is_blank_before(text, open)) {
      const std::size_t line_end = line_end_if_blank(text, next);
      if (line_end != std::string_view::npos) {
        next = line_end;
        while (literal_end > at &&
               (text[literal_end - 1] == ' ' || text[literal_end - 1] == '\t')) {
          --literal_end;
        }
      }
    }
    add_literal(literal_end);
    if (!tag->is_comment) pieces.push_back(std::move(tag->piece));
    at = next;
  }
  add_literal(text.size());
  return pieces;
}

}  // namespace ensign::emit
