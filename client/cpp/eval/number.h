#pragma once
// Numbers and text as ECMAScript converts them (ECMA-262: Number::toString, StringToNumber,
// parseFloat), which is what JsonLogic's coercions are defined by. No locale is involved.

#include <array>
#include <string_view>

namespace ensign::eval {

// Holds the longest text of a double.
using NumberText = std::array<char, 32>;

// `String(value)`: shortest digits that read back equal; "NaN", "Infinity", "1e+21", "0" for -0.
std::string_view text_of(double value, NumberText& buffer);

// `Number(text)`: the whole text but for white space around it; empty is 0, anything else NaN.
double number_of(std::string_view text);

// `parseFloat(text)`: the longest number at the start, NaN where there is none.
double leading_number_of(std::string_view text);

}  // namespace ensign::eval
