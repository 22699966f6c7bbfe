// A repository of a thousand files in which every tenth is broken in its own way. What stands in
// `faults.cpp` is the list of the ways.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::corpus {

enum class Kind : std::uint8_t {
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
  group,
  statement,
  record_set,
  stray,  // a file that has no place: `from` is its path, `to` its bytes
  // Files of which a repository has one.
  config,
  people,
  policy,
  calendar,
  metrics,
  retired,
  ladder,
};

constexpr bool is_single(Kind kind) { return kind >= Kind::config; }

// In a sound document of `kind`, `from` becomes `to`; then exactly one finding of `rule` stands
// where `marked` is, in that file. `#` in all of them is the number of the document.
struct Fault {
  Kind kind;
  std::string_view from;
  std::string_view to;
  std::string_view rule;
  std::string_view marked;  // the text that is underlined; the last one in the file
};

// All of them; each list is a way to be wrong.
const std::vector<Fault>& faults();
const std::vector<Fault>& faults_of_files();       // documents with a wrong name or value
const std::vector<Fault>& faults_of_values();      // what is seldom wrong
const std::vector<Fault>& faults_of_singles();     // ensign.yaml and its like
const std::vector<Fault>& faults_of_statements();  // what is signed
const std::vector<Fault>& faults_of_roots();       // who may sign
const std::vector<Fault>& faults_of_places();  // files that lie where none of their kind belongs
const std::vector<Fault>& faults_of_text();    // bytes and YAML

struct Document {
  std::string path;
  std::string text;
  std::map<std::string, std::string> others;  // files that it needs, by path
};

// A sound document; it refers only to the common ones and to nothing of another number.
Document document(Kind kind, int number);

// `#` in `text` is the number.
std::string numbered(std::string_view text, int number);

// What the others refer to: configuration, roster, a flag, a plan with evidence …
std::map<std::string, std::string> common_files();

// The document of the fault's kind with the fault in it.
Document broken(const Fault& fault, int number);

}  // namespace ensign::corpus
