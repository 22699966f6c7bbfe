// What a path of the repository holds, told from the path alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/config.h"

namespace ensign::model {

enum class FileKind : std::uint8_t {
  config,
  people,
  policy,
  waiver,
  root,
  root_signature,
  honoured,
  flag,
  segment,
  group,
  profile,
  tombstones,
  kill_levels,
  plan,
  evidence,
  release,
  note,
  playbook,
  metrics,
  calendar,
  freeze,
  incident,
  journal,
  drill,
  statement,
  record_set,
  changelog,      // kept as a file
  site_template,  // kept as a file
  ignored,        // README.md, names that begin with a dot, and all outside the governed folders
  unknown,        // a finding
};

struct Classified {
  FileKind kind = FileKind::ignored;
  // File stem; of a release and a record set its folder, of a signature of a root its version.
  std::string_view name;
  // Area of a flag, domain of a playbook, plan of evidence, subject of a statement.
  std::string_view folder;
  std::string_view stage;  // of evidence
  std::string_view hint;   // of an unknown file: what belongs here
};

// The views are of `path` and of constants.
Classified classify(const Layout& layout, std::string_view path);

inline bool is_markdown(std::string_view path) { return path.ends_with(".md"); }

}  // namespace ensign::model
