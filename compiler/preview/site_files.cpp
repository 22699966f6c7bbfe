#include "preview/site_files.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace ensign::preview {

SiteFiles::SiteFiles(emit::OutFiles files) : files_(std::move(files)) {
  constexpr std::string_view folder = "site/";
  for (emit::OutFile& file : files_) {
    if (file.path.starts_with(folder)) file.path.erase(0, folder.size());
  }
  std::ranges::sort(files_, {}, &emit::OutFile::path);
}

const emit::OutFile* SiteFiles::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(
      files_, path, {}, [](const emit::OutFile& file) { return std::string_view(file.path); });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

SiteFiles::Located SiteFiles::locate(std::string_view path) const {
  if (!path.starts_with('/')) return {};
  path.remove_prefix(1);
  if (path.empty() || path.ends_with('/')) return {find(std::string(path) + "index.html"), false};
  if (const emit::OutFile* file = find(path)) return {file, false};
  return {nullptr, find(std::string(path) + "/index.html") != nullptr};
}

bool SiteFiles::operator==(const SiteFiles& other) const {
  return std::ranges::equal(files_, other.files_,
                            [](const emit::OutFile& left, const emit::OutFile& right) {
                              return left.path == right.path && left.bytes == right.bytes;
                            });
}

std::string_view content_type(std::string_view path) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array types{
      Pair{".html", "text/html; charset=utf-8"},
      Pair{".css", "text/css; charset=utf-8"},
      Pair{".js", "text/javascript; charset=utf-8"},
      Pair{".json", "application/json"},
      Pair{".svg", "image/svg+xml"},
      Pair{".png", "image/png"},
      Pair{".ico", "image/x-icon"},
      Pair{".txt", "text/plain; charset=utf-8"},
      Pair{".xml", "application/xml"},
  };
  for (const auto& [extension, type] : types) {
    if (path.ends_with(extension)) return type;
  }
  return "application/octet-stream";
}

std::string with_reload_tag(std::string_view page, std::string_view name, std::string_view id) {
  const std::string tag =
      fmt::format("<script src=\"/_ensign/reload.js\" data-{}=\"{}\" defer></script>\n", name, id);
  std::string tagged(page);
  tagged.insert(std::min(page.find("</head>"), page.size()), tag);
  return tagged;
}

}  // namespace ensign::preview
