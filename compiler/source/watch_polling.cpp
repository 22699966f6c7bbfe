// Four times a second, one walk over the governed folders: names, sizes, times and inodes in one
// number.
#include <cerrno>
#include <filesystem>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <utility>

#include "source/watch.h"

namespace ensign::source {
namespace {

namespace fs = std::filesystem;
constexpr int interval_ms = 250, quiet_ms = 10, longest_debounce_rounds = 20;

// FNV-1a, 64 bits.
class Mixture {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) {
      value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
  }
  void add(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) {
      value_ = (value_ ^ ((number >> shift) & 0xff)) * 0x100000001b3U;
    }
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

class Polling : public Watch {
 public:
  explicit Polling(WatchedPlace place) : place_(std::move(place)) {}

  void follow(const std::vector<std::string>& roots) override {
    roots_ = roots;
    seen_ = look();
  }

  bool wait(int interrupt) override {
    for (;;) {
      if (is_interrupted(interrupt, interval_ms)) return false;
      std::uint64_t now_seen = look();
      if (now_seen == seen_) continue;
      for (int round = 0; round < longest_debounce_rounds && now_seen != seen_; ++round) {
        seen_ = now_seen;
        if (is_interrupted(interrupt, quiet_ms)) return false;
        now_seen = look();
      }
      return true;
    }
  }

 private:
  static bool is_interrupted(int interrupt, int milliseconds) {
    pollfd waiting{interrupt, POLLIN, 0};
    while (::poll(&waiting, 1, milliseconds) < 0 && errno == EINTR) {
    }
    return waiting.revents != 0;
  }

  // Whether it is a folder. Directories count by name alone: what is in them is looked at itself.
  static bool add_entry(Mixture& mixture, const std::string& path) {
    struct stat facts{};
    if (::lstat(path.c_str(), &facts) != 0) return false;
    mixture.add(path);
    if (S_ISDIR(facts.st_mode)) return true;
    mixture.add(static_cast<std::uint64_t>(facts.st_size));
    mixture.add(static_cast<std::uint64_t>(facts.st_ino));
    mixture.add(static_cast<std::uint64_t>(facts.st_mode));
    mixture.add(static_cast<std::uint64_t>(facts.st_mtim.tv_sec));
    mixture.add(static_cast<std::uint64_t>(facts.st_mtim.tv_nsec));
    return false;
  }

  static void add_below(Mixture& mixture, const std::string& path) {
    if (!add_entry(mixture, path)) return;
    std::error_code gone;
    for (fs::directory_iterator entry(path, gone), end; !gone && entry != end;
         entry.increment(gone)) {
      if (entry->path().filename() != ".git") add_below(mixture, entry->path().string());
    }
  }

  std::uint64_t look() const {
    Mixture mixture;
    if (!place_.git_folder.empty()) {
      for (const char* name : {"HEAD", "index", "logs/HEAD"}) {
        add_entry(mixture, place_.git_folder + name);
      }
      add_below(mixture, place_.common_folder + "refs/heads");
    }
    for (const char* name : {".gitattributes", ".gitignore"}) {
      add_entry(mixture, place_.folder + "/" + name);
    }
    for (const std::string& root : roots_) {
      add_below(mixture, (fs::path(place_.folder) / root).lexically_normal().string());
    }
    return mixture.value();
  }

  WatchedPlace place_;
  std::vector<std::string> roots_;
  std::uint64_t seen_ = 0;
};

}  // namespace

std::unique_ptr<Watch> make_polling_watch(WatchedPlace place) {
  return std::make_unique<Polling>(std::move(place));
}

}  // namespace ensign::source
