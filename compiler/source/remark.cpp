#include "source/remark.h"

#include <fmt/format.h>

#include "source/path_rules.h"
#include "source/rules.h"

namespace ensign::source {
namespace {

std::optional<Remark> remark_on_content(const Entry& entry, const std::string& name) {
  const std::uint64_t size = entry.kind == Entry::Kind::too_large ? entry.size : entry.bytes.size();
  if (size > largest_file) {
    return Remark{&file_too_large,
                  fmt::format("`{}` is {} bytes long, the limit is {}", name, size, largest_file),
                  "split it, or move it out of the governed folders"};
  }
  // Source: the Git LFS specification, "The Pointer": the version line always comes first.
  if (entry.bytes.starts_with("version https://git-lfs.github.com/spec/")) {
    return Remark{&lfs_pointer, fmt::format("`{}` is a Git LFS pointer, not the content", name),
                  "take it out of LFS with `git lfs migrate export`, and commit the file itself"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Remark> remark_on(const Entry& entry) {
  const std::string name = shown_path(entry.path);
  switch (entry.kind) {
    case Entry::Kind::symlink:
      return Remark{&refused_entry, fmt::format("`{}` is a symbolic link", name),
                    "put the file itself here: a link can lead out of the repository"};
    case Entry::Kind::submodule:
      return Remark{&refused_entry, fmt::format("`{}` is another repository (a submodule)", name),
                    "put the files themselves here, or move it out of the governed folders"};
    case Entry::Kind::special:
      return Remark{&refused_entry, fmt::format("`{}` is neither a file nor a folder", name),
                    "remove it from the governed folders"};
    case Entry::Kind::slashed_name:
      return Remark{&refused_path, fmt::format("`{}` holds a `/` inside one name", name),
                    "git writes no such tree: find out who made it, and commit the files again"};
    case Entry::Kind::unmerged:
      return Remark{&unmerged_entry, fmt::format("the merge of `{}` is not resolved", name),
                    "resolve the conflict, then `git add` the file"};
    case Entry::Kind::intent_to_add:
      return Remark{&unmerged_entry,
                    fmt::format("`{}` is announced to the index without content", name),
                    "`git add` the file, or take it back with `git rm --cached`"};
    case Entry::Kind::file:
    case Entry::Kind::too_large:
      break;
  }
  return remark_on_content(entry, name);
}

}  // namespace ensign::source
