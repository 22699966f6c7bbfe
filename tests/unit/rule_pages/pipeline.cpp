#include "rule_pages/pipeline.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <utility>

#include "git_fixture.h"
#include "model/model.h"
#include "policy/judge.h"
#include "report/render.h"
#include "rule_pages/trusted.h"
#include "source/memory_world.h"
#include "source/world.h"

namespace ensign::rule_pages {
namespace {

using source::MemoryEntry;

MemoryEntry entry_of(PageFile file) {
  const auto kind = file.kind == PageFile::Kind::symlink     ? MemoryEntry::Kind::symlink
                    : file.kind == PageFile::Kind::submodule ? MemoryEntry::Kind::submodule
                                                             : MemoryEntry::Kind::file;
  return {std::move(file.path), std::move(file.bytes), kind};
}

source::Frozen freeze_in_memory(std::vector<PageFile> files, const std::vector<std::string>& roots,
                                Instant as_of) {
  std::vector<MemoryEntry> entries;
  for (PageFile& file : files) entries.push_back(entry_of(std::move(file)));
  return source::freeze_memory(entries, roots, as_of);
}

// The files are there and staged when the script begins, as are the usual folders.
source::Frozen freeze_index(const Example& example, const std::vector<std::string>& roots) {
  const test::GitFixture git;
  for (const PageFile& file : with_defaults(example)) git.write(file.path, file.bytes);
  git.run("git add .\nmkdir -p flags/segments releases rollbacks\n" + example.git_script);
  auto world = source::World::open(git.path(), {source::Selection::Kind::staged, {}, {}});
  REQUIRE(world.has_value());
  auto frozen = (*world)->freeze(roots, example.as_of);
  REQUIRE(frozen.has_value());
  return std::move(*frozen);
}

std::vector<std::string> roots_of(const std::vector<PageFile>& files) {
  std::string config;
  for (const PageFile& file : files) {
    if (file.path == "ensign.yaml") config = file.bytes;
  }
  return model::roots(model::read_layout(config));
}

std::vector<PageFile> files_of(const Example& example) {
  auto files = with_defaults(example);
  if (!example.trusted) return files;
  std::vector<PageFile> base;
  if (!example.base_files.empty()) base = base_with_defaults(example);
  return signed_files(std::move(files), std::move(base), example.as_of);
}

std::vector<PageFile> base_files_of(const Example& example) {
  auto files = base_with_defaults(example);
  return example.trusted ? signed_files(files, files, example.as_of) : files;
}

source::Frozen freeze(const Example& example) {
  auto files = files_of(example);
  const auto roots = roots_of(files);
  if (example.has_git_script) return freeze_index(example, roots);
  return freeze_in_memory(std::move(files), roots, example.as_of);
}

// What the change started from.
struct Base {
  source::Snapshot snapshot;
  model::Model model;
  change::Touched touched;
};

std::optional<Base> base_of(const Example& example, const source::Snapshot& head) {
  if (example.base_files.empty()) return std::nullopt;
  auto files = base_files_of(example);
  const auto roots = roots_of(files);
  auto frozen = freeze_in_memory(std::move(files), roots, example.as_of);
  auto read = model::read(frozen.snapshot, 1);
  REQUIRE_FALSE(read.report.has_errors());
  auto touched = change::touched(frozen.snapshot, head);
  return Base{std::move(frozen.snapshot), std::move(read.model), std::move(touched)};
}

// The last line counts the findings.
std::string without_counts(std::string text) {
  if (!text.empty()) text.erase(text.rfind('\n', text.size() - 2) + 1);
  return text;
}

std::string first_line(const report::Finding& finding, std::span<const report::FileView> files) {
  report::Report alone;
  alone.add(finding);
  const std::string text = report::render_text(alone, files, {});
  return text.substr(0, text.find('\n'));
}

}  // namespace

Shown run(const Example& example) {
  source::Frozen frozen = freeze(example);
  auto read = model::read(frozen.snapshot, 1);
  frozen.report.merge(std::move(read.report));
  const auto base = base_of(example, frozen.snapshot);
  policy::Case what;
  what.head = {&read.model, &frozen.snapshot};
  if (base) what.base = {&base->model, &base->snapshot};
  what.touched = base ? &base->touched : nullptr;
  what.question = policy::Question::allowed;
  const auto verdict = policy::judge(what, std::move(frozen.report));
  const auto files = frozen.snapshot.views();
  Shown shown{{}, without_counts(report::render_text(verdict.report, files, {}))};
  for (const report::Finding& finding : verdict.report.findings()) {
    shown.first_lines.push_back(first_line(finding, files));
  }
  return shown;
}

std::vector<std::string> all_pages() {
  const std::filesystem::path root = ENSIGN_SOURCE_DIR;
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "compiler")) {
    const auto path = entry.path().lexically_relative(root);
    const auto folder = path.parent_path();
    const bool of_room = folder.filename() == "rules";
    const bool of_policy = folder.parent_path() == "compiler/policy";
    if (path.extension() == ".md" && (of_room || of_policy)) pages.push_back(path.generic_string());
  }
  std::ranges::sort(pages);
  return pages;
}

bool is_update() {
  const char* value = std::getenv("ENSIGN_UPDATE");
  return value != nullptr && std::string_view(value) == "1";
}

void replace_findings(std::string& page, const Example& example,
                      const std::vector<std::string>& lines) {
  const auto start_of_line = [&](std::size_t number) {
    std::size_t at = 0;
    for (std::size_t line = 1; line < number; ++line) at = page.find('\n', at) + 1;
    return at;
  };
  const std::size_t begin = start_of_line(example.findings_first_line);
  const std::size_t end = start_of_line(example.findings_last_line);
  std::string block;
  for (const std::string& line : lines) block += line + "\n";
  page.replace(begin, end - begin, block);
}

void write_source_file(const std::string& path, const std::string& text) {
  const auto target = std::filesystem::path(ENSIGN_SOURCE_DIR) / path;
  std::filesystem::create_directories(target.parent_path());
  std::ofstream stream(target, std::ios::binary | std::ios::trunc);
  stream << text;
  REQUIRE_MESSAGE(stream.good(), "cannot write " << path);
}

}  // namespace ensign::rule_pages
