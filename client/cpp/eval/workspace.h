#pragma once
// What one evaluation may use up: scratch memory and a budget of steps. An evaluation that runs
// out, or meets an error, goes on with nulls until it has unwound; its result is then thrown away.

#include <cstddef>
#include <cstdint>

#include "eval/arena.h"
#include "eval/value.h"

namespace ensign::eval {

// One step is one expression, or about 16 bytes or 8 comparisons of bulk work, so a full budget is
// a few tens of milliseconds and a few tens of megabytes at the worst.
inline constexpr std::uint64_t step_budget = 1'000'000;

class Workspace {
 public:
  Workspace() : arena_({&inline_memory_[0], sizeof(inline_memory_)}) {}
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  Arena& arena() { return arena_; }

  // Takes `steps` off the budget; false once it is used up or the evaluation has failed.
  bool spend(std::uint64_t steps) {
    if (steps > steps_left_) {
      fail("evaluation needs more than 1000000 steps");
      return false;
    }
    steps_left_ -= steps;
    return true;
  }
  bool spend_bytes(std::size_t bytes) { return spend(bytes / 16); }

  // `message` is a literal; the first failure is the one that is kept.
  void fail(const char* message) {
    if (failure_ == nullptr) failure_ = message;
    steps_left_ = 0;
  }
  bool failed() const { return failure_ != nullptr; }
  const char* failure() const { return failure_; }

 private:
  alignas(std::max_align_t) std::byte inline_memory_[1024];  // left uninitialised: it is scratch
  Arena arena_;
  std::uint64_t steps_left_ = step_budget;
  const char* failure_ = nullptr;
};

}  // namespace ensign::eval
