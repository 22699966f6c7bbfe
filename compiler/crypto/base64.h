// Base64 with `=` (RFC 4648 section 4), strictly: one spelling per value. Stray characters, missing
// padding and unused bits that are not zero are refused. Runs in constant time, so secret keys may
// pass through it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ensign::crypto {

// Fills `out` exactly; false when `text` is not the canonical spelling of so many bytes.
bool decode_base64(std::string_view text, std::span<std::uint8_t> out);

// Appends to `text` without a copy on the way (a secret must not be left behind in a temporary).
void append_base64(std::string& text, std::span<const std::uint8_t> bytes);

}  // namespace ensign::crypto
