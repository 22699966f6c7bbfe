#include "emit/page/code_html.h"

#include "emit/page/escape.h"
#include "syntax/code.h"

namespace ensign::emit {
namespace {

std::string_view word(syntax::CodeClass kind) {
  constexpr std::string_view words[] = {"comment", "constant", "function", "keyword",
                                        "number",  "property", "string",   "type"};
  return words[static_cast<std::size_t>(kind)];
}

}  // namespace

void append_code(std::string& out, std::string_view language, std::string_view code) {
  std::size_t reached = 0;
  for (const syntax::CodeSpan& span : syntax::code_spans(language, code)) {
    append_escaped(out, code.substr(reached, span.begin - reached), Escaper::text);
    out += "<span class=\"hl-";
    out += word(span.kind);
    out += "\">";
    append_escaped(out, code.substr(span.begin, span.end - span.begin), Escaper::text);
    out += "</span>";
    reached = span.end;
  }
  append_escaped(out, code.substr(reached), Escaper::text);
}

}  // namespace ensign::emit
