#include <array>
#include <utility>

#include "report/render.h"

namespace ensign::report {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> formats{{{"text", Format::text},
                                                                      {"json", Format::json},
                                                                      {"sarif", Format::sarif},
                                                                      {"github", Format::github},
                                                                      {"gitlab", Format::gitlab}}};

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  for (const auto& [known, format] : formats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::string render(Format format, const Report& report, std::span<const FileView> files,
                   RenderOptions options) {
  switch (format) {
    case Format::text:
      return render_text(report, files, options);
    case Format::json:
      return render_json(report, files);
    case Format::sarif:
      return render_sarif(report, files);
    case Format::github:
      return render_github(report, files);
    case Format::gitlab:
      return render_gitlab(report, files);
  }
  return {};
}

}  // namespace ensign::report
