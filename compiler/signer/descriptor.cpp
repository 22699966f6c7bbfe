#include "signer/descriptor.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace ensign::signer {

void Descriptor::close() {
  if (is_open()) ::close(std::exchange(number_, -1));
}

Deadline::Deadline(int seconds) : timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)) {
  itimerspec once{};
  once.it_value.tv_sec = seconds;
  if (timer_.is_open()) ::timerfd_settime(timer_.number(), 0, &once, nullptr);
}

bool Deadline::wait_for(const Descriptor& descriptor, short events) const {
  if (!timer_.is_open()) return false;
  std::array<pollfd, 2> waited{pollfd{descriptor.number(), events, 0},
                               pollfd{timer_.number(), POLLIN, 0}};
  while (::poll(waited.data(), waited.size(), -1) < 0) {
    if (errno != EINTR) return false;
  }
  return waited[1].revents == 0 && waited[0].revents != 0;
}

}  // namespace ensign::signer
