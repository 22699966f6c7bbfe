#pragma once
// Memory handed out in order and freed at once. Whatever a parsed document or one evaluation makes
// lives in an arena, so views into it stay valid exactly as long as the arena.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ensign::eval {

class Arena {
 public:
  Arena() = default;
  // Hands out `first` (owned by the caller, usually on the stack) before it asks for heap memory.
  explicit Arena(std::span<std::byte> first) : next_(first.data()), left_(first.size()) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `count` default-constructed objects; a distinct address also for a count of zero.
  template <typename T>
  T* allocate(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    void* raw = raw_bytes(std::max<std::size_t>(count, 1) * sizeof(T), alignof(T));
    T* objects = static_cast<T*>(raw);
    std::uninitialized_default_construct_n(objects, count);
    return objects;
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {"", 0};
    char* bytes = allocate<char>(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

 private:
  void* raw_bytes(std::size_t size, std::size_t alignment) {
    void* place = next_;
    if (next_ != nullptr && std::align(alignment, size, place, left_) != nullptr) {
      next_ = static_cast<std::byte*>(place) + size;
      left_ -= size;
      return place;
    }
    return new_chunk(size);
  }

  // A heap chunk is aligned for every fundamental type, so its first object needs no adjustment.
  void* new_chunk(std::size_t size) {
    constexpr std::size_t largest_chunk = std::size_t{1} << 20;
    const std::size_t chunk = std::max(size, chunk_size_);
    chunk_size_ = std::min(chunk_size_ * 2, largest_chunk);
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
    std::byte* start = chunks_.back().get();
    next_ = start + size;
    left_ = chunk - size;
    return start;
  }

  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t chunk_size_ = 4096;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
};

}  // namespace ensign::eval
