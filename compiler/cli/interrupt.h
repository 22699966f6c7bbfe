// Ctrl-C as something to wait for: from its making on, SIGINT and SIGTERM no longer end the program
// but make a descriptor readable. A second one ends it as ever, should the first be slow to act.
#pragma once

namespace ensign::cli {

class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  int descriptor() const;  // readable once a signal has come
};

}  // namespace ensign::cli
