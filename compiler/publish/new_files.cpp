#include "publish/new_files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "publish/disk.h"
#include "publish/system_failure.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

// What was made so far, newest last; undone on the way out unless it was kept.
class Made {
 public:
  Made() = default;
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) std::remove(path->c_str());
  }
  void add(const fs::path& path) { paths_.push_back(path); }
  void keep() { paths_.clear(); }

 private:
  std::vector<fs::path> paths_;
};

Result<void> make_folder(const fs::path& folder, Made& made) {
  if (::mkdir(folder.c_str(), 0777) == 0) {
    made.add(folder);
    return {};
  }
  if (errno != EEXIST) return system_failure("create", folder);
  struct stat status{};
  if (::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {};
  return failure(fmt::format("{} is in the way: it is no folder", folder.string()));
}

// The folder itself may be reached through links; what lies in it may not.
Result<void> make_top(const fs::path& folder, Made& made) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return {};
  if (folder.has_parent_path()) TRY(make_top(folder.parent_path(), made));
  return make_folder(folder, made);
}

Result<void> write_one(const fs::path& top, const NewFile& file, Made& made) {
  const fs::path relative(file.path);
  ENSIGN_ASSERT(relative.is_relative() && relative.lexically_normal() == relative);
  fs::path at = top;
  for (const fs::path& part : relative.parent_path()) {
    at /= part;
    TRY(make_folder(at, made));
  }
  const fs::path path = top / relative;
  TRY(write_new_file(path.string(), file.bytes, file.mode));
  made.add(path);
  return {};
}

}  // namespace

bool is_taken(const std::string& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0;
}

Result<void> write_new_files(const std::string& folder, const std::vector<NewFile>& files) {
  Made made;
  TRY(make_top(fs::path(folder).lexically_normal(), made));
  for (const NewFile& file : files) TRY(write_one(folder, file, made));
  made.keep();
  return {};
}

Result<void> replace_file(const std::string& path, const std::string& bytes) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return system_failure("read", path);
  const fs::path target(path);
  const std::string fresh =
      (target.parent_path() / fmt::format(".{}.{}", target.filename().string(), ::getpid()))
          .string();
  TRY(write_new_file(fresh, bytes, 0600));
  const bool placed = ::chmod(fresh.c_str(), status.st_mode & 07777) == 0 &&
                      ::rename(fresh.c_str(), path.c_str()) == 0;
  if (placed) return {};
  auto problem = system_failure("replace", path);
  ::unlink(fresh.c_str());
  return problem;
}

}  // namespace ensign::publish
