// Where things end in YAML text. yaml-cpp tells only where they start; the ends are found again in
// the bytes, with the content that was read from them as the guide. All positions are byte offsets.
#pragma once

#include <cstddef>
#include <string_view>

namespace ensign::syntax {

// Past blanks, line ends and comments.
std::size_t skip_blank(std::string_view text, std::size_t at);

// Past one anchor `&name`, alias `*name` or tag `!name` that begins at `at`.
std::size_t property_end(std::string_view text, std::size_t at);

// The number of bytes between the start of the line and `at`.
std::size_t column_of(std::string_view text, std::size_t at);

// Offset after the closing quote of the quoted scalar that begins at `at`, or npos when it never
// ends.
std::size_t quoted_end(std::string_view text, std::size_t at);

// Offset after the last byte of `content` in a plain scalar that begins at `at`. Folding changes
// only blanks and line ends, so the other bytes stand in the text in the same order, next to one
// another.
std::size_t plain_end(std::string_view text, std::size_t at, std::string_view content);

// The same for a block scalar whose `|` or `>` is at `at`: the end of the last line that is not
// blank.
std::size_t block_end(std::string_view text, std::size_t at, std::string_view content);

}  // namespace ensign::syntax
