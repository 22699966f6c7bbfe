// A file descriptor that closes itself, and waiting for one until a deadline. The deadline is a
// timer of the kernel, so nobody here looks at a clock. Private to this room.
#pragma once

#include <utility>

namespace ensign::signer {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  void close();

 private:
  int number_;
};

class Deadline {
 public:
  explicit Deadline(int seconds);

  // True when `descriptor` is ready for `events` of poll(2), false when the time is over.
  bool wait_for(const Descriptor& descriptor, short events) const;

 private:
  Descriptor timer_;
};

}  // namespace ensign::signer
