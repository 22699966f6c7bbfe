// The few words and the one escaping that all renderers share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "report/finding.h"

namespace ensign::report {

std::string_view severity_name(Severity severity);              // error, warning, note
std::string counted(std::size_t count, std::string_view noun);  // `1 error`, `2 errors`

// What a terminal or a build log may see of the code point at `at`: visible() (base/utf8.h), and
// the beginnings of build-host commands that are honoured in the middle of a line (`##[`, `##vso[`)
// broken up.
std::string shown(std::string_view text, std::size_t at, CodePoint point);

// All of `text` so, on one line: line feeds and tabs become `\u{A}` and `\u{9}`, and leading colons
// are escaped, since GitHub takes a line that begins with `::` as a command.
std::string one_line(std::string_view text);

}  // namespace ensign::report
