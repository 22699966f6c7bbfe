#include "source/disk_walk.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include "source/path_rules.h"

namespace ensign::source {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

std::unexpected<Failure> disk_failure(std::string_view path, int error) {
  return failure(fmt::format("cannot read `{}`: {}", path.empty() ? "." : shown_path(path),
                             std::generic_category().message(error)));
}

// The name is gone, or has become something else since it was listed.
bool has_changed(int error) { return error == ENOENT || error == ELOOP || error == ENOTDIR; }

class Walk {
 public:
  Walk(const Roots& roots, const Adviser& adviser) : roots_(roots), adviser_(adviser) {}

  Result<void> folder(Descriptor descriptor, const std::string& path) {
    const Directory directory(fdopendir(descriptor.number()));
    if (!directory) return disk_failure(path, errno);
    descriptor.release();
    const std::vector<std::string> names = TRY(names_in(directory.get(), path));
    if (!path.empty() && std::ranges::find(names, ".git") != names.end()) {
      return add(Entry::Kind::submodule, path);
    }
    for (const std::string& name : names) {
      if (path.empty() && name == ".git") continue;
      TRY(visit(dirfd(directory.get()), joined(path, name), name));
    }
    return {};
  }

  Listing take() && { return {intake_.take(), std::move(attributes_), {}}; }

 private:
  static Result<std::vector<std::string>> names_in(DIR* directory, const std::string& path) {
    std::vector<std::string> names;
    for (;;) {
      errno = 0;
      const dirent* entry = readdir(directory);
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) return disk_failure(path, errno);
    std::ranges::sort(names);
    return names;
  }

  Result<void> visit(int parent, const std::string& path, const std::string& name) {
    const bool covered = roots_.covers(path);
    const bool leads = roots_.leads_to(path);
    const bool speaks_of_attributes = is_attribute_file(name);
    if (!covered && !leads && !speaks_of_attributes) return {};
    struct stat facts{};
    if (fstatat(parent, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
      if (has_changed(errno)) return {};
      return disk_failure(path, errno);
    }
    const bool is_folder = S_ISDIR(facts.st_mode);
    if (covered || leads) {
      const Advice advice = adviser_(path, is_folder);
      if (advice == Advice::skip) return {};
      if (advice == Advice::submodule) return add(Entry::Kind::submodule, path);
      if (covered && component_fault(name)) return add(Entry::Kind::file, path);
    }
    if (is_folder) return covered || leads ? enter(parent, path, name) : Result<void>{};
    if (S_ISREG(facts.st_mode)) return file(parent, path, name, covered);
    if (!covered && !leads) return {};
    return add(S_ISLNK(facts.st_mode) ? Entry::Kind::symlink : Entry::Kind::special, path);
  }

  Result<void> enter(int parent, const std::string& path, const std::string& name) {
    if (roots_.covers(path) && path.size() > longest_path) return add(Entry::Kind::file, path);
    Descriptor child(openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (child.is_open()) return folder(std::move(child), path);
    if (errno == ELOOP || errno == ENOTDIR) return add(Entry::Kind::symlink, path);
    if (has_changed(errno)) return {};
    return disk_failure(path, errno);
  }

  Result<void> file(int parent, const std::string& path, const std::string& name, bool covered) {
    // O_NONBLOCK: should the name have become a pipe, opening must not wait for a writer.
    const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    const Descriptor descriptor(openat(parent, name.c_str(), flags));
    if (!descriptor.is_open()) {
      if (errno == ELOOP) return covered ? add(Entry::Kind::symlink, path) : Result<void>{};
      if (has_changed(errno)) return {};
      return disk_failure(path, errno);
    }
    struct stat facts{};
    if (fstat(descriptor.number(), &facts) != 0) return disk_failure(path, errno);
    if (!S_ISREG(facts.st_mode)) return covered ? add(Entry::Kind::special, path) : Result<void>{};
    Entry entry = TRY(content(descriptor.number(), facts, path));
    if (is_attribute_file(name)) attributes_.push_back({folder_of(path), entry.bytes});
    return covered ? intake_.add(std::move(entry)) : Result<void>{};
  }

  // Reads one byte more than is allowed, so that a file that grows is seen to be too large.
  static Result<Entry> content(int descriptor, const struct stat& facts, const std::string& path) {
    const auto known_size = static_cast<std::uint64_t>(facts.st_size);
    if (known_size > largest_file) return Entry{Entry::Kind::too_large, path, {}, known_size};
    std::string bytes(static_cast<std::size_t>(known_size) + 1, '\0');
    std::size_t filled = 0;
    for (;;) {
      if (filled > largest_file) return Entry{Entry::Kind::too_large, path, {}, filled};
      if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
      const ssize_t count = read(descriptor, bytes.data() + filled, bytes.size() - filled);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return disk_failure(path, errno);
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return Entry{Entry::Kind::file, path, std::move(bytes), 0};
  }

  Result<void> add(Entry::Kind kind, const std::string& path) {
    return intake_.add({kind, path, {}, 0});
  }

  const Roots& roots_;
  const Adviser& adviser_;
  Intake intake_;
  std::vector<AttributeFile> attributes_;
};

}  // namespace

Result<Listing> walk_disk(const std::string& top, const Roots& roots, const Adviser& adviser) {
  Descriptor descriptor(open(top.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.is_open()) return disk_failure(top, errno);
  Walk walk(roots, adviser);
  TRY(walk.folder(std::move(descriptor), ""));
  return std::move(walk).take();
}

}  // namespace ensign::source
