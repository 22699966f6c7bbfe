// What statements and sets share: digests and numbers as one spelling each. Private to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/digest.h"

namespace ensign::model {

using Digest = std::optional<crypto::Sha256>;

// `sha256:<64 hex>`, or `word` for nothing. False when it is neither.
bool parse_digest(std::string_view text, std::string_view word, Digest& into);
std::string digest_text(const Digest& digest, std::string_view word);

// From 1, at most 15 digits, without leading zeros.
std::optional<std::int64_t> parse_revision(std::string_view text);

inline constexpr std::string_view absent_word = "absent";
inline constexpr std::string_view none_word = "none";

}  // namespace ensign::model
