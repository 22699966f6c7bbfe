// What a drill has walked through: the procedure of a playbook, by its digest. A typing mistake in
// the introduction leaves a drill valid; another step does not.
//
// The procedure is a text of lines, each ended by one LF, in the order of the document:
//   - the content of each code block, wherever it stands, which has its own lines;
//   - the plain text (syntax::plain_text) of each other block that holds text (paragraph, heading,
//     table) inside an item of an ordered list, at whatever depth, also in lists and quotes there.
// Not in it: text outside ordered lists, numbers, ticks, markup, addresses, info strings, raw HTML.
#pragma once

#include <string>

#include "syntax/markdown.h"

namespace ensign::model {

std::string procedure_text(const syntax::Markdown& body);
// `sha256:` and the 64 hex digits of the digest of that text.
std::string procedure_digest(const syntax::Markdown& body);

}  // namespace ensign::model
