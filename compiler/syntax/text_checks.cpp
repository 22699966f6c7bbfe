// What must hold of the bytes of every governed text file before a parser sees them.
#include <fmt/format.h>

#include "base/utf8.h"
#include "syntax/rules.h"
#include "syntax/yaml.h"

namespace ensign::syntax {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 20;
constexpr std::size_t longest_line = std::size_t{64} << 10;

Span span_of(FileId file, std::size_t begin, std::size_t end) {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string and_more(std::size_t count) {
  return count > 1 ? fmt::format(" (and {} more)", count - 1) : std::string();
}

bool check_size(FileId file, std::string_view bytes, report::Report& report) {
  if (bytes.size() > largest_file) {
    report.add(
        too_large, span_of(file, 0, 0),
        fmt::format("the file holds {} bytes, {} at most are read", bytes.size(), largest_file),
        "split the file");
    return false;
  }
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    if (end - begin > longest_line) {
      report.add(
          too_large, span_of(file, begin, begin),
          fmt::format("the line holds {} bytes, {} at most are read", end - begin, longest_line),
          "break the line");
      return false;
    }
    begin = end + 1;
  }
  return true;
}

bool check_utf8(FileId file, std::string_view bytes, report::Report& report) {
  const auto invalid = first_invalid_utf8(bytes);
  if (!invalid) return true;
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  report.add(not_utf8, span_of(file, *invalid, *invalid + 1),
             utf16 ? "the file is UTF-16"
                   : fmt::format("byte `\\x{:02X}` is not UTF-8",
                                 static_cast<unsigned char>(bytes[*invalid])),
             "save the file as UTF-8 without byte order mark");
  return false;
}

std::string_view what_it_does(char32_t value) {
  if (value == 0xFEFF) return "a byte order mark";
  if (value == 0x2028 || value == 0x2029) return "a line separator that most readers do not see";
  if (value == 0) return "a NUL byte";
  if (value < 0xA0) return "a control character";
  return "a control that reorders the text around it";
}

struct Occurrences {
  std::size_t first = 0;
  std::size_t length = 0;
  std::size_t count = 0;

  void note(std::size_t offset, std::size_t bytes) {
    if (count++ == 0) {
      first = offset;
      length = bytes;
    }
  }
};

// Visible ASCII, a blank or a line feed: most of what people write, and never of interest here.
bool is_common(char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; }

// One finding for each of the two rules: a file with foreign line ends has one fault, not a
// thousand.
bool check_code_points(FileId file, std::string_view bytes, report::Report& report) {
  Occurrences returns, deceptive;
  for (std::size_t at = 0; at < bytes.size();) {
    if (is_common(bytes[at])) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(bytes, at);
    if (point.value == '\r') {
      returns.note(at, 1);
    } else if (is_deceptive(point.value)) {
      deceptive.note(at, point.length);
    }
    at += point.length;
  }
  if (deceptive.count > 0) {
    const char32_t value = code_point_at(bytes, deceptive.first).value;
    report.add(deceptive_character,
               span_of(file, deceptive.first, deceptive.first + deceptive.length),
               fmt::format("`U+{:04X}` is {}{}", static_cast<std::uint32_t>(value),
                           what_it_does(value), and_more(deceptive.count)),
               "remove it; inside double quotes it can be written as an escape");
  }
  if (returns.count > 0) {
    report.add(carriage_return, span_of(file, returns.first, returns.first + 1),
               "the line ends with a carriage return" + and_more(returns.count),
               "save the file with line feeds only");
  }
  return deceptive.count == 0 && returns.count == 0;
}

}  // namespace

bool check_text(FileId file, std::string_view bytes, report::Report& report) {
  return check_size(file, bytes, report) && check_utf8(file, bytes, report) &&
         check_code_points(file, bytes, report);
}

}  // namespace ensign::syntax
