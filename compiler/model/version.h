// Version numbers of releases. Source: Semantic Versioning 2.0.0, grammar and clause 11
// (precedence).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::model {

// Numbers are kept as digits without leading zeros: the specification sets no upper limit.
struct Version {
  std::string major, minor, patch;
  std::vector<std::string> pre_release;  // identifiers between dots; empty for a release proper
  std::string build;                     // has no part in precedence
};

// Nothing when `text` is not a version of the specification; a leading `v` is not part of one.
std::optional<Version> parse_version(std::string_view text);

std::weak_ordering precedence(const Version& a, const Version& b);

}  // namespace ensign::model
