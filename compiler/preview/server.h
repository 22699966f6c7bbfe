// The one listener of the program: HTTP on the loopback address 127.0.0.1, never another, in a
// thread of its own (libevent's event loop, so an idle or slow client costs no thread). What is
// answered is decided in preview/answer.h.
#pragma once

#include <memory>

#include "base/result.h"
#include "preview/state.h"

namespace ensign::preview {

class Server {
 public:
  // Listens and answers at once. Port 0 is any that is free. Fails where the port is taken, or may
  // not be had.
  static Result<std::unique_ptr<Server>> start(unsigned port, std::shared_ptr<const State> state);
  virtual ~Server() = default;  // ends all connections

  virtual unsigned port() const = 0;
  // From now on answers come from this state; whoever listens to /_ensign/events is told.
  virtual void show(std::shared_ptr<const State> state) = 0;
};

}  // namespace ensign::preview
