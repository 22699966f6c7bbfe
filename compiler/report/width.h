// How many columns of a terminal a code point takes: 0 for marks that join what stands before them,
// 2 for East Asian wide and full-width forms and for emoji, else 1. Source: Unicode 14,
// EastAsianWidth.txt (UAX #11: W and F) and the general categories Mn and Me, with the conjoining
// Hangul vowels and finals, U+200B to U+200D and U+2060. No locale is asked.
#pragma once

#include <cstddef>

namespace ensign::report {

std::size_t display_width(char32_t value);

}  // namespace ensign::report
