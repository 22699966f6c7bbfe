#include "report/words.h"

#include <fmt/format.h>

namespace ensign::report {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string shown(std::string_view text, std::size_t at, CodePoint point) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("##[") || rest.starts_with("##vso[")) return "\\u{23}";
  return visible(rest.substr(0, point.length));
}

std::string one_line(std::string_view text) {
  std::string line;
  bool leading = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool escaped =
        point.value == '\n' || point.value == '\t' || (leading && point.value == ':');
    leading = leading && point.value == ' ';
    if (escaped) {
      line += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(point.value));
    } else {
      line += shown(text, at, point);
    }
    at += point.length;
  }
  return line;
}

}  // namespace ensign::report
