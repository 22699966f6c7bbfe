#pragma once
// A governed repository of a few files, read by the real decoders.

#include <doctest/doctest.h>
#include <map>
#include <string>

#include "model/model.h"

namespace ensign::test {

inline std::map<std::string, std::string> common_files() {
  return {{"ensign.yaml", R"(project: 5f0c2d7e9b1a4c33
name: shop
title: Shop
environments: { staging: {}, production: {} }
attributes:
  agent: { type: string }
  app: { type: version }
  beta: { type: boolean }
  country: { type: string }
  joined: { type: timestamp }
  plan: { type: string }
  seats: { type: number }
  staff: { type: boolean }
  user.email: { type: string }
  workspace: { type: string, ascii: true }
bundle: { lifetime: 10d }
)"},
          {"trust/people.yaml", R"(people: { ada: { name: Ada } }
teams: { team-web: { title: Web, members: [ada] } }
)"}};
}

// Files over the common ones; any error of reading fails the test.
inline model::Model read_world(const std::map<std::string, std::string>& files, Instant as_of) {
  auto all = common_files();
  for (const auto& [path, text] : files) all[path] = text;
  auto result = model::read(source::Snapshot::from_memory(all, as_of), 1);
  for (const report::Finding& finding : result.report.findings()) {
    const bool is_error = finding.severity == report::Severity::error;
    CHECK_MESSAGE(!is_error, result.model.path(finding.span.file), ": ", finding.message);
  }
  return std::move(result.model);
}

}  // namespace ensign::test
