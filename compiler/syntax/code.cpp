#include "syntax/code.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "syntax/code_grammar.h"

namespace ensign::syntax {
namespace {

// A grammar is made ready when it is first asked for: that takes some milliseconds.
using GrammarOf = const CodeGrammar& (*)();
struct Language {
  std::string_view name;
  GrammarOf grammar;
  bool transcript = false;  // commands behind a prompt, and what they printed
};

constexpr std::array<Language, 23> languages{{
    {"bash", bash_grammar},
    {"cjs", tsx_grammar},
    {"console", bash_grammar, true},
    {"go", go_grammar},
    {"golang", go_grammar},
    {"java", java_grammar},
    {"javascript", tsx_grammar},
    {"js", tsx_grammar},
    {"json", json_grammar},
    {"jsonc", json_grammar},
    {"jsx", tsx_grammar},
    {"mjs", tsx_grammar},
    {"py", python_grammar},
    {"python", python_grammar},
    {"sh", bash_grammar},
    {"shell", bash_grammar},
    {"shell-session", bash_grammar, true},
    {"ts", typescript_grammar},
    {"tsx", tsx_grammar},
    {"typescript", typescript_grammar},
    {"yaml", yaml_grammar},
    {"yml", yaml_grammar},
    {"zsh", bash_grammar},
}};

const Language* language_of(std::string_view name) {
  std::string lower(name.substr(0, 32));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  const auto* found = std::find_if(languages.begin(), languages.end(),
                                   [&](const Language& one) { return one.name == lower; });
  return found == languages.end() ? nullptr : found;
}

// Which of two patterns about the same bytes counts: queries list the general ones now first, now
// last. A name may be a string, a key is more, and a function or a constant is more than a key.
int rank(std::optional<CodeClass> kind) {
  if (!kind) return 0;
  return *kind == CodeClass::string ? 1 : *kind == CodeClass::property ? 2 : 3;
}

// Appends spans in order; what touches its like becomes one.
class Spans {
 public:
  Spans(std::vector<CodeSpan>& out, std::uint32_t offset) : out_(out), offset_(offset) {}

  void upto(std::uint32_t end, std::optional<CodeClass> kind) {
    if (end <= reached_) return;
    const std::uint32_t begin = offset_ + std::exchange(reached_, end);
    if (!kind) return;
    if (!out_.empty() && out_.back().end == begin && out_.back().kind == *kind) {
      out_.back().end = offset_ + end;
    } else {
      out_.push_back({begin, offset_ + end, *kind});
    }
  }

 private:
  std::vector<CodeSpan>& out_;
  std::uint32_t offset_;
  std::uint32_t reached_ = 0;
};

// Every byte gets the class of the innermost node around it.
void append_innermost(std::vector<CodeCapture> found, std::uint32_t offset,
                      std::vector<CodeSpan>& out) {
  std::sort(found.begin(), found.end(), [](const CodeCapture& a, const CodeCapture& b) {
    return std::tuple(a.begin, b.end, rank(a.kind), a.pattern) <
           std::tuple(b.begin, a.end, rank(b.kind), b.pattern);
  });
  Spans spans(out, offset);
  std::vector<const CodeCapture*> open;
  const auto close_until = [&](std::uint32_t at) {
    while (!open.empty() && open.back()->end <= at) {
      spans.upto(open.back()->end, open.back()->kind);
      open.pop_back();
    }
  };
  for (const CodeCapture& capture : found) {
    close_until(capture.begin);
    spans.upto(capture.begin, open.empty() ? std::nullopt : open.back()->kind);
    open.push_back(&capture);
  }
  close_until(UINT32_MAX);
}

void append_spans(const CodeGrammar& grammar, std::string_view code, std::size_t begin,
                  std::size_t end, std::vector<CodeSpan>& out) {
  append_innermost(grammar.captures(code.substr(begin, end - begin)),
                   static_cast<std::uint32_t>(begin), out);
}

// A command stands behind `$ ` and goes on where a line ends in a backslash.
std::vector<CodeSpan> transcript_spans(const CodeGrammar& grammar, std::string_view code) {
  std::vector<CodeSpan> spans;
  for (std::size_t line = 0; line < code.size();) {
    std::size_t end = std::min(code.find('\n', line), code.size());
    if (code.substr(line).starts_with("$ ")) {
      while (end + 1 < code.size() && code[end - 1] == '\\') {
        end = std::min(code.find('\n', end + 1), code.size());
      }
      append_spans(grammar, code, line + 2, end, spans);
    }
    line = end + 1;
  }
  return spans;
}

}  // namespace

std::vector<CodeSpan> code_spans(std::string_view language, std::string_view code) {
  const Language* known = language_of(language);
  if (known == nullptr || code.empty() || code.size() > longest_code) return {};
  if (known->transcript) return transcript_spans(known->grammar(), code);
  std::vector<CodeSpan> spans;
  append_spans(known->grammar(), code, 0, code.size(), spans);
  return spans;
}

}  // namespace ensign::syntax
