#include "emit/page/markdown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit {
namespace {

using syntax::Markdown;
using Kind = Markdown::Kind;

std::size_t longest_run(std::string_view text, char wanted) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// Every character that could begin markup in the middle of a line; what counts only at its start is
// the business of `escape_line_start`.
std::string escape_inline(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>&~|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string escape_line_start(std::string line) {
  if (line.empty()) return line;
  if (line[0] == '#' || line[0] == '+' || line[0] == '-' || line[0] == '=') return "\\" + line;
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits != std::string::npos && digits > 0 && (line[digits] == '.' || line[digits] == ')')) {
    line.insert(digits, "\\");
  }
  return line;
}

std::string inline_text(const Markdown& node);

std::string inline_children(const Markdown& node) {
  std::string out;
  for (const Markdown& child : node.children) out += inline_text(child);
  return out;
}

std::string code_span(const std::string& code) {
  const std::string fence(longest_run(code, '`') + 1, '`');
  const bool padded = code.empty() || code.front() == '`' || code.back() == '`';
  return fence + (padded ? " " : "") + code + (padded ? " " : "") + fence;
}

std::string destination(const Markdown& node) {
  std::string url;
  for (const char c : node.url) {
    if (c == '<' || c == '>' || c == '\\') url += '\\';
    if (c != '\n') url += c;
  }
  if (node.title.empty()) return "<" + url + ">";
  std::string title;
  for (const char c : node.title) {
    if (c == '"' || c == '\\') title += '\\';
    title += c;
  }
  return fmt::format("<{}> \"{}\"", url, title);
}

std::string inline_text(const Markdown& node) {
  switch (node.kind) {
    case Kind::text:
      return escape_inline(node.literal);
    case Kind::soft_break:
      return "\n";
    case Kind::line_break:
      return "\\\n";
    case Kind::code:
      return code_span(node.literal);
    case Kind::emphasis:
      return "*" + inline_children(node) + "*";
    case Kind::strong:
      return "**" + inline_children(node) + "**";
    case Kind::strikethrough:
      return "~~" + inline_children(node) + "~~";
    case Kind::link:
      return fmt::format("[{}]({})", inline_children(node), destination(node));
    case Kind::image:
      return fmt::format("![{}]({})", inline_children(node), destination(node));
    case Kind::html_inline:
      return {};
    default:
      return inline_children(node);
  }
}

std::string block_text(const Markdown& node);

std::string blocks(const std::vector<Markdown>& nodes, bool tight) {
  std::string out;
  for (const Markdown& node : nodes) {
    const std::string text = block_text(node);
    if (text.empty()) continue;
    if (!out.empty()) out += tight ? "\n" : "\n\n";
    out += text;
  }
  return out;
}

// `first` before the first line, `rest` before every other that is not blank.
std::string prefixed(const std::string& text, const std::string& first, const std::string& rest) {
  std::string out = first;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n') out += rest;
  }
  return out;
}

std::string lines_escaped(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (at > 0) out += '\n';
    out += escape_line_start(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string list_text(const Markdown& node) {
  std::string out;
  int number = node.start;
  for (const Markdown& item : node.children) {
    std::string marker = node.ordered ? fmt::format("{}. ", number++) : "- ";
    const std::string indent(marker.size(), ' ');
    if (item.checked) marker += *item.checked ? "[x] " : "[ ] ";
    if (!out.empty()) out += node.tight ? "\n" : "\n\n";
    out += prefixed(blocks(item.children, node.tight), marker, indent);
  }
  return out;
}

std::string table_text(const Markdown& node) {
  constexpr std::string_view rules[] = {"---", ":--", ":-:", "--:"};
  std::string out;
  for (const Markdown& row : node.children) {
    out += "|";
    for (const Markdown& cell : row.children) out += " " + inline_children(cell) + " |";
    out += "\n";
    if (!row.header) continue;
    out += "|";
    for (const Markdown& cell : row.children) {
      out += fmt::format(" {} |", rules[static_cast<std::size_t>(cell.align)]);
    }
    out += "\n";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string code_text(const Markdown& node) {
  const std::string fence(std::max<std::size_t>(3, longest_run(node.literal, '`') + 1), '`');
  const bool ended = node.literal.empty() || node.literal.back() == '\n';
  return fence + node.info + "\n" + node.literal + (ended ? "" : "\n") + fence;
}

std::string block_text(const Markdown& node) {
  switch (node.kind) {
    case Kind::heading:
      return std::string(static_cast<std::size_t>(node.level), '#') + " " + inline_children(node);
    case Kind::list:
      return list_text(node);
    case Kind::quote:
      return prefixed(blocks(node.children, false), "> ", "> ");
    case Kind::code_block:
      return code_text(node);
    case Kind::thematic_break:
      return "---";
    case Kind::html_block:
      return {};
    case Kind::table:
      return table_text(node);
    case Kind::document:
    case Kind::item:
      return blocks(node.children, false);
    default:
      return lines_escaped(inline_text(node));
  }
}

}  // namespace

std::string markdown_text(const Markdown& document) {
  std::string text = block_text(document);
  if (!text.empty()) text += '\n';
  return text;
}

}  // namespace ensign::emit
