#include "syntax/format.h"

#include <algorithm>
#include <optional>

#include "syntax/format_parts.h"
#include "syntax/same_tree.h"

namespace ensign::syntax {
namespace {

using Order = std::span<const std::string_view>;

std::string without_mark_and_returns(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    result += bytes[i];
  }
  return result;
}

std::string usual_yaml(FileId file, std::string_view text, const Node& root, std::uint32_t offset,
                       Order order) {
  const std::string clean = yaml_with_clean_ends(text, root, offset);
  report::Report ignored;
  const auto again = parse_yaml({file, clean, 0}, ignored);
  return again ? with_ordered_fields(clean, *again, order) : clean;
}

// What was read of a file, for the comparison before and after.
struct Reading {
  std::optional<Document> document;  // of Markdown
  std::optional<Node> root;          // of YAML

  const Node* fields() const {
    if (document) return document->front_matter ? &*document->front_matter : nullptr;
    return root ? &*root : nullptr;
  }
};

Reading read(const Unformatted& file, std::string_view text, report::Report& report) {
  Reading reading;
  if (!check_text(file.file, text, report)) return reading;
  if (file.is_markdown) {
    reading.document = parse_document(file.file, text, report);
  } else {
    reading.root = parse_yaml({file.file, text, 0}, report);
  }
  return reading;
}

bool says_the_same(const Reading& a, const Reading& b) {
  const Node* one = a.fields();
  const Node* other = b.fields();
  if ((one == nullptr) != (other == nullptr)) return false;
  if (one != nullptr && !same_fields(*one, *other)) return false;
  return !a.document || (b.document && same_prose(a.document->body, b.document->body));
}

std::string usual_form(const Unformatted& file, std::string_view text, const Reading& reading) {
  if (!reading.document) return usual_yaml(file.file, text, *reading.root, 0, file.order);
  const Document& document = *reading.document;
  std::string result;
  if (document.has_front_matter) {
    const Span fields = document.front_matter_span;
    result = "---\n";
    result += usual_yaml(file.file, text.substr(fields.begin, fields.end - fields.begin),
                         *document.front_matter, fields.begin, file.order);
    result += "---\n";
  }
  return result + markdown_with_clean_ends(text.substr(document.body_offset), document.body,
                                           document.body_offset);
}

}  // namespace

Formatted format_file(const Unformatted& file) {
  Formatted result;
  result.text = without_mark_and_returns(file.bytes);
  const Reading before = read(file, result.text, result.report);
  if (result.report.has_errors()) {
    result.outcome = Formatted::Outcome::unreadable;
    return result;
  }
  result.report = {};
  std::string usual = usual_form(file, result.text, before);
  report::Report doubts;
  const Reading after = read(file, usual, doubts);
  if (doubts.has_errors() || !says_the_same(before, after)) {
    result.outcome = Formatted::Outcome::unsafe;
    return result;
  }
  result.text = std::move(usual);
  return result;
}

}  // namespace ensign::syntax
