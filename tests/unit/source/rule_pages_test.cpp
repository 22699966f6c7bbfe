// The pages of this room's rules: their shape, and every example against the room itself. Examples
// that only Git can produce are shell blocks, run in a fresh repository and judged by its index.
#include <algorithm>
#include <doctest/doctest.h>
#include <sstream>
#include <string>
#include <vector>

#include "../git_fixture.h"
#include "frozen_text.h"
#include "source/memory_world.h"
#include "source/rules.h"

using namespace ensign;
using namespace ensign::source;
using namespace ensign::test;

namespace {

struct Block {
  std::string info;
  std::string body;
};

struct Example {
  std::string section;  // Fires or Quiet
  std::string title;
  std::vector<Block> blocks;
};

std::vector<Example> examples_of(const std::string& page) {
  std::vector<Example> examples;
  std::istringstream lines(page);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (line.starts_with("## ") || line.starts_with("### ")) {
      examples.push_back({section, line.substr(line.find(' ') + 1), {}});
    }
    if (!line.starts_with("```")) continue;
    Block block{line.substr(3), {}};
    while (std::getline(lines, line) && line != "```") block.body += line + "\n";
    REQUIRE_FALSE(examples.empty());
    examples.back().blocks.push_back(std::move(block));
  }
  std::erase_if(examples, [](const Example& example) { return example.blocks.empty(); });
  return examples;
}

MemoryEntry entry_of(const Block& block) {
  const std::size_t space = block.info.find(' ');
  const std::string word = block.info.substr(0, space);
  std::string path = block.info.substr(space + 1);
  if (path.starts_with('"')) {
    path = path.substr(1, path.size() - 2);
    if (const auto at = path.find("\\n"); at != path.npos) path.replace(at, 2, "\n");
  }
  auto kind = MemoryEntry::Kind::file;
  if (word == "symlink") kind = MemoryEntry::Kind::symlink;
  if (word == "submodule") kind = MemoryEntry::Kind::submodule;
  return {path, block.body, kind};
}

std::string first_lines(const Frozen& frozen) {
  std::string text;
  for (const report::Finding& finding : frozen.report.findings()) {
    text += frozen.snapshot.file(finding.span.file).path + ":1:1: error: " + finding.message +
            " [" + std::string(finding.rule->id) + " " + std::string(finding.rule->name) + "]\n";
  }
  return text;
}

void check_example(const Example& example) {
  CAPTURE(example.section);
  CAPTURE(example.title);
  std::vector<MemoryEntry> entries;
  std::string expected, script;
  for (const Block& block : example.blocks) {
    if (block.info == "findings") {
      expected = block.body;
    } else if (block.info == "sh git") {
      script = block.body;
    } else {
      entries.push_back(entry_of(block));
    }
  }
  CHECK(expected.empty() == (example.section == "Quiet"));
  if (script.empty()) {
    CHECK(first_lines(freeze_memory(entries, usual_roots(), Instant{})) == expected);
    return;
  }
  const GitFixture git;
  git.run("mkdir flags\n" + script);
  CHECK(first_lines(freeze(git.path(), staged())) == expected);
}

}  // namespace

TEST_CASE("every rule has a page whose examples are true") {
  const auto folder =
      std::filesystem::path(__FILE__).parent_path() / "../../../compiler/source/rules";
  for (const report::RuleInfo* rule : rules()) {
    std::string name(rule->name);
    std::ranges::replace(name, '-', '_');
    CAPTURE(name);
    const std::string page = read_file((folder / (name + ".md")).string());
    CHECK(page.starts_with("# " + std::string(rule->id) + " " + std::string(rule->name) + "\n\n"));
    CHECK(page.contains("\n## Fix\n"));
    const std::vector<Example> examples = examples_of(page);
    for (const char* section : {"Fires", "Quiet"}) {
      CHECK(std::ranges::count(examples, section, &Example::section) >= 1);
    }
    for (const Example& example : examples) check_example(example);
  }
}
