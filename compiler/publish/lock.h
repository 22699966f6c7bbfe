// One publisher at a time: a lock on the destination folder itself, which goes with the process
// that holds it, so that none is ever left behind.
#pragma once

#include <string>

#include "base/result.h"

namespace ensign::publish {

class Lock {
 public:
  // Does not wait: who comes second has been overtaken, and must look again.
  static Result<Lock> take(const std::string& folder);
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&& other) noexcept;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock();

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace ensign::publish
