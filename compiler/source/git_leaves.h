// What a commit's tree or an index lists under the roots, by object id, and the bytes behind it.
#pragma once

#include <string>
#include <vector>

#include "source/git_handle.h"
#include "source/listing.h"
#include "source/roots.h"

namespace ensign::source {

struct Leaf {
  Entry::Kind kind = Entry::Kind::file;
  std::string path;  // from the top of the repository
  git_oid id{};
};

struct Leaves {
  std::vector<Leaf> governed;
  std::vector<Leaf> attributes;  // `.gitattributes` on the way to them
};

Result<Leaves> tree_leaves(git_repository* repository, const git_tree* tree, const Roots& roots);
Result<Leaves> index_leaves(git_index* index, const Roots& roots);

// Reads the bytes of the files. Fails when an object is missing, and names it.
Result<Listing> read_leaves(git_repository* repository, const Leaves& leaves);

// Are these the same files with the same content? Anything but files makes them differ.
bool same_files(std::vector<Leaf> left, std::vector<Leaf> right);

// A mode as trees and indexes write it.
Entry::Kind kind_of_mode(std::uint32_t mode);

}  // namespace ensign::source
