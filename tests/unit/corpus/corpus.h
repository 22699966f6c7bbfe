// A repository of a thousand files in which every tenth is broken in its own way. What stands in
// `faults.cpp` is the list of the ways.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::corpus {

enum class Kind {
  flag,
  prose_flag,
  segment,
  profile,
  plan,
  evidence,
  release,
  note,
  freeze,
  incident,
  journal,
  playbook,
  drill,
  waiver,
};

// In a sound document of `kind`, `from` becomes `to`; then exactly one finding of `rule` stands
// where `marked` is, in that file. `#` in all of them is the number of the document.
struct Fault {
  Kind kind;
  std::string_view from;
  std::string_view to;
  std::string_view rule;
  std::string_view marked;  // the text that is underlined; the last one in the file
};

const std::vector<Fault>& faults();

struct Document {
  std::string path;
  std::string text;
  std::map<std::string, std::string> others;  // files that it needs, by path
};

// A sound document; it refers only to the common ones and to nothing of another number.
Document document(Kind kind, int number);

// What the others refer to: configuration, roster, a flag, a plan with evidence …
std::map<std::string, std::string> common_files();

}  // namespace ensign::corpus
