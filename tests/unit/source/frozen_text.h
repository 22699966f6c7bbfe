// Frozen repositories in a form that tests can compare.
#pragma once

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

#include "source/world.h"

namespace ensign::test {

inline const std::vector<std::string>& usual_roots() {
  static const std::vector<std::string> roots = {"ensign.yaml", "flags", "trust"};
  return roots;
}

// Opens and freezes; a failure of the world fails the test.
inline source::Frozen freeze(const std::string& path, const source::Selection& selection = {},
                             const std::vector<std::string>& roots = usual_roots()) {
  auto world = source::World::open(path, selection);
  INFO("open: ", world ? "" : world.error().message);
  REQUIRE(world.has_value());
  auto frozen = (*world)->freeze(roots, Instant{});
  INFO("freeze: ", frozen ? "" : frozen.error().message);
  REQUIRE(frozen.has_value());
  return std::move(*frozen);
}

inline source::Selection staged() { return {source::Selection::Kind::staged, {}, {}}; }
inline source::Selection revision(std::string name) {
  return {source::Selection::Kind::revision, std::move(name), {}};
}

// What opening or freezing failed with; "" when it went well.
inline Failure failure_of(const std::string& path, const source::Selection& selection = {}) {
  auto world = source::World::open(path, selection);
  if (!world) return world.error();
  auto frozen = (*world)->freeze(usual_roots(), Instant{});
  return frozen ? Failure{} : frozen.error();
}

inline std::vector<std::string> paths_of(const source::Frozen& frozen) {
  std::vector<std::string> paths;
  for (const source::File& file : frozen.snapshot.files()) paths.push_back(file.path);
  return paths;
}

inline std::string bytes_of(const source::Frozen& frozen, const std::string& path) {
  const auto id = frozen.snapshot.find(path);
  return id ? frozen.snapshot.file(*id).bytes : "(absent)";
}

// `path: message [EN901 refused-path]` of every finding.
inline std::vector<std::string> findings_of(const source::Frozen& frozen) {
  std::vector<std::string> lines;
  for (const report::Finding& finding : frozen.report.findings()) {
    lines.push_back(frozen.snapshot.file(finding.span.file).path + ": " + finding.message + " [" +
                    std::string(finding.rule->id) + " " + std::string(finding.rule->name) + "]");
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace ensign::test

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n  " + line;
    return text.c_str();
  }
};
}  // namespace doctest
