#pragma once
// Semantic versions as flagd's `sem_ver` reads and compares them: SemVer 2.0.0, plus one leading
// "v" or "V" and the partial forms "1" and "1.2". Build metadata is checked and ignored.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ensign::eval {

struct Version {
  std::array<std::uint64_t, 3> core = {};  // major, minor, patch
  std::string_view prerelease;             // a part of the text that was read; may be empty

  // SemVer 2.0.0 section 11.
  std::weak_ordering operator<=>(const Version& other) const;
  bool operator==(const Version& other) const { return (*this <=> other) == 0; }
};

std::optional<Version> read_version(std::string_view text);

enum class VersionOperator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  same_major,  // ^
  same_minor,  // ~
};

std::optional<VersionOperator> read_version_operator(std::string_view text);

bool holds(const Version& left, VersionOperator comparison, const Version& right);

}  // namespace ensign::eval
