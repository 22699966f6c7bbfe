// A governed Markdown file: front matter and prose.
#include <algorithm>
#include <vector>

#include "syntax/markdown.h"
#include "syntax/rules.h"

namespace ensign::syntax {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Whether the line that begins at `at` is `---`, perhaps with blanks behind it.
bool is_fence(std::string_view bytes, std::size_t at) {
  const std::string_view line = bytes.substr(at, bytes.find('\n', at) - at);
  return line.starts_with("---") && line.find_first_not_of(" \t", 3) == none;
}

std::size_t next_line(std::string_view bytes, std::size_t at) {
  const std::size_t line_feed = bytes.find('\n', at);
  return line_feed == none ? bytes.size() : line_feed + 1;
}

// Where the line of the closing fence begins.
std::size_t closing_fence(std::string_view bytes, std::size_t at) {
  for (; at < bytes.size(); at = next_line(bytes, at)) {
    if (is_fence(bytes, at)) return at;
  }
  return none;
}

Span span_of(FileId file, std::size_t begin, std::size_t end) {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_comment(std::string_view html) {
  const std::size_t last = html.find_last_not_of(" \t\n");
  if (last == none || !html.starts_with("<!--")) return false;
  return html.find("-->", 4) == last - 2;
}

// What is seen of raw HTML is nothing: worth a word, except for comments (nothing was meant to be
// seen) and for closing tags (their opening tags have one).
void warn_of_html(const Markdown& root, report::Report& report) {
  std::vector<const Markdown*> open{&root};
  while (!open.empty()) {
    const Markdown& node = *open.back();
    open.pop_back();
    for (const Markdown& child : node.children) open.push_back(&child);
    const bool html =
        node.kind == Markdown::Kind::html_block || node.kind == Markdown::Kind::html_inline;
    if (!html || is_comment(node.literal) || node.literal.starts_with("</")) continue;
    report.add(raw_html, node.span, "raw HTML is left out of every page",
               "write it in Markdown, or in backticks to show it as code");
  }
}

}  // namespace

Document parse_document(FileId file, std::string_view bytes, report::Report& report) {
  Document document;
  if (is_fence(bytes, 0)) {
    document.has_front_matter = true;
    const std::size_t begin = next_line(bytes, 0);
    const std::size_t end = closing_fence(bytes, begin);
    if (end == none) {
      report.add(front_matter_unclosed, span_of(file, 0, 3), "the front matter is not closed",
                 "end it with a line `---`");
      document.front_matter_span = span_of(file, begin, bytes.size());
      document.body_offset = static_cast<std::uint32_t>(bytes.size());
      document.body.span = span_of(file, bytes.size(), bytes.size());
      return document;
    }
    document.front_matter_span = span_of(file, begin, end);
    document.front_matter = parse_yaml(
        {file, bytes.substr(begin, end - begin), static_cast<std::uint32_t>(begin)}, report);
    document.body_offset = static_cast<std::uint32_t>(next_line(bytes, end));
  }
  document.body = parse_markdown(file, bytes.substr(document.body_offset), document.body_offset);
  warn_of_html(document.body, report);
  return document;
}

}  // namespace ensign::syntax
