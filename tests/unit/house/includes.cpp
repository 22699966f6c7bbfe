#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "house.h"
#include "lines.h"

namespace ensign::test {
namespace {

constexpr std::array<std::string_view, 19> rooms{"base",   "report", "crypto",  "source",  "syntax",
                                                 "model",  "lower",  "record",  "change",  "trust",
                                                 "policy", "seal",   "emit",    "publish", "client",
                                                 "signer", "driver", "preview", "cli"};

constexpr std::string_view evaluator = "client/cpp/eval/";
constexpr std::string_view first_with_evaluator = "change";

struct Include {
  std::size_t line = 0;
  std::string_view target;
  bool quoted = false;  // "…", not <…>
};

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    if (!line.starts_with("#include ") || line.size() < 11) continue;
    const bool quoted = line[9] == '"';
    const std::size_t end = line.find(quoted ? '"' : '>', 10);
    if (end != line.npos) includes.push_back({number, line.substr(10, end - 10), quoted});
  }
  return includes;
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

std::optional<std::size_t> rank(std::string_view room) {
  const auto found = std::find(rooms.begin(), rooms.end(), room);
  if (found == rooms.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rooms.begin());
}

// The room that a file stands in; `compiler/main.cpp` is the threshold of the last one.
std::string_view room_of(std::string_view path) {
  constexpr std::string_view root = "compiler/";
  if (!path.starts_with(root)) return {};
  path.remove_prefix(root.size());
  return path.find('/') == path.npos ? rooms.back() : first_part(path);
}

std::string told(const SourceFile& file, std::size_t line, std::string_view what) {
  return fmt::format("{}:{}: {}", file.path, line, what);
}

// Why the file must not include this; empty when it may.
std::string objection(const SourceFile& file, std::string_view target) {
  const std::string_view wanted = first_part(target);
  if (file.path.starts_with(evaluator)) {
    return wanted == "eval" ? ""
                            : fmt::format("eval includes `{}`, and may include no room", target);
  }
  const std::string_view own = room_of(file.path);
  const auto own_rank = rank(own);
  if (!own_rank) return fmt::format("`{}` is no room", own);
  if (wanted == "eval") {
    return *own_rank >= *rank(first_with_evaluator)
               ? ""
               : fmt::format("{} includes `{}`, which is for {} and later rooms", own, target,
                             first_with_evaluator);
  }
  const auto wanted_rank = rank(wanted);
  if (!wanted_rank) return fmt::format("`{}` does not begin with a room", target);
  return *wanted_rank <= *own_rank
             ? ""
             : fmt::format("{} includes `{}`, which lies to its right", own, target);
}

struct Fence {
  std::string_view header;  // the name, or its beginning when it ends in `/`
  std::string_view home;
};

constexpr std::array<Fence, 13> fences{{
    {"sodium.h", "compiler/crypto/"},
    {"sodium/", "compiler/crypto/"},
    {"git2.h", "compiler/source/"},
    {"git2/", "compiler/source/"},
    {"yaml-cpp/", "compiler/syntax/"},
    {"cmark-gfm", "compiler/syntax/"},
    {"event2/", "compiler/preview/"},
    {"sys/inotify.h", "compiler/source/"},
    {"spawn.h", "compiler/signer/"},
    {"sys/wait.h", "compiler/signer/"},
    {"sys/un.h", "compiler/signer/"},
    {"CLI/", "compiler/cli/"},
    {"tree_sitter/", "compiler/syntax/code"},
}};

bool is_product(std::string_view path) {
  return path.starts_with("compiler/") || path.starts_with("client/");
}

// The emitter of a path below emit/: `bundle` of `emit/bundle/bundle.h`; empty for what is shared.
std::string_view emitter_of(std::string_view path) {
  constexpr std::string_view root = "emit/";
  if (!path.starts_with(root)) return {};
  path.remove_prefix(root.size());
  const std::string_view folder = path.find('/') == path.npos ? "" : first_part(path);
  return folder == "page" ? "" : folder;
}

}  // namespace

Violations room_order(std::span<const SourceFile> files) {
  Violations broken;
  for (const SourceFile& file : files) {
    if (!is_product(file.path)) continue;
    for (const Include& include : includes_of(file)) {
      if (!include.quoted) continue;
      const std::string why = objection(file, include.target);
      if (!why.empty()) broken.push_back(told(file, include.line, why));
    }
  }
  return broken;
}

Violations emitters_apart(std::span<const SourceFile> files) {
  constexpr std::string_view root = "compiler/";
  Violations broken;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("compiler/emit/")) continue;
    const std::string_view own = emitter_of(std::string_view(file.path).substr(root.size()));
    for (const Include& include : includes_of(file)) {
      const std::string_view other = emitter_of(include.target);
      if (other.empty() || other == own) continue;
      broken.push_back(told(file, include.line,
                            fmt::format("includes `{}` of another emitter", include.target)));
    }
  }
  return broken;
}

Violations library_fences(std::span<const SourceFile> files) {
  Violations broken;
  for (const SourceFile& file : files) {
    if (!is_product(file.path)) continue;
    for (const Include& include : includes_of(file)) {
      for (const Fence& fence : fences) {
        if (!include.target.starts_with(fence.header) || file.path.starts_with(fence.home))
          continue;
        broken.push_back(told(file, include.line,
                              fmt::format("<{}> is only for {}", include.target, fence.home)));
      }
      if (include.target.starts_with("simdjson") && file.path.ends_with(".h")) {
        broken.push_back(
            told(file, include.line, fmt::format("<{}> is not for headers", include.target)));
      }
    }
  }
  return broken;
}

}  // namespace ensign::test
