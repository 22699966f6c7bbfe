// The examples of rule pages through the real pipeline: freeze, read, judge, render. In memory, but
// for those with a Git script: they are the index of a repository in a temporary folder.
#pragma once

#include <string>
#include <vector>

#include "rule_pages/page.h"

namespace ensign::rule_pages {

struct Shown {
  std::vector<std::string> first_lines;  // of every finding, as a terminal shows them, sorted
  std::string text;                      // all of them with snippets and help, without the counts
};

// What `ensign check` says of the repository that the example describes.
Shown run(const Example& example);

// Paths of all rule pages in the source tree, sorted: compiler/*/rules/ and compiler/policy/*/.
std::vector<std::string> all_pages();

// Is this run to write down what is, instead of comparing (ENSIGN_UPDATE=1)?
bool is_update();

// Puts `lines` between the fences of the findings block of `example` in `page`, its Markdown text.
// Examples of one page must be replaced from the last to the first.
void replace_findings(std::string& page, const Example& example,
                      const std::vector<std::string>& lines);

void write_source_file(const std::string& path, const std::string& text);

}  // namespace ensign::rule_pages
