// Fields in their usual order, each with the comments that belong to it.
#include <algorithm>
#include <utility>

#include "syntax/format_parts.h"

namespace ensign::syntax {
namespace {

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t feed = at == 0 ? text.npos : text.rfind('\n', at - 1);
  return feed == text.npos ? 0 : feed + 1;
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t feed = text.find('\n', at);
  return feed == text.npos ? text.size() : feed + 1;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == line.npos; }

bool is_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != line.npos && line[first] == '#';
}

// A comment that programs look for at the top of a file.
bool is_for_programs(std::string_view line) {
  return line.starts_with("# yaml-language-server:") || line.starts_with("#!") ||
         line.starts_with("# vim:") || line.starts_with("# -*-");
}

// Each key alone at the beginning of its line, and all in one column: a block mapping.
bool is_plain_block(std::string_view text, const Node& root) {
  const auto indent = [&](const Entry& entry) {
    return entry.key_span.begin - line_begin(text, entry.key_span.begin);
  };
  return std::ranges::all_of(root.entries, [&](const Entry& entry) {
    const std::size_t begin = line_begin(text, entry.key_span.begin);
    return indent(entry) == indent(root.entries.front()) &&
           is_blank(text.substr(begin, entry.key_span.begin - begin));
  });
}

// Behind the last line of a field, and behind the comments below it that are indented deeper.
std::size_t end_of_field(std::string_view text, const Entry& entry) {
  const std::size_t last = std::max(entry.key_span.end, entry.value.span.end);
  const std::size_t column = entry.key_span.begin - line_begin(text, entry.key_span.begin);
  std::size_t end = last > 0 && text[last - 1] == '\n' ? last : next_line(text, last);
  for (std::size_t at = end; at < text.size(); at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    if (is_blank(line)) continue;
    if (!is_comment(line) || line.find('#') <= column) break;
    end = next_line(text, at);
  }
  return end;
}

// Where the head of the file ends, which no field takes along.
std::size_t end_of_head(std::string_view text, std::size_t first_field) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < first_field; at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    if (!is_comment(line) || is_for_programs(line)) end = next_line(text, at);
  }
  return end;
}

struct Field {
  std::pair<std::size_t, std::size_t> rank;  // in the usual order, and in this file
  std::string_view text;
};

std::vector<Field> fields_of(std::string_view text, const Node& root, std::size_t begin,
                             std::span<const std::string_view> order) {
  std::vector<Field> fields;
  for (const Entry& entry : root.entries) {
    const std::size_t end = end_of_field(text, entry);
    const auto known = std::ranges::find(order, entry.key);
    const auto usual = static_cast<std::size_t>(known - order.begin());
    fields.push_back({{usual, fields.size()}, text.substr(begin, end - begin)});
    begin = end;
  }
  return fields;
}

}  // namespace

std::string with_ordered_fields(std::string_view text, const Node& root,
                                std::span<const std::string_view> order) {
  if (!root.is_mapping() || root.entries.empty() || !is_plain_block(text, root)) {
    return std::string(text);
  }
  const std::size_t first = line_begin(text, root.entries.front().key_span.begin);
  const std::size_t head = end_of_head(text, first);
  std::vector<Field> fields = fields_of(text, root, head, order);
  if (std::ranges::is_sorted(fields, {}, &Field::rank)) return std::string(text);
  const std::string_view tail = text.substr(end_of_field(text, root.entries.back()));
  std::ranges::sort(fields, {}, &Field::rank);
  std::string result;
  for (const Field& field : fields) result += field.text;
  result.erase(0, result.find_first_not_of('\n'));  // a blank line above a field that is now first
  return std::string(text.substr(0, head)) + result + std::string(tail);
}

}  // namespace ensign::syntax
