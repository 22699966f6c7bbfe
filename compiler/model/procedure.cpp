#include "model/procedure.h"

#include "crypto/digest.h"

namespace ensign::model {
namespace {

using Kind = syntax::Markdown::Kind;

void append_line(std::string_view line, std::string& text) {
  text += line;
  if (!line.ends_with('\n')) text += '\n';
}

void append(const syntax::Markdown& node, bool in_step, std::string& text) {
  switch (node.kind) {
    case Kind::code_block:
      return append_line(node.literal, text);
    case Kind::paragraph:
    case Kind::heading:
    case Kind::table:
      if (in_step) append_line(syntax::plain_text(node), text);
      return;
    default:
      break;
  }
  const bool steps = in_step || (node.kind == Kind::list && node.ordered);
  for (const syntax::Markdown& child : node.children) append(child, steps, text);
}

}  // namespace

std::string procedure_text(const syntax::Markdown& body) {
  std::string text;
  append(body, false, text);
  return text;
}

std::string procedure_digest(const syntax::Markdown& body) {
  return "sha256:" + crypto::hex(crypto::sha256(procedure_text(body)));
}

}  // namespace ensign::model
