#include "publish/transfer.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "emit/bundle/timestamp.h"
#include "publish/disk.h"
#include "publish/lock.h"
#include "publish/quorums.h"
#include "publish/system_failure.h"
#include "publish/verify_manifest.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view fresh_suffix = ".ensign-new";

fs::path fresh_name(const fs::path& path) {
  return path.parent_path() / ("." + path.filename().string() + std::string(fresh_suffix));
}

bool below(std::string_view path, std::string_view folder) { return path.starts_with(folder); }

std::string name_of(const std::string& path) { return fs::path(path).filename().string(); }

// What goes first has the lower number. Within a number the order is that of the paths, but a
// reader of flagd.json is never shown a kill as not yet made, so that file follows the overlays.
int turn(const std::string& path) {
  const std::string name = name_of(path);
  if (name.starts_with("manifest.json") && path == name) return name == "manifest.json" ? 8 : 7;
  if (below(path, "root/")) return 0;  // what a root lets others sign comes after it
  if (below(path, "bundles/log/")) return 4;
  if (!below(path, "bundles/")) return 5;
  if (name.starts_with("timestamp.json")) return 6;
  if (name.starts_with("proof.json")) return 3;
  if (path.find("/kill/") != std::string::npos) return 0;
  return name == "flagd.json" ? 2 : 1;
}

bool in_order(const std::string& a, const std::string& b) {
  return std::pair(turn(a), a) < std::pair(turn(b), b);
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_regular_file(error) && !walk->is_symlink(error)) {
      found.push_back(walk->path().lexically_relative(folder).generic_string());
    }
  }
  return found;
}

bool is_left_over(const std::string& path) {
  const std::string name = name_of(path);
  return name.starts_with('.') && name.ends_with(fresh_suffix);
}

// What a publisher that was killed left under another name: nobody has read it.
void remove_left_over(const std::string& to) {
  std::error_code ignored;
  for (const std::string& path : files_below(to)) {
    if (is_left_over(path)) fs::remove(fs::path(to) / path, ignored);
  }
}

// No link may lead a file of ours out of the destination.
Result<void> make_folders(const fs::path& to, const fs::path& relative) {
  std::error_code error;
  fs::path at = to;
  for (const fs::path& part : relative.parent_path()) {
    at /= part;
    if (fs::is_symlink(fs::symlink_status(at, error))) {
      return failure(fmt::format("{} is a link", at.string()),
                     "a destination holds folders and files alone: replace it by a folder");
    }
    fs::create_directory(at, error);
    if (error) return failure(fmt::format("cannot create {}: {}", at.string(), error.message()));
  }
  return {};
}

// A timestamp that was renewed at the destination is newer than the one of the build.
bool is_older_timestamp(const std::string& path, const std::string& bytes,
                        const std::string& there) {
  if (name_of(path) != "timestamp.json") return false;
  const auto own = emit::read_timestamp(bytes);
  const auto other = emit::read_timestamp(there);
  return own && other && own->sha256 == other->sha256 && own->kills == other->kills &&
         own->issued < other->issued;
}

struct Planned {
  Transfer transfer;
  std::map<std::string, std::string> bytes;  // of files to be written, by path
};

Result<void> plan_copies(const std::string& out, const std::string& to, Planned& planned) {
  std::vector<std::string> paths = files_below(out);
  std::ranges::sort(paths, in_order);
  std::set<std::string> kept;  // timestamps that stay, with their signatures
  for (const std::string& path : paths) {
    if (path.ends_with(".minisig") && kept.contains(path.substr(0, path.size() - 8))) continue;
    std::string bytes = TRY(read_file((fs::path(out) / path).string()));
    const fs::path target = fs::path(to) / path;
    std::error_code error;
    const bool there = fs::is_regular_file(fs::symlink_status(target, error));
    const std::string old = there ? TRY(read_file(target.string())) : std::string();
    if (there && is_older_timestamp(path, bytes, old)) {
      kept.insert(path);
      planned.transfer.remarks.push_back(
          fmt::format("{} was renewed there, and stays as it is", target.string()));
    } else if (there && old == bytes) {
      ++planned.transfer.unchanged;
    } else {
      planned.transfer.files.push_back(
          {there ? FileStep::Kind::replace : FileStep::Kind::add, path});
      planned.bytes.emplace(path, std::move(bytes));
    }
  }
  return {};
}

