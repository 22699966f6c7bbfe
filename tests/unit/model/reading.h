// Reading files that exist only in a test.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "rule_pages/page.h"

namespace ensign::model {

inline const Instant test_day = parse_as_of("2026-06-01").value();

// `files` with the default ensign.yaml and trust/people.yaml of the rule pages where they bring
// none.
inline ReadResult read_files(std::map<std::string, std::string> files, unsigned threads = 1) {
  files.try_emplace("ensign.yaml", rule_pages::source_file("tests/rule_pages/ensign.yaml"));
  files.try_emplace("trust/people.yaml", rule_pages::source_file("tests/rule_pages/people.yaml"));
  return read(source::Snapshot::from_memory(files, test_day), threads);
}

// `EN023 the flag has no `owner`` for every finding, in order.
inline std::vector<std::string> messages(const ReadResult& result) {
  std::vector<std::string> lines;
  for (const report::Finding& finding : result.report.findings()) {
    lines.push_back(std::string(finding.rule->id) + " " + finding.message);
  }
  return lines;
}

// A flag that is well made, with more fields before its environments.
inline std::string flag_file(std::string_view key, std::string_view fields,
                             std::string_view environments = "  staging: { serve: on }\n") {
  std::string text = "key: " + std::string(key) + "\ntitle: A flag\ntype: permission\n";
  text += "owner: team-web\nrisk: L1\npermanent: part of the product\n";
  return text + std::string(fields) + "environments:\n" + std::string(environments);
}

}  // namespace ensign::model
