#include "source/snapshot.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace ensign::source {

Snapshot::Snapshot(std::vector<File> files, Origin origin, Instant as_of)
    : files_(std::move(files)), origin_(std::move(origin)), as_of_(as_of) {
  std::ranges::sort(files_, {}, &File::path);
  ENSIGN_ASSERT(std::ranges::adjacent_find(files_, {}, &File::path) == files_.end());
}

Snapshot Snapshot::from_memory(const std::map<std::string, std::string>& files, Instant as_of) {
  std::vector<File> list;
  list.reserve(files.size());
  for (const auto& [path, bytes] : files) list.push_back({path, bytes});
  return {std::move(list), Origin{}, as_of};
}

const File& Snapshot::file(FileId id) const {
  const auto index = std::to_underlying(id);
  ENSIGN_ASSERT(index < files_.size());
  return files_[index];
}

std::optional<FileId> Snapshot::find(std::string_view path) const {
  const auto at = std::ranges::lower_bound(files_, path, {}, &File::path);
  if (at == files_.end() || at->path != path) return std::nullopt;
  return FileId{static_cast<std::uint32_t>(at - files_.begin())};
}

std::vector<report::FileView> Snapshot::views() const {
  std::vector<report::FileView> views;
  views.reserve(files_.size());
  for (const File& file : files_) views.push_back({file.path, file.bytes});
  return views;
}

}  // namespace ensign::source
