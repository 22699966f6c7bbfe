#include "publish/put_file.h"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

#include "publish/disk.h"
#include "publish/system_failure.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

// Whether what was written to a file, or the names in a folder, are on the disk.
Result<void> flush(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_failure("open", path);
  const int flushed = ::fsync(descriptor);
  Result<void> outcome;
  if (flushed != 0) outcome = system_failure("write", path);
  ::close(descriptor);
  return outcome;
}

}  // namespace

Result<void> put_file(const std::string& path, const std::string& bytes, unsigned mode) {
  const fs::path target(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  const fs::path fresh = folder / fmt::format(".{}.new", target.filename().string());
  ::unlink(fresh.c_str());
  auto written = write_new_file(fresh.string(), bytes, mode);
  if (written) written = flush(fresh);
  if (written && ::rename(fresh.c_str(), target.c_str()) != 0) {
    written = system_failure("replace", target);
  }
  if (!written) {
    ::unlink(fresh.c_str());
    return written;
  }
  return flush(folder);
}

}  // namespace ensign::publish