// What the manifest that is there lists, and nothing that others put beside it.
void plan_removals(const std::string& out, const std::string& to, Planned& planned) {
  const auto manifest = read_file((fs::path(to) / "manifest.json").string());
  if (!manifest) return;
  const auto environments = environments_in(out);
  std::error_code error;
  for (const std::string& path : listed_files(*manifest)) {
    const bool permanent = below(path, "bundles/log/") || path.find("/kill/") != std::string::npos;
    const bool foreign = below(path, "bundles/") &&
                         std::ranges::none_of(environments, [&](const std::string& environment) {
                           return below(path, "bundles/" + environment + "/");
                         });
    if (permanent || foreign || fs::exists(fs::path(out) / path, error)) continue;
    if (!fs::exists(fs::path(to) / path, error)) continue;
    planned.transfer.files.push_back({FileStep::Kind::remove, path});
  }
}

Result<void> write_fresh(const std::string& to, const Planned& planned) {
  for (const auto& [path, bytes] : planned.bytes) {
    TRY(make_folders(to, path));
    TRY(write_new_file(fresh_name(fs::path(to) / path).string(), bytes, 0644));
  }
  const int folder = ::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return system_failure("use", to);
  const bool flushed = ::syncfs(folder) == 0;
  auto problem = flushed ? Result<void>() : system_failure("flush", to);
  ::close(folder);
  return problem;
}

Result<void> rename_all(const std::string& to, const Transfer& transfer) {
  for (const FileStep& step : transfer.files) {
    const fs::path path = fs::path(to) / step.path;
    if (step.kind == FileStep::Kind::remove) {
      if (::unlink(path.c_str()) != 0) return system_failure("remove", path);
    } else if (::rename(fresh_name(path).c_str(), path.c_str()) != 0) {
      return system_failure("replace", path);
    }
  }
  return {};
}

// Not refused: it is renewed at the destination, by a key that is not here.
void say_expired(const std::string& out, Instant now, Transfer& transfer) {
  for (const EnvironmentStep& step : transfer.environments) {
    const fs::path path = fs::path(out) / emit::timestamp_path(step.environment);
    const auto bytes = read_file(path.string());
    const auto timestamp =
        bytes ? emit::read_timestamp(*bytes) : Result<emit::Timestamp>(failure("none"));
    if (!timestamp || now <= timestamp->expires) continue;
    transfer.remarks.push_back(fmt::format(
        "the timestamp of {} is over since {}: renew it with `ensign publish --refresh`",
        step.environment, to_string(timestamp->expires)));
  }
}

// An output that is not whole would be copied as it is, with a manifest that says otherwise.
Result<void> check_whole(const std::string& out) {
  const std::string path = (fs::path(out) / "manifest.json").string();
  const auto manifest = read_file(path);
  if (!manifest) {
    return failure(fmt::format("{} is no output of a build: {}", out, manifest.error().message),
                   "name the folder that `ensign build --out` wrote");
  }
  std::vector<Failure> problems;
  check_folder(path, *manifest, problems);
  if (problems.empty()) return {};
  return failure(problems.front().message, "build again; nothing was copied");
}

}  // namespace

Result<Transfer> transfer(const Assignment& assignment) {
  const auto& [out, to, pin, now, dry_run, emergencies] = assignment;
  TRY(check_whole(out));
  TRY(check_quorums(out, environments_in(out), pin, now));
  std::error_code error;
  if (!fs::is_directory(to, error)) {
    if (fs::exists(to, error)) {
      return failure(fmt::format("{} is no folder", to), "name a folder, or a mount");
    }
    if (!dry_run && !fs::create_directories(to, error)) {
      return failure(fmt::format("cannot create {}: {}", to, error.message()));
    }
  }
  std::optional<Lock> lock;
  if (fs::is_directory(to, error)) {
    lock = TRY(Lock::take(to));
    if (!dry_run) remove_left_over(to);
  }
  Planned planned;
  planned.transfer.environments = TRY(compare(out, to, emergencies));
  for (const EnvironmentStep& step : planned.transfer.environments) {
    for (const std::string& remark : step.remarks) planned.transfer.remarks.push_back(remark);
  }
  TRY(plan_copies(out, to, planned));
  say_expired(out, now, planned.transfer);
  plan_removals(out, to, planned);
  if (dry_run) return std::move(planned.transfer);
  auto done = write_fresh(to, planned);
  if (done) done = rename_all(to, planned.transfer);
  if (!done) remove_left_over(to);
  if (!done) return std::unexpected(std::move(done).error());
  return std::move(planned.transfer);
}

}  // namespace ensign::publish
