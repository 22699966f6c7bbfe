// The one way to use more than one thread: results are stored by index, so their order never
// depends on which thread came first.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace ensign {

// Calls work(i) once for every i in [0, count). `work` must touch only what belongs to i.
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, Work&& work) {
  if (threads <= 1 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  const auto drain = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  std::vector<std::jthread> crew;
  for (unsigned t = 1; t < threads && t < count; ++t) crew.emplace_back(drain);
  drain();
}

}  // namespace ensign
