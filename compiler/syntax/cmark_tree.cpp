#include "syntax/cmark_tree.h"

#include <algorithm>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <mutex>
#include <string>

namespace ensign::syntax {
namespace {

struct ParserDelete {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

// cmark-gfm keeps its registry of extensions, and the table of bytes that begin an inline, in
// global variables and changes the table during every parse. Two parses at once would read each
// other's settings, so they take turns.
std::mutex turn;

// cmark-gfm fills every row of a table up to the width of its head, so that a small file could ask
// for billions of cells. Where that could come to pass, `|` stays text.
constexpr std::size_t most_columns = 256;
constexpr std::size_t most_cells = 1'000'000;

bool tables_stay_small(std::string_view text) {
  std::size_t widest = 0, lines = 0;
  for (std::size_t at = 0; at < text.size(); ++lines) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto bars = std::ranges::count(text.substr(at, end - at), '|');
    widest = std::max(widest, static_cast<std::size_t>(bars) + 1);
    at = end + 1;
  }
  return widest <= most_columns && widest * lines <= most_cells;
}

// cmark-gfm walks up all open quotes and lists for every line, and one line can open 30,000. What
// would open one more than this in its line is made text by a backslash in its place; the tree is
// cut off long before.
constexpr std::size_t most_markers = 256;

// Offset after the quote or list marker at `at`, or `at` when there is none.
std::size_t marker_end(std::string_view line, std::size_t at) {
  if (at < line.size() && line[at] == '>') return at + 1;
  std::size_t end = at;
  while (end < line.size() && end < at + 9 && line[end] >= '0' && line[end] <= '9') ++end;
  const std::string_view signs = end > at ? ".)" : "-+*";
  if (end == line.size() || !signs.contains(line[end])) return at;
  ++end;
  return end == line.size() || line[end] == ' ' || line[end] == '\t' ? end : at;
}

// Where the line has one marker too many; npos when it has not.
std::size_t marker_too_many(std::string_view line) {
  std::size_t at = 0;
  for (std::size_t count = 0; count <= most_markers; ++count) {
    at = std::min(line.find_first_not_of(" \t", at), line.size());
    const std::size_t end = marker_end(line, at);
    if (end == at) return line.npos;
    if (count == most_markers) return at;
    at = end;
  }
  return line.npos;
}

std::string with_bounded_nesting(std::string_view text) {
  std::string result(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t marker = marker_too_many(text.substr(at, end - at));
    if (marker != text.npos) result[at + marker] = '\\';
    at = end + 1;
  }
  return result;
}

}  // namespace

CmarkTree cmark_tree(std::string_view text) {
  const std::string bounded = with_bounded_nesting(text);
  const bool tables = tables_stay_small(text);
  const std::lock_guard lock(turn);
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, ParserDelete> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  const auto attach = [&](const char* name) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  };
  if (tables) attach("table");
  attach("strikethrough");
  attach("autolink");
  cmark_parser_feed(parser.get(), bounded.data(), bounded.size());
  return CmarkTree(cmark_parser_finish(parser.get()));
}

}  // namespace ensign::syntax
