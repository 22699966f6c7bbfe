#include "client/folder.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace ensign::client {

namespace fs = std::filesystem;

Result<std::optional<std::string>> read_capped(const std::string& path, std::size_t most) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::nullopt;
  // A pipe to which nobody writes would be waited for without end.
  if (!fs::is_regular_file(path, ignored)) {
    return failure(fmt::format("{} is no file", path), "name, or publish, a plain file");
  }
  std::ifstream file(path, std::ios::binary);
  // One byte more than allowed tells a file that is too large, without trusting what it says of its
  // size: it may grow while it is read.
  std::string bytes(most + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto count = static_cast<std::size_t>(file.gcount());
  if (file.bad() || (count == 0 && !file.eof())) {
    return failure(fmt::format("{} cannot be read", path), "look at its permissions");
  }
  if (count > most) {
    return failure(fmt::format("{} holds more than {} bytes", path, most),
                   "no file of this kind is so large: it is not what it says");
  }
  bytes.resize(count);
  return bytes;
}

Result<std::optional<std::string>> Folder::fetch(const std::string& path, std::size_t most) const {
  std::error_code ignored;
  if (!fs::is_directory(path_, ignored)) {
    return failure(fmt::format("there is no folder {}", path_), "name an output folder");
  }
  return read_capped((fs::path(path_) / path).string(), most);
}

std::vector<std::string> Folder::list(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(path_) / folder, ignored)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace ensign::client
