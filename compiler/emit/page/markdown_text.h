// A Markdown tree back to Markdown text, so that what is published as .md and as .html comes from
// the same tree. Reading the text again gives an equal tree (adjacent texts joined). Raw HTML is
// left out.
#pragma once

#include <string>

#include "syntax/markdown.h"

namespace ensign::emit {

std::string markdown_text(const syntax::Markdown& document);

}  // namespace ensign::emit
