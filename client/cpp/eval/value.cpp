#include "eval/value.h"

#include <algorithm>
#include <numeric>

namespace ensign::eval {
namespace {

// The index of a large object stands behind its members: their positions, ordered by key.
const std::uint32_t* index_of(const Member* members, std::size_t count) {
  return reinterpret_cast<const std::uint32_t*>(members + count);
}

bool copy_into(Arena& arena, View from, View& to, unsigned depth) {
  if (from.is_string()) {
    to = View::string(arena.copy(from.as_string()));
    return true;
  }
  if (!from.is_array() && !from.is_object()) {
    to = from;
    return true;
  }
  if (depth == max_depth) return false;
  if (from.is_array()) {
    const std::span<const View> items = from.items();
    View* copies = arena.allocate<View>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!copy_into(arena, items[i], copies[i], depth + 1)) return false;
    }
    to = View::array(copies, items.size());
    return true;
  }
  const std::span<const Member> members = from.members();
  Member* copies = allocate_members(arena, members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    copies[i].key = arena.copy(members[i].key);
    if (!copy_into(arena, members[i].value, copies[i].value, depth + 1)) return false;
  }
  const bool unique = index_members(copies, members.size()).has_value();
  to = View::object(copies, members.size());
  return unique;
}

}  // namespace

Member* allocate_members(Arena& arena, std::size_t count) {
  if (count <= unindexed_members) return arena.allocate<Member>(count);
  static_assert(sizeof(Member) % sizeof(std::uint32_t) == 0);
  constexpr std::size_t positions_per_member = sizeof(Member) / sizeof(std::uint32_t);
  const std::size_t index_members = (count + positions_per_member - 1) / positions_per_member;
  Member* members = arena.allocate<Member>(count + index_members);
  return members;
}

std::expected<void, std::string_view> index_members(Member* members, std::size_t count) {
  if (count <= unindexed_members) {
    for (std::size_t i = 1; i < count; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (members[i].key == members[j].key) return std::unexpected(members[i].key);
      }
    }
    return {};
  }
  auto* index = new (static_cast<void*>(members + count)) std::uint32_t[count];
  std::iota(index, index + count, std::uint32_t{0});
  std::sort(index, index + count, [members](std::uint32_t left, std::uint32_t right) {
    return members[left].key < members[right].key;
  });
  const auto* twice =
      std::adjacent_find(index, index + count, [members](std::uint32_t left, std::uint32_t right) {
        return members[left].key == members[right].key;
      });
  if (twice != index + count) return std::unexpected(members[*twice].key);
  return {};
}

const View* View::find_indexed(std::string_view key) const {
  const std::uint32_t* index = index_of(members_, size_);
  const auto* place = std::lower_bound(index, index + size_, key,
                                       [this](std::uint32_t position, std::string_view wanted) {
                                         return members_[position].key < wanted;
                                       });
  if (place == index + size_ || members_[*place].key != key) return nullptr;
  return &members_[*place].value;
}

std::expected<Value, Error> Value::copy_of(View view) {
  auto arena = std::make_shared<Arena>();
  View root;
  if (!copy_into(*arena, view, root, 0)) {
    return std::unexpected(Error{"nested deeper than " + std::to_string(max_depth) + " levels"});
  }
  return Value(root, std::move(arena));
}

}  // namespace ensign::eval
