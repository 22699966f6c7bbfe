#include "publish/disk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/assert.h"
#include "base/parallel.h"
#include "publish/system_failure.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

// A folder that others may write to can hold a file without end.
constexpr std::size_t largest_file = 512U * 1024 * 1024;  // bytes

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  bool is_open() const { return value_ >= 0; }

 private:
  int value_;
};

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_failure("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> write_file(const fs::path& path, std::string_view bytes, unsigned mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                               static_cast<mode_t>(mode)));
  if (!file.is_open()) return system_failure("create", path);
  auto written = write_all(file.get(), bytes, path);
  if (!written) ::unlink(path.c_str());
  return written;
}

// The names that one build uses beside its output folder.
struct Places {
  fs::path output, parent, fresh, stale;
};

Result<Places> places_of(const std::string& folder) {
  std::error_code error;
  fs::path output = fs::weakly_canonical(fs::absolute(folder), error);
  if (!output.has_filename()) output = output.parent_path();  // written with a final slash
  if (error || output.empty() || output == output.root_path()) {
    return failure(fmt::format("cannot use `{}` as the output folder", folder),
                   "name a folder of its own, for example `out`");
  }
  const std::string name = output.filename().string();
  const fs::path parent = output.parent_path();
  return Places{output, parent, parent / ("." + name + ".ensign-new"),
                parent / ("." + name + ".ensign-old")};
}

// Only what a build made may be replaced: an empty folder, or one with our manifest.
Result<void> refuse_foreign(const fs::path& output) {
  std::error_code error;
  if (!fs::exists(output, error)) return {};
  if (!fs::is_directory(output, error)) {
    return failure(fmt::format("{} is not a folder", output.string()),
                   "choose another output folder");
  }
  if (fs::is_empty(output, error) && !error) return {};
  const auto manifest = read_file((output / "manifest.json").string());
  const bool ours = manifest && manifest->find("\"ensign-manifest/1\"") < 100;
  if (ours) return {};
  return failure(fmt::format("{} holds files that no build made", output.string()),
                 "choose an empty folder or the output folder of an earlier build");
}

bool same_bytes(const fs::path& path, const std::string& bytes) {
  struct stat status{};
  const bool regular = ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  if (!regular || static_cast<std::size_t>(status.st_size) != bytes.size()) return false;
  const auto old = read_file(path.string());
  return old && *old == bytes;
}

// Puts one file into the fresh folder: a second name of the old file when nothing changed.
Result<void> place(const Places& places, const emit::OutFile& file, bool link_unchanged) {
  const fs::path target = places.fresh / file.path;
  const fs::path old = places.output / file.path;
  if (link_unchanged && same_bytes(old, file.bytes) && ::link(old.c_str(), target.c_str()) == 0) {
    return {};
  }
  return write_file(target, file.bytes, 0644);
}

Result<void> fill(const Places& places, const emit::OutFiles& files, bool link_unchanged,
                  unsigned threads) {
  std::set<fs::path> folders{places.fresh};
  for (const emit::OutFile& file : files) {
    const fs::path relative(file.path);
    ENSIGN_ASSERT(relative.is_relative() && file.path.find("..") == std::string::npos);
    for (fs::path at = places.fresh; const fs::path& part : relative.parent_path()) {
      folders.insert(at /= part);
    }
  }
  for (const fs::path& folder : folders) {  // a folder sorts before what is in it
    if (::mkdir(folder.c_str(), 0755) != 0) return system_failure("create", folder);
  }
  std::vector<Result<void>> placed(files.size());
  parallel_for(files.size(), threads,
               [&](std::size_t i) { placed[i] = place(places, files[i], link_unchanged); });
  const auto failed =
      std::ranges::find_if(placed, [](const Result<void>& one) { return !one.has_value(); });
  return failed == placed.end() ? Result<void>() : *failed;
}

// Everything in the fresh folder reaches the disk before it gets its name.
Result<void> flush(const fs::path& folder) {
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open() || ::syncfs(directory.get()) != 0)
    return system_failure("flush", folder);
  return {};
}

// One step where the file system can exchange two names; two renames elsewhere, after which
// `restore` mends what a kill between them leaves.
Result<void> take_over(const Places& places) {
  const char* fresh = places.fresh.c_str();
  const char* output = places.output.c_str();
  if (::renameat2(AT_FDCWD, fresh, AT_FDCWD, output, RENAME_EXCHANGE) == 0) return {};
  if (errno == ENOENT) {
    if (::rename(fresh, output) == 0) return {};
    return system_failure("name", places.output);
  }
  if (errno != EINVAL && errno != ENOSYS) return system_failure("replace", places.output);
  if (::rename(output, places.stale.c_str()) != 0 && errno != ENOENT) {
    return system_failure("replace", places.output);
  }
  if (::rename(fresh, output) != 0) return system_failure("name", places.output);
  return {};
}

void restore(const Places& places) {
  std::error_code ignored;
  if (!fs::exists(places.output, ignored) && fs::exists(places.stale, ignored)) {
    fs::rename(places.stale, places.output, ignored);
  }
  fs::remove_all(places.fresh, ignored);
  fs::remove_all(places.stale, ignored);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return system_failure("read", path);
  struct stat status{};
  const bool known = ::fstat(file.get(), &status) == 0;
  if (!known || (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))) {
    return failure(fmt::format("{} is no file", path));
  }
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("read", path);
    if (count == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > largest_file) {
      return failure(fmt::format("{} holds more than 512 MiB", path));
    }
  }
}

Result<void> write_output(const std::string& folder, const emit::OutFiles& files,
                          bool link_unchanged, unsigned threads) {
  const Places places = TRY(places_of(folder));
  std::error_code error;
  fs::create_directories(places.parent, error);
  // Two builds into one folder take turns; the lock goes with the process that holds it.
  const Descriptor lock(::open(places.parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock.is_open() || ::flock(lock.get(), LOCK_EX) != 0) {
    return system_failure("use", places.parent);
  }
  restore(places);
  if (auto own = refuse_foreign(places.output); !own) return own;
  auto written = fill(places, files, link_unchanged, threads);
  if (written) written = flush(places.fresh);
  if (written) written = take_over(places);
  fs::remove_all(places.fresh, error);
  fs::remove_all(places.stale, error);
  ::fsync(lock.get());
  return written;
}

Result<void> write_new_file(const std::string& path, const std::string& bytes, unsigned mode) {
  return write_file(path, bytes, mode);
}

}  // namespace ensign::publish
