#include "source/git_work_tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "source/disk_walk.h"
#include "source/path_rules.h"

namespace ensign::source {
namespace {

// What the index knows of the work tree. libgit2 keeps it sorted, but by its own order.
class Tracked {
 public:
  explicit Tracked(git_index* index) {
    const std::size_t count = git_index_entrycount(index);
    paths_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const git_index_entry& entry = *git_index_get_byindex(index, i);
      paths_.emplace_back(entry.path);
      if (entry.mode == GIT_FILEMODE_COMMIT) submodules_.emplace_back(entry.path);
    }
    std::ranges::sort(paths_);
    std::ranges::sort(submodules_);
  }

  bool has(std::string_view path) const { return std::ranges::binary_search(paths_, path); }

  bool has_below(const std::string& folder) const {
    const auto at = std::ranges::lower_bound(paths_, folder + "/");
    return at != paths_.end() && at->starts_with(folder + "/");
  }

  bool has_submodule(std::string_view path) const {
    return std::ranges::binary_search(submodules_, path);
  }

 private:
  std::vector<std::string_view> paths_;  // owned by the index
  std::vector<std::string_view> submodules_;
};

// Git never ignores what is tracked.
Advice advice_on(git_repository* repository, const Tracked& tracked, const std::string& path,
                 bool is_folder) {
  if (tracked.has_submodule(path)) return Advice::submodule;
  if (is_folder ? tracked.has_below(path) : tracked.has(path)) return Advice::take;
  int ignored = 0;
  const std::string name = is_folder ? path + "/" : path;
  if (git_ignore_path_is_ignored(&ignored, repository, name.c_str()) != 0) return Advice::take;
  return ignored != 0 ? Advice::skip : Advice::take;
}

// Source: what `git add` does to line ends. libgit2's built-in filters are asked, which look at the
// attributes, the configuration, and whether the indexed file had CRLF of its own. External filters
// (`filter=`) are unknown to it and never run.
Result<std::string> as_stored(git_repository* repository, const std::string& path,
                              std::string bytes) {
  FilterList filters;
  if (into(filters, [&](git_filter_list** out) {
        return git_filter_list_load(out, repository, nullptr, path.c_str(), GIT_FILTER_TO_ODB,
                                    GIT_FILTER_ALLOW_UNSAFE);
      }) != 0) {
    return git_failure(fmt::format("cannot read the attributes of `{}`", shown_path(path)));
  }
  if (!filters) return bytes;
  git_buf stored = GIT_BUF_INIT;
  if (git_filter_list_apply_to_buffer(&stored, filters.get(), bytes.data(), bytes.size()) != 0) {
    return git_failure(fmt::format("cannot fold the line ends of `{}`", shown_path(path)));
  }
  bytes.assign(stored.ptr, stored.size);
  git_buf_dispose(&stored);
  return bytes;
}

}  // namespace

Result<Listing> list_work_tree(git_repository* repository, git_index* index, const Roots& roots) {
  const Tracked tracked(index);
  Listing listing = TRY(walk_disk(git_repository_workdir(repository), roots,
                                  [&](const std::string& path, bool is_folder) {
                                    return advice_on(repository, tracked, path, is_folder);
                                  }));
  for (Entry& entry : listing.entries) {
    if (!entry.bytes.contains("\r\n")) continue;
    entry.bytes = TRY(as_stored(repository, entry.path, std::move(entry.bytes)));
  }
  return listing;
}

Result<std::vector<Leaf>> hashed(const std::vector<Entry>& entries) {
  std::vector<Leaf> leaves;
  leaves.reserve(entries.size());
  for (const Entry& entry : entries) {
    Leaf leaf{entry.kind, entry.path, {}};
    if (entry.kind == Entry::Kind::file &&
        git_odb_hash(&leaf.id, entry.bytes.data(), entry.bytes.size(), GIT_OBJECT_BLOB) != 0) {
      return git_failure(fmt::format("cannot hash `{}`", shown_path(entry.path)));
    }
    leaves.push_back(std::move(leaf));
  }
  return leaves;
}

}  // namespace ensign::source
