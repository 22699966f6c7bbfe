// Source: inotify(7). A watch belongs to one folder and tells of the names in it, not of those
// below, so every governed folder has one, and the folders on the way to a root have one that minds
// only the names that lead on.
#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <poll.h>
#include <set>
#include <string_view>
#include <sys/inotify.h>
#include <unistd.h>
#include <utility>

#include "source/watch.h"

namespace ensign::source {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                 IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF |
                                 IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;
constexpr int quiet_ms = 10, longest_debounce_rounds = 20, retry_ms = 500;

// The names that count in a folder; nothing: all.
using Names = std::set<std::string, std::less<>>;
struct Folder {
  bool whole = false;
  Names names;
};

class Inotify : public NotifyWatch {
 public:
  explicit Inotify(WatchedPlace place)
      : place_(std::move(place)), descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    blind_ = descriptor_ < 0;
  }
  Inotify(const Inotify&) = delete;
  Inotify& operator=(const Inotify&) = delete;
  ~Inotify() override {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool is_blind() const override { return blind_; }

  void follow(const std::vector<std::string>& roots) override {
    if (blind_ || (roots == roots_ && !folders_changed_)) return;
    folders_changed_ = false;
    roots_ = roots;
    // Watches of folders that are no longer asked for stay; their events are not known below.
    folders_.clear();
    if (!place_.git_folder.empty()) {
      add_names(place_.git_folder, {"HEAD", "index"});
      add_names(place_.git_folder + "logs", {"HEAD"});
      add_whole(place_.common_folder + "refs/heads");
    }
    top_is_there_ = add_names(place_.folder, {".gitattributes", ".gitignore"});
    for (const std::string& root : roots) add_root(root);
  }

  bool wait(int interrupt) override {
    for (;;) {
      // A repository that was moved away can only be awaited by asking.
      const int ready = ready_descriptors(interrupt, top_is_there_ ? -1 : retry_ms);
      if ((ready & 2) != 0) return false;
      if (!top_is_there_) return folders_changed_ = true;
      if (!take_events()) continue;
      for (int round = 0; round < longest_debounce_rounds; ++round) {
        const int more = ready_descriptors(interrupt, quiet_ms);
        if ((more & 2) != 0) return false;
        if (more == 0) break;
        take_events();
      }
      return true;
    }
  }

 private:
  // 1: there are events, 2: the interrupt, 0: neither within the time.
  int ready_descriptors(int interrupt, int milliseconds) const {
    std::array<pollfd, 2> waiting{pollfd{descriptor_, POLLIN, 0}, pollfd{interrupt, POLLIN, 0}};
    while (::poll(waiting.data(), waiting.size(), milliseconds) < 0 && errno == EINTR) {
    }
    return (waiting[0].revents != 0 ? 1 : 0) + (waiting[1].revents != 0 ? 2 : 0);
  }

  Folder* add(const std::string& path) {
    const int watch = inotify_add_watch(descriptor_, path.c_str(), events);
    if (watch >= 0) return &folders_[watch];
    // What is not there, or no folder, has nothing to tell; all else is a limit of the system.
    if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP && errno != EACCES) blind_ = true;
    return nullptr;
  }

  bool add_names(const std::string& path, Names names) {
    Folder* folder = add(path);
    if (folder != nullptr) folder->names.merge(names);
    return folder != nullptr;
  }

  void add_whole(const std::string& path) {
    Folder* folder = add(path);
    if (folder == nullptr) return;
    folder->whole = true;
    std::error_code gone;
    for (fs::directory_iterator entry(path, gone), end; !gone && entry != end;
         entry.increment(gone)) {
      std::error_code ignored;
      if (entry->is_directory(ignored) && !entry->is_symlink(ignored) &&
          entry->path().filename() != ".git") {
        add_whole(entry->path().string());
      }
    }
  }

  // `docs/rollbacks`: `docs` in the top, `rollbacks` in docs, everything in docs/rollbacks.
  void add_root(const std::string& root) {
    std::string path = place_.folder;
    for (const fs::path& part : fs::path(root).lexically_normal()) {
      if (part.empty() || part == ".") continue;
      add_names(path, {part.string(), ".gitattributes", ".gitignore"});
      path += "/" + part.string();
    }
    add_whole(path);
  }

  // Reads what has come; says whether any of it counts.
  bool take_events() {
    bool counts = false;
    alignas(inotify_event) std::array<char, 16384> buffer;
    for (;;) {
      const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
      if (size <= 0) return counts;
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        at += sizeof(inotify_event) + event->len;
        counts = judge(*event) || counts;
      }
    }
  }

  bool judge(const inotify_event& event) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) return folders_changed_ = true;
    const auto found = folders_.find(event.wd);
    if (found == folders_.end()) return false;
    if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0) {
      return folders_changed_ = true;
    }
    const std::string_view name = event.len > 0 ? event.name : "";
    if (!found->second.whole && !found->second.names.contains(name)) return false;
    if ((event.mask & IN_ISDIR) != 0) folders_changed_ = true;
    return true;
  }

  WatchedPlace place_;
  int descriptor_;
  bool blind_ = false;
  bool folders_changed_ = true;  // some folder may have no watch yet
  bool top_is_there_ = false;
  std::vector<std::string> roots_;
  std::map<int, Folder> folders_;  // by watch
};

}  // namespace

std::unique_ptr<NotifyWatch> make_notify_watch(WatchedPlace place) {
  return std::make_unique<Inotify>(std::move(place));
}

}  // namespace ensign::source
