// Where something stands in the governed files: a file of the snapshot and a range of its bytes.
// Lines and columns exist only in the renderers of `report`.
#pragma once

#include <cstdint>
#include <utility>

namespace ensign {

// Index of a file in the snapshot's list, which is sorted by path.
enum class FileId : std::uint32_t {};

// Half-open byte range [begin, end) of one file. An empty range marks a position.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend constexpr bool operator==(const Span&, const Span&) = default;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// A value together with the place where a person wrote it.
template <typename T>
struct Spanned {
  T value{};
  Span span{};

  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

}  // namespace ensign
