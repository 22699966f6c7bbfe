// Source code to spans with a class, for showing it in colour. What a span means is decided by the
// queries that each tree-sitter grammar brings; see ADR 8. The same code gives the same spans on
// every machine: no clock ends a reading, but limits of size and of work. Where they are exceeded,
// and in a language that is not known, all is plain. Errors in the code cost at most the colour of
// what stands near them. May be called from several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ensign::syntax {

// What has none is plain: names of variables, operators, brackets, blanks, the output of a program.
enum class CodeClass : std::uint8_t {
  comment,
  constant,  // also options of a command, anchors
  function,  // also commands
  keyword,
  number,
  property,  // also keys, and variables of a shell
  string,
  type,
};

// Bytes [begin, end) of the code; never empty.
struct CodeSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  CodeClass kind = CodeClass::comment;

  bool operator==(const CodeSpan&) const = default;
};

// In bytes. Longer code is plain: code that is all mistakes takes time that grows with the square
// of its length, about half a second for this much.
constexpr std::size_t longest_code = 8 * 1024;

// In order, and without overlap. `language` is a name or an alias as people write behind a fence,
// in any letter case: bash sh shell zsh, yaml yml, json jsonc, python py, typescript ts, tsx,
// javascript js jsx mjs cjs, go golang, java; and `console` or `shell-session`, where only what
// stands behind `$` at the beginning of a line is code.
std::vector<CodeSpan> code_spans(std::string_view language, std::string_view code);

}  // namespace ensign::syntax
