// Arbitrary names through the path rules and the one validation. The input is a list of entries,
// one after the other: a kind byte (s: symlink, m: submodule, else file), the path, a zero byte.
// What must hold: an accepted path is valid UTF-8, fits the limits and has no component that leads
// elsewhere; every file is there once; every finding points at a file.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "source/memory_world.h"
#include "source/path_rules.h"
#include "source/rules.h"

namespace {

using namespace ensign;

void require(bool condition) {
  if (!condition) std::abort();
}

// Written anew here, by hand and not by the path rules, so that the two can disagree.
void require_harmless(std::string_view path) {
  require(!path.empty() && path.size() <= 255);
  require(!first_invalid_utf8(path));
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    std::string name;
    for (const char letter : path.substr(begin, end - begin)) {
      require(static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F && letter != '\\');
      name += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    }
    require(!name.empty() && name.size() <= 100 && name != "." && name != "..");
    require(name != ".git" && name != "git~1" && !name.starts_with(".git:"));
    require(name.back() != '.' && name.back() != ' ');
    begin = end + 1;
  }
}

std::vector<source::MemoryEntry> entries_of(std::string_view input) {
  std::vector<source::MemoryEntry> entries;
  while (!input.empty() && entries.size() < 12) {
    const std::string_view text = input.substr(0, input.find('\0'));
    input.remove_prefix(std::min(text.size() + 1, input.size()));
    if (text.empty()) continue;
    auto kind = source::MemoryEntry::Kind::file;
    if (text[0] == 's') kind = source::MemoryEntry::Kind::symlink;
    if (text[0] == 'm') kind = source::MemoryEntry::Kind::submodule;
    entries.push_back({std::string(text.substr(1)), std::string(text), kind});
  }
  return entries;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto entries = entries_of({reinterpret_cast<const char*>(data), size});
  for (const source::MemoryEntry& entry : entries) {
    if (!source::path_fault(entry.path)) require_harmless(entry.path);
    require(source::case_folded(source::case_folded(entry.path)) ==
            source::case_folded(entry.path));
    require(!source::shown_path(entry.path).contains('\n'));
  }
  const source::Frozen frozen = source::freeze_memory(entries, {"."}, Instant{});
  std::set<FileId> refused;
  for (const report::Finding& finding : frozen.report.findings()) {
    const std::string& path =
        frozen.snapshot.file(finding.span.file).path;  // asserts that it is there
    require(!first_invalid_utf8(path));
    refused.insert(finding.span.file);
  }
  const auto files = frozen.snapshot.files();
  for (std::size_t i = 0; i < files.size(); ++i) {
    require(i == 0 || files[i - 1].path < files[i].path);
    if (!refused.contains(FileId{static_cast<std::uint32_t>(i)})) require_harmless(files[i].path);
  }
  return 0;
}
