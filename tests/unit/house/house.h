// The laws of the house (compiler/README.md) as functions over a list of source files: the order of
// the rooms, the fences of third-party headers, who may see the world outside, the shape of files.
// A law answers with what breaks it, one line each, `path:line: what`; nothing means it is kept.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::test {

struct SourceFile {
  std::string path;  // from the top of the source tree: `compiler/base/span.h`
  std::string text;
};

using Violations = std::vector<std::string>;

// A room includes only itself and the rooms to its left. The evaluator of the clients includes no
// room, and only the rooms from `change` on include it.
Violations room_order(std::span<const SourceFile> files);

// Emitters never include each other; emit/page and the headers beside the emitters are for all.
Violations emitters_apart(std::span<const SourceFile> files);

// Each third-party library is known to one room alone, and simdjson to no header.
Violations library_fences(std::span<const SourceFile> files);

// Only the command line reads environment, clock, locale and terminal, or prints. Also reports an
// exception in the list of exceptions that nothing needs any more.
Violations world_fence(std::span<const SourceFile> files);

// Only the signer starts another program, and only for people who sign.
Violations program_fence(std::span<const SourceFile> files);

// Nobody asks a commit who made it, when, or how it is signed: that is what it says of itself.
Violations commit_fence(std::span<const SourceFile> files);

// tests/hostile.md: each case from 1 to `last` once, with tests that are where it says.
Violations hostile_table(std::string_view table, std::span<const SourceFile> files, int last);

// At most 400 lines and, in C++, 100 columns (raw strings excepted); a header begins with a comment
// and has `#pragma once`.
Violations file_shape(std::span<const SourceFile> files);

// `text` with the contents of comments and of string and character literals blanked out, line by
// line as long as before.
std::string code_only(std::string_view text);

}  // namespace ensign::test
