// Bytes to cmark-gfm's tree, in safe mode, with the GitHub tables, strikethrough, autolinks and
// task lists. Private to this room.
#pragma once

#include <cmark-gfm.h>
#include <memory>
#include <string_view>

namespace ensign::syntax {

struct CmarkNodeDelete {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using CmarkTree = std::unique_ptr<cmark_node, CmarkNodeDelete>;

CmarkTree cmark_tree(std::string_view text);

}  // namespace ensign::syntax
