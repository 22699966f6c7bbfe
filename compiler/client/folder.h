// A folder, or a mount, as a mirror.
#pragma once

#include <string>

#include "client/mirror.h"

namespace ensign::client {

class Folder : public Mirror {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}

  std::string name() const override { return path_; }
  Result<std::optional<std::string>> fetch(const std::string& path,
                                           std::size_t most) const override;
  std::vector<std::string> list(const std::string& folder) const override;

 private:
  std::string path_;
};

// A file of at most `most` bytes; nothing when there is none. Never reads further than that.
Result<std::optional<std::string>> read_capped(const std::string& path, std::size_t most);

}  // namespace ensign::client
