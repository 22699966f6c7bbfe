// A password: wipes itself, and has its place from the beginning, so that growing leaves nothing
// behind.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "crypto/random.h"

namespace ensign::crypto {

class SecretText {
 public:
  static constexpr std::size_t longest = 1024;  // bytes, as minisign has it

  SecretText() = default;
  explicit SecretText(std::string_view text) {
    for (const char c : text) append(c);
  }
  SecretText(SecretText&& other) noexcept { take(other); }
  SecretText& operator=(SecretText&& other) noexcept {
    if (this != &other) take(other);
    return *this;
  }
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { wipe(bytes_); }

  // False when there is no more room.
  bool append(char c) {
    if (size_ == longest) return false;
    bytes_[size_++] = static_cast<std::uint8_t>(c);
    return true;
  }
  bool empty() const { return size_ == 0; }
  operator std::string_view() const {
    return {reinterpret_cast<const char*>(bytes_.data()), size_};
  }

 private:
  void take(SecretText& other) {
    bytes_ = other.bytes_;
    size_ = other.size_;
    wipe(other.bytes_);
    other.size_ = 0;
  }

  std::array<std::uint8_t, longest> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace ensign::crypto
