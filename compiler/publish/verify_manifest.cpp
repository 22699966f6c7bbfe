#include "publish/verify_manifest.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <system_error>

#include "base/json.h"
#include "base/utf8.h"
#include "crypto/digest.h"
#include "publish/disk.h"
#include "publish/plain_document.h"
#include "syntax/strict_json.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

constexpr const char* cure = "fetch the whole output again";

// A path that leads out of the folder, or through a link, is no path of ours.
bool is_plain(const std::string& path) {
  const fs::path relative(path);
  return !path.empty() && relative.is_relative() && relative.lexically_normal() == relative &&
         !path.starts_with("..") && path.find('\0') == std::string::npos;
}

// Is it the plain document of the bundle and the overlays beside it? Then a kill came after the
// build.
bool is_killed_document(const fs::path& folder, const std::string& path, const std::string& bytes) {
  const fs::path relative(path);
  if (relative.filename() != "flagd.json") return false;
  const std::string environment = relative.parent_path().filename().string();
  const auto again = flagd_in((folder).string(), environment);
  return again && again->path == path && again->bytes == bytes;
}

// `<a listed file>.<16 hex digits>.minisig`, `bundles/<env>/kill/…`, `timestamp.json` and its
// signature.
bool comes_later(const std::string& path, const std::set<std::string>& listed) {
  const fs::path relative(path);
  const std::string name = relative.filename().string();
  if (!path.starts_with("bundles/") || path.starts_with("bundles/log/")) return false;
  if (name == "timestamp.json" || name == "timestamp.json.minisig") return true;
  if (relative.parent_path().filename() == "kill") return true;
  constexpr std::size_t tail = 25;  // `.`, 16 digits, `.minisig`
  return name.ends_with(".minisig") && path.size() > tail &&
         listed.contains(path.substr(0, path.size() - tail));
}

Result<void> check_one(const fs::path& folder, const std::string& path, const Json& listed) {
  const fs::path file = folder / path;
  std::error_code ignored;
  const auto status = fs::symlink_status(file, ignored);
  if (!fs::exists(status)) {
    return failure(fmt::format("{} is listed, and is not there", visible(file.string())), cure);
  }
  if (!fs::is_regular_file(status)) {
    return failure(fmt::format("{} is no file", visible(file.string())), cure);
  }
  const std::string bytes = TRY(read_file(file.string()));
  const Json* size = listed.find("size");
  const Json* digest = listed.find("sha256");
  const bool same = size != nullptr && *size == Json(static_cast<std::int64_t>(bytes.size())) &&
                    digest != nullptr && *digest == Json(crypto::hex(crypto::sha256(bytes)));
  if (same || is_killed_document(folder, path, bytes)) return {};
  return failure(fmt::format("{} has other bytes than were listed", visible(file.string())), cure);
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_directory() && !walk->is_symlink()) continue;
    found.push_back(walk->path().lexically_relative(folder).generic_string());
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

std::vector<std::string> listed_files(std::string_view manifest) {
  std::vector<std::string> paths;
  const auto document = syntax::parse_strict(manifest);
  const Json* files = document ? document->find("files") : nullptr;
  if (files == nullptr || files->array_items() == nullptr) return paths;
  for (const Json& file : *files->array_items()) {
    const Json* name = file.find("path");
    if (name == nullptr || name->string() == nullptr || !is_plain(*name->string())) continue;
    paths.push_back(*name->string());
  }
  return paths;
}

void check_folder(const std::string& path, std::string_view manifest,
                  std::vector<Failure>& problems) {
  const fs::path folder =
      fs::path(path).parent_path().empty() ? fs::path(".") : fs::path(path).parent_path();
  const std::string own = fs::path(path).filename().string();
  const auto document = syntax::parse_strict(manifest);
  const Json* files = document ? document->find("files") : nullptr;
  if (files == nullptr || files->array_items() == nullptr) return;  // said before
  std::set<std::string> listed;
  for (const Json& file : *files->array_items()) {
    const Json* name = file.find("path");
    if (name == nullptr || name->string() == nullptr || !is_plain(*name->string())) {
      problems.push_back(
          {fmt::format("{}: it lists a file by no path of a file in its folder", path), cure});
      continue;
    }
    listed.insert(*name->string());
    if (const auto one = check_one(folder, *name->string(), file); !one) {
      problems.push_back(one.error());
    }
  }
  for (const std::string& file : files_in(folder)) {
    const bool is_own = file == own || (file.starts_with(own + ".") && file.ends_with(".minisig"));
    if (is_own || listed.contains(file) || comes_later(file, listed)) continue;
    problems.push_back(
        {fmt::format("{} is there, and is not listed", visible((folder / file).string())),
         "take it away, or ask who put it there"});
  }
}

}  // namespace ensign::publish
