#include "report/fingerprint.h"

#include <fmt/format.h>

namespace ensign::report {

std::uint64_t fnv_1a(std::string_view bytes, std::uint64_t offset) {
  constexpr std::uint64_t prime = 0x100000001B3;
  std::uint64_t hash = offset;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return hash;
}

std::string Fingerprints::next(const Finding& finding, std::string_view path) {
  std::string identity(finding.rule->id);
  for (const std::string_view part : {path, std::string_view(finding.message)}) {
    identity += '\0';
    identity += part;
  }
  const std::size_t before = seen_[identity]++;
  if (before > 0) {
    identity += '\0';
    identity += std::to_string(before);
  }
  return fmt::format("{:016x}{:016x}", fnv_1a(identity, fnv_offset),
                     fnv_1a(identity, fnv_second_offset));
}

}  // namespace ensign::report
