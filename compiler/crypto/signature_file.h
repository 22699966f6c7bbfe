// The four lines of a `.minisig` file (minisign 0.11). Reading is strict where the stock tool is
// lenient: exactly four lines that each end in a line feed, canonical base64, prehashed signatures
// only, printable ASCII comments. Nothing here verifies a signature.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ensign::crypto {

inline constexpr std::size_t longest_trusted_comment = 1000;  // bytes

struct SignatureFile {
  std::array<std::uint8_t, 8> key_id{};
  std::array<std::uint8_t, 64> signature{};  // over BLAKE2b-512 of the file
  std::string trusted_comment;
  std::array<std::uint8_t, 64> global_signature{};  // over signature ‖ trusted comment

  // What the global signature signs.
  std::string globally_signed() const;
};

Result<SignatureFile> parse_signature_file(std::string_view text);
std::string to_text(const SignatureFile& file);

}  // namespace ensign::crypto
