// libgit2 objects that free themselves, and its errors as failures. With git_*.{h,cpp} beside it
// the only place that sees <git2.h>.
#pragma once

#include <git2.h>
#include <memory>
#include <string>

#include "base/result.h"

namespace ensign::source {

template <auto free_function>
struct GitFree {
  template <typename Object>
  void operator()(Object* object) const {
    free_function(object);
  }
};

using Repository = std::unique_ptr<git_repository, GitFree<git_repository_free>>;
using Object = std::unique_ptr<git_object, GitFree<git_object_free>>;
using Commit = std::unique_ptr<git_commit, GitFree<git_commit_free>>;
using Tree = std::unique_ptr<git_tree, GitFree<git_tree_free>>;
using Index = std::unique_ptr<git_index, GitFree<git_index_free>>;
using Odb = std::unique_ptr<git_odb, GitFree<git_odb_free>>;
using OdbObject = std::unique_ptr<git_odb_object, GitFree<git_odb_object_free>>;
using Config = std::unique_ptr<git_config, GitFree<git_config_free>>;
using FilterList = std::unique_ptr<git_filter_list, GitFree<git_filter_list_free>>;

// Wraps an out-parameter call: `const int error = into(tree, [&](git_tree** out) { … })`.
template <typename Owner, typename Call>
int into(Owner& owner, Call&& call) {
  typename Owner::pointer raw = nullptr;
  const int error = call(&raw);
  owner.reset(raw);
  return error;
}

// What libgit2 said last, lower case, without a full stop.
std::string git_message();

std::unexpected<Failure> git_failure(const std::string& doing, std::string help = {});

std::string hex(const git_oid& id);

}  // namespace ensign::source
