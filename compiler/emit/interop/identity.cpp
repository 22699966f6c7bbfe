#include "emit/interop/identity.h"

#include <fmt/format.h>

#include "crypto/digest.h"

namespace ensign::emit {

std::string stable_uuid(const model::Config& config, std::string_view subject) {
  // Version 8 stands in the thirteenth digit, the variant (binary 10) in the seventeenth.
  constexpr std::size_t version_at = 12, variant_at = 16;
  constexpr std::string_view variants = "89ab";
  const std::string name = fmt::format("ensign\n{}\n{}", *config.project, subject);
  const crypto::Sha256 digest = crypto::sha256(name);
  std::string digits = crypto::hex(digest).substr(0, 32);
  digits[version_at] = '8';
  digits[variant_at] = variants[digest.bytes[variant_at / 2] >> 6];
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(12, 4), digits.substr(16, 4), digits.substr(20));
}

}  // namespace ensign::emit
