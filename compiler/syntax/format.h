// The usual form of a governed file: line feeds only, no byte order mark, no blanks at the ends of
// lines, one line feed at the end, and the fields of the top in the order in which people expect
// them. Indentation, quotes, blank lines between fields and every comment stay. Pure, and lossless:
// the result reads as the same tree, or there is no result. Formatting twice changes nothing more.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/span.h"
#include "report/report.h"

namespace ensign::syntax {

struct Unformatted {
  FileId file{};
  std::string_view bytes;
  bool is_markdown = false;  // YAML is then the front matter alone
  // Names of the fields at the top, in their usual order; others go behind them.
  std::span<const std::string_view> order;
};

struct Formatted {
  enum class Outcome : std::uint8_t {
    usual,       // `text` is the file in its usual form, maybe as it was
    unreadable,  // `report` says why; its spans are of `text`
    unsafe,      // the usual form would read differently; `text` is the file without BOM and CR
  };
  Outcome outcome = Outcome::usual;
  std::string text;
  report::Report report;
};

// What travels with a field are the comments right above it, and those below it that are indented
// deeper than it. What stands on top of the file stays there, down to the last blank line above the
// first field; so do `# yaml-language-server:` and the line `---`. What stands below the last field
// stays last.
Formatted format_file(const Unformatted& file);

}  // namespace ensign::syntax
