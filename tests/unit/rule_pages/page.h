// A rule page as data: the Markdown file that explains a rule is also its test. The form of a page
// is told in docs/rules.md; what the page does not hold is empty here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace ensign::rule_pages {

// One entry of the repository that an example describes.
struct PageFile {
  enum class Kind { file, symlink, submodule };
  std::string path;
  std::string bytes;  // content; of a symlink its target
  Kind kind = Kind::file;
  std::string signer = {};  // of a `signed NAME PATH`: whose test key signs these lines
  bool forged = false;      // of a `forged NAME PATH`: the signature is of other lines
};

struct Example {
  std::string title;  // the `### title`, empty when the section holds one example
  Instant as_of;
  std::vector<PageFile> files;
  // What stood there before the change, for rules that compare: of a `base:PATH`. Where this is
  // empty there is no base; else all files without one are in the base as they are.
  std::vector<PageFile> base_files;
  bool trusted = false;         // says `With a root of trust.`: see trusted.h
  bool has_git_script = false;  // holds an `sh git` block: only a real repository can show it
  std::string git_script;
  bool has_findings = false;
  std::vector<std::string> findings;  // first lines, in order
  // Lines of the page, from 1, between the fences of the findings block: [first, last).
  std::size_t findings_first_line = 0;
  std::size_t findings_last_line = 0;
};

struct Page {
  std::string id;    // EN201
  std::string name;  // flag-expired
  std::string what;  // plain text of the first paragraph
  std::string why;   // of the second
  bool has_fix = false;
  std::vector<Example> fires;
  std::vector<Example> quiet;
  std::vector<std::string> faults;  // what is wrong with the page itself
};

Page parse_page(std::string_view markdown);

// The files of an example together with the default ensign.yaml and trust/people.yaml (of
// tests/rule_pages) where it brings none of its own.
std::vector<PageFile> with_defaults(const Example& example);
// The files of the base, likewise; for an example that has one.
std::vector<PageFile> base_with_defaults(const Example& example);

// Bytes of a file of the source tree; a missing one fails the test.
std::string source_file(std::string_view path);

// Paths of the pages in `folder` of the source tree, sorted.
std::vector<std::string> pages_below(std::string_view folder);

}  // namespace ensign::rule_pages
