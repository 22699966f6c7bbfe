// Any bytes that pass the text checks, read as a governed Markdown file: nothing may crash or hang;
// every span lies in the file, inside its parent and behind its elder sibling; no tree is deeper
// than 64 levels and a leaf.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "syntax/markdown.h"

using namespace ensign;
using namespace ensign::syntax;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void check_tree(const Markdown& node, std::uint32_t begin, std::uint32_t end, int depth) {
  require(depth <= 65);
  require(begin <= node.span.begin && node.span.begin <= node.span.end && node.span.end <= end);
  std::uint32_t reached = node.span.begin;
  for (const Markdown& child : node.children) {
    check_tree(child, reached, node.span.end, depth + 1);
    reached = child.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  report::Report report;
  if (!check_text(FileId{}, bytes, report)) return 0;
  const Document document = parse_document(FileId{}, bytes, report);
  const auto end = static_cast<std::uint32_t>(size);
  require(document.body_offset <= end);
  check_tree(document.body, document.body_offset, end, 1);
  require(document.has_front_matter || document.body_offset == 0);
  if (document.has_front_matter && !document.front_matter) require(report.has_errors());
  if (document.front_matter) {
    require(document.front_matter->span.end <= document.front_matter_span.end);
  }
  plain_text(document.body);
  for (const auto& finding : report.findings()) {
    require(finding.span.begin <= finding.span.end && finding.span.end <= end);
  }
  return 0;
}
