// Patterns of `.gitattributes`. Source: gitattributes(5) and gitignore(5); git's wildmatch with
// WM_PATHNAME: `*` and `?` stop at `/`, `**` between slashes spans folders, `[…]` is a class.
#pragma once

#include <string_view>

namespace ensign::source {

// Does `pattern` match the whole of `text`? Time grows with the product of both lengths, whatever
// the pattern. A class that is not closed matches nothing.
bool wildcard_matches(std::string_view pattern, std::string_view text);

}  // namespace ensign::source
