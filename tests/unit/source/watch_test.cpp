// Both ways of watching, held to the same: what counts ends the wait, what does not lets it go on.
#include "source/watch.h"

#include <array>
#include <condition_variable>
#include <doctest/doctest.h>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>

#include "git_fixture.h"

using namespace ensign::source;
using namespace ensign::test;

namespace {

namespace fs = std::filesystem;

// Can be read from the given time on. Whoever no longer needs it does not wait for that time.
class Alarm {
 public:
  explicit Alarm(std::chrono::milliseconds after) {
    REQUIRE(::pipe(ends_.data()) == 0);
    thread_ = std::jthread([this, after](const std::stop_token& cancelled) {
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any never;
      never.wait_for(lock, cancelled, after, [] { return false; });
      if (!cancelled.stop_requested()) static_cast<void>(::write(ends_[1], "x", 1) == 1);
    });
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() {
    thread_.request_stop();
    thread_.join();
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  int descriptor() const { return ends_[0]; }

 private:
  std::array<int, 2> ends_{};
  std::jthread thread_;
};

bool sees(Watch& watch, const std::function<void()>& act, std::chrono::milliseconds patience) {
  const Alarm alarm(patience);
  act();
  return watch.wait(alarm.descriptor());
}

void hold(Watch& watch, const TempFolder& folder) {
  using namespace std::chrono_literals;
  const std::vector<std::string> roots{"ensign.yaml", "flags", "docs/rollbacks"};
  const auto saw = [&](const std::function<void()>& act) {
    watch.follow(roots);
    return sees(watch, act, 5s);
  };
  CHECK(saw([&] { write_file(folder / "ensign.yaml", "a"); }));
  fs::create_directories(folder / "flags/a/b");
  CHECK(saw([&] { write_file(folder / "flags/a/b/x.yaml", "1"); }));
  CHECK(saw([&] { write_file(folder / "flags/a/b/x.yaml", "22"); }));
  CHECK(saw([&] { fs::rename(folder / "flags/a/b/x.yaml", folder / "flags/a/y.yaml"); }));
  CHECK(saw([&] { write_file(folder / "docs/rollbacks/deep/p.md", "p"); }));
  CHECK(saw([&] { fs::remove_all(folder / "flags/a"); }));

  const auto passes_over = [&](const std::function<void()>& act) {
    watch.follow(roots);
    return !sees(watch, act, 600ms);
  };
  CHECK(passes_over([&] { write_file(folder / "out/site/index.html", "x"); }));
  CHECK(passes_over([&] { write_file(folder / "README.md", "x"); }));
  CHECK(passes_over([&] { write_file(folder / "docs/other.md", "x"); }));
  CHECK(passes_over([] {}));
}

}  // namespace

TEST_CASE("watch: inotify sees governed files, and only those") {
  const TempFolder folder;
  const auto watch = make_notify_watch({folder.path(), "", ""});
  hold(*watch, folder);
  CHECK(!watch->is_blind());
}

TEST_CASE("watch: looking again and again sees the same") {
  const TempFolder folder;
  const auto watch = make_polling_watch({folder.path(), "", ""});
  hold(*watch, folder);
}

TEST_CASE("watch: a commit is seen, also from a folder below the top and without a reflog") {
  const TempFolder folder;
  write_file(folder / "deep/ensign.yaml", "a");
  write_file(folder / ".git/HEAD", "ref: refs/heads/main\n");
  write_file(folder / ".git/refs/heads/main", "1\n");
  std::size_t length = 1;
  for (const bool polling : {false, true}) {
    const WatchedPlace place{folder / "deep", folder / ".git/", folder / ".git/"};
    const std::unique_ptr<Watch> watch =
        polling ? make_polling_watch(place) : std::unique_ptr<Watch>(make_notify_watch(place));
    for (const char* file : {".git/index", ".git/HEAD", ".git/refs/heads/main"}) {
      CAPTURE(polling);
      CAPTURE(file);
      watch->follow({"ensign.yaml"});
      const auto write = [&] { write_file(folder / file, std::string(++length, 'x')); };
      CHECK(sees(*watch, write, std::chrono::seconds(5)));
    }
  }
}

TEST_CASE("watch: there must be a folder to look at") {
  const TempFolder folder;
  CHECK(!Watch::open(folder / "nowhere"));
  write_file(folder / "file", "x");
  CHECK(!Watch::open(folder / "file"));
  CHECK(Watch::open(folder.path()));
}
