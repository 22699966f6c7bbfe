#include "syntax/same_tree.h"

#include <algorithm>
#include <tuple>

namespace ensign::syntax {
namespace {

bool same_entry(const Entry& a, const Entry& b) {
  return a.key == b.key && same_value(a.value, b.value);
}

auto own_facts(const Markdown& node) {
  return std::tie(node.kind, node.literal, node.info, node.url, node.title, node.level,
                  node.ordered, node.tight, node.start, node.checked, node.align, node.header);
}

}  // namespace

bool same_value(const Node& a, const Node& b) {
  return a.kind == b.kind && a.plain == b.plain && a.text == b.text &&
         std::ranges::equal(a.items, b.items, same_value) &&
         std::ranges::equal(a.entries, b.entries, same_entry);
}

bool same_fields(const Node& a, const Node& b) {
  if (!a.is_mapping() || !b.is_mapping()) return same_value(a, b);
  return a.entries.size() == b.entries.size() &&
         std::ranges::all_of(a.entries, [&](const Entry& entry) {
           const Node* other = b.find(entry.key);
           return other != nullptr && same_value(entry.value, *other);
         });
}

bool same_prose(const Markdown& a, const Markdown& b) {
  return own_facts(a) == own_facts(b) && std::ranges::equal(a.children, b.children, same_prose);
}

}  // namespace ensign::syntax
