// Source code as the inside of a `code` element: text with spans of the classes `hl-comment`,
// `hl-constant` and so on. Without its tags it is the code as escape_text writes it, so what a
// reader copies is what was written.
#pragma once

#include <string>
#include <string_view>

namespace ensign::emit {

// `language` as behind the fence of a code block; one that is not known gives plain text.
void append_code(std::string& out, std::string_view language, std::string_view code);

}  // namespace ensign::emit
