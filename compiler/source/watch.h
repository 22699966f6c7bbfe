// Waits until governed files may have changed. It says only that something happened, never what:
// whoever is told freezes the world anew (source/world.h). Besides the governed files it looks at
// the index, HEAD and branches of the Git repository, so that a commit is seen too.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace ensign::source {

class Watch {
 public:
  // By inotify(7); by looking again and again where the system has no watches left, as many users
  // as it has. Fails where `repository` is no folder.
  static Result<std::unique_ptr<Watch>> open(const std::string& repository);
  virtual ~Watch() = default;

  // What to look at from now on, as World::freeze is asked for it. Call it before every reading:
  // what changes after the call ends the next `wait`. Roots that do not exist yet are awaited.
  virtual void follow(const std::vector<std::string>& roots) = 0;

  // Waits until a file changed and nothing more did for 10 ms, at most 200 ms (true), or until
  // something can be read from the descriptor `interrupt` (false).
  virtual bool wait(int interrupt) = 0;
};

// Where the governed files are, and what a commit changes. The index alone would not do: Git writes
// it before the branch moves.
struct WatchedPlace {
  std::string folder;         // governed, absolute, without links
  std::string git_folder;     // ends in `/`, holds `index`, `HEAD` and `logs`; empty without Git
  std::string common_folder;  // the same, or that of the main work tree; holds `refs`
};

// The two ways. An inotify watch says by `is_blind` that the system refused it something.
class NotifyWatch : public Watch {
 public:
  virtual bool is_blind() const = 0;
};
std::unique_ptr<NotifyWatch> make_notify_watch(WatchedPlace place);
std::unique_ptr<Watch> make_polling_watch(WatchedPlace place);

}  // namespace ensign::source
