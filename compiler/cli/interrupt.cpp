#include "cli/interrupt.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace ensign::cli {
namespace {

// Of the process, as its signals are.
std::array<int, 2> ends{-1, -1};

extern "C" void write_a_byte(int) {
  const int before = errno;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(ends[1], &byte, 1);
  errno = before;
}

}  // namespace

Interrupt::Interrupt() {
  if (ends[0] < 0 && ::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action{};
  action.sa_handler = &write_a_byte;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

int Interrupt::descriptor() const { return ends[0]; }

}  // namespace ensign::cli
