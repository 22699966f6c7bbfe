#include "source/git_leaves.h"

#include <algorithm>
#include <fmt/format.h>
#include <sys/stat.h>

#include "source/path_rules.h"

namespace ensign::source {
namespace {

std::unexpected<Failure> object_failure(int error, const git_oid& id, const std::string& path) {
  const std::string name = shown_path(path);
  if (error == GIT_ENOTFOUND) {
    return failure(fmt::format("object {} of `{}` is missing from this clone", hex(id), name),
                   "a partial clone fetches on demand, which is not done here: clone it in full");
  }
  return git_failure(fmt::format("cannot read object {} of `{}`", hex(id), name),
                     "the clone may be damaged: git fsck");
}

Result<Entry> read_leaf(git_odb* odb, const Leaf& leaf) {
  Entry entry{leaf.kind, leaf.path, {}, 0};
  if (leaf.kind != Entry::Kind::file || git_oid_is_zero(&leaf.id)) return entry;
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (const int error = git_odb_read_header(&size, &type, odb, &leaf.id); error != 0) {
    return object_failure(error, leaf.id, leaf.path);
  }
  if (type != GIT_OBJECT_BLOB) {
    return failure(fmt::format("object {} of `{}` is no file", hex(leaf.id), shown_path(leaf.path)),
                   "the repository is damaged: git fsck");
  }
  if (size > largest_file) {
    entry.kind = Entry::Kind::too_large;
    entry.size = size;
    return entry;
  }
  OdbObject object;
  if (const int error =
          into(object, [&](git_odb_object** out) { return git_odb_read(out, odb, &leaf.id); });
      error != 0) {
    return object_failure(error, leaf.id, leaf.path);
  }
  entry.bytes.assign(static_cast<const char*>(git_odb_object_data(object.get())),
                     git_odb_object_size(object.get()));
  return entry;
}

class TreeWalk {
 public:
  TreeWalk(git_repository* repository, const Roots& roots)
      : repository_(repository), roots_(roots) {}

  // The depth is bounded by `longest_path`: below a root longer paths are not entered, and above it
  // only the folders of a root are.
  Result<void> folder(const git_tree* tree, const std::string& path) {
    const std::size_t count = git_tree_entrycount(tree);
    for (std::size_t i = 0; i < count; ++i) {
      TRY(entry(git_tree_entry_byindex(tree, i), path));
    }
    return {};
  }

  Leaves take() && { return std::move(leaves_); }

 private:
  Result<void> entry(const git_tree_entry* entry, const std::string& folder_path) {
    const std::string name = git_tree_entry_name(entry);
    const std::string path = joined(folder_path, name);
    const git_oid& id = *git_tree_entry_id(entry);
    const auto mode = static_cast<std::uint32_t>(git_tree_entry_filemode_raw(entry));
    const bool is_folder = S_ISDIR(mode);
    const Entry::Kind kind = kind_of_mode(mode);
    const bool covered = roots_.covers(path);
    if (kind == Entry::Kind::file && name == ".gitattributes") {
      leaves_.attributes.push_back({kind, path, id});
    }
    if (name.contains('/'))
      return covered ? add({Entry::Kind::slashed_name, path, {}}) : Result<void>{};
    if (covered && (component_fault(name) || (is_folder && path.size() > longest_path))) {
      return add({Entry::Kind::file, path, {}});
    }
    if (is_folder && (covered || roots_.leads_to(path))) return enter(id, path);
    const bool hides_roots = !is_folder && kind != Entry::Kind::file && roots_.leads_to(path);
    return covered || hides_roots ? add({kind, path, id}) : Result<void>{};
  }

  Result<void> enter(const git_oid& id, const std::string& path) {
    Tree tree;
    if (const int error =
            into(tree, [&](git_tree** out) { return git_tree_lookup(out, repository_, &id); });
        error != 0) {
      return object_failure(error, id, path);
    }
    return folder(tree.get(), path);
  }

  Result<void> add(Leaf leaf) {
    leaves_.governed.push_back(std::move(leaf));
    return check_entry_count(leaves_.governed.size());
  }

  git_repository* repository_;
  const Roots& roots_;
  Leaves leaves_;
};

}  // namespace

Entry::Kind kind_of_mode(std::uint32_t mode) {
  if (S_ISREG(mode)) return Entry::Kind::file;
  if (S_ISLNK(mode)) return Entry::Kind::symlink;
  if (mode == GIT_FILEMODE_COMMIT) return Entry::Kind::submodule;
  return Entry::Kind::special;
}

Result<Leaves> tree_leaves(git_repository* repository, const git_tree* tree, const Roots& roots) {
  TreeWalk walk(repository, roots);
  TRY(walk.folder(tree, ""));
  return std::move(walk).take();
}

Result<Leaves> index_leaves(git_index* index, const Roots& roots) {
  Leaves leaves;
  const std::size_t count = git_index_entrycount(index);
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry& entry = *git_index_get_byindex(index, i);
    const std::string path = entry.path;
    Entry::Kind kind = kind_of_mode(entry.mode);
    if (kind == Entry::Kind::file && is_attribute_file(path)) {
      leaves.attributes.push_back({kind, path, entry.id});
    }
    const bool hides_roots = kind != Entry::Kind::file && roots.leads_to(path);
    if (!roots.covers(path) && !hides_roots) continue;
    const bool unmerged = git_index_entry_stage(&entry) != 0;
    if ((entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) {
      kind = Entry::Kind::intent_to_add;
    }
    if (unmerged) kind = Entry::Kind::unmerged;
    // The stages of one path stand side by side and are one conflict.
    if (unmerged && !leaves.governed.empty() && leaves.governed.back().path == path) continue;
    leaves.governed.push_back({kind, path, entry.id});
    TRY(check_entry_count(leaves.governed.size()));
  }
  return leaves;
}

Result<Listing> read_leaves(git_repository* repository, const Leaves& leaves) {
  Odb odb;
  if (into(odb, [&](git_odb** out) { return git_repository_odb(out, repository); }) != 0) {
    return git_failure("cannot open the object database");
  }
  Listing listing;
  for (const Leaf& leaf : leaves.attributes) {
    Entry entry = TRY(read_leaf(odb.get(), leaf));
    listing.attributes.push_back({folder_of(leaf.path), std::move(entry.bytes)});
  }
  Intake intake;
  for (const Leaf& leaf : leaves.governed) {
    Entry entry = TRY(read_leaf(odb.get(), leaf));
    TRY(intake.add(std::move(entry)));
  }
  listing.entries = intake.take();
  return listing;
}

bool same_files(std::vector<Leaf> left, std::vector<Leaf> right) {
  std::ranges::sort(left, {}, &Leaf::path);
  std::ranges::sort(right, {}, &Leaf::path);
  return std::ranges::equal(left, right, [](const Leaf& a, const Leaf& b) {
    return a.kind == Entry::Kind::file && b.kind == Entry::Kind::file && a.path == b.path &&
           git_oid_equal(&a.id, &b.id) != 0;
  });
}

}  // namespace ensign::source
