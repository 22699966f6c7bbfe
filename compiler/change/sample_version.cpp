// Versions in the order of SemVer 2.0.0. Every version has a next one: `1.0.0` is followed by
// `1.0.1-0`, and `1.0.0-rc` by `1.0.0-rc.0`. So what lies between two versions is empty, or holds
// the next one of the lower. Equality compares texts, so each place in the order is sampled by a
// text that no test names, too: build metadata has no part in the order.

#include <algorithm>
#include <fmt/format.h>

#include "change/sample.h"
#include "eval/version.h"

namespace ensign::change::detail {
namespace {

// Clients read versions of up to 256 bytes, and numbers up to 2^53 - 1.
constexpr std::size_t longest = 200;
constexpr std::uint64_t largest = (std::uint64_t{1} << 53) - 2;

std::string next(const eval::Version& version) {
  const auto& [major, minor, patch] = version.core;
  if (version.prerelease.empty()) return fmt::format("{}.{}.{}-0", major, minor, patch + 1);
  return fmt::format("{}.{}.{}-{}.0", major, minor, patch, version.prerelease);
}

std::string without_build(const eval::Version& version) {
  const auto& [major, minor, patch] = version.core;
  return fmt::format("{}.{}.{}{}{}", major, minor, patch, version.prerelease.empty() ? "" : "-",
                     version.prerelease);
}

// Build metadata that no constant ends with.
std::string fresh_build(const std::vector<Json>& known) {
  for (std::size_t i = 0;; ++i) {
    std::string build = fmt::format("+b{}", i);
    const bool is_taken = std::ranges::any_of(known, [&](const Json& value) {
      return value.string() != nullptr && value.string()->ends_with(build);
    });
    if (!is_taken) return build;
  }
}

}  // namespace

std::optional<std::vector<Json>> sample_versions(std::span<const Atom> atoms) {
  std::vector<Json> values = constants(atoms);
  const std::string build = fresh_build(values);
  std::vector<std::string> places{"0.0.0-0", "1.0.0"};
  for (const Atom& atom : atoms) {
    for (const Json& operand : atom.operands) {
      if (operand.string() == nullptr) continue;
      if (operand.string()->size() > longest) return std::nullopt;
      const auto version = eval::read_version(*operand.string());
      if (!version) continue;
      if (std::ranges::any_of(version->core, [](auto part) { return part > largest; })) {
        return std::nullopt;
      }
      places.push_back(without_build(*version));
      places.push_back(next(*version));
    }
  }
  for (const std::string& place : places) {
    values.emplace_back(place);
    values.emplace_back(place + build);
  }
  return values;
}

}  // namespace ensign::change::detail
