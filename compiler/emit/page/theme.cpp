#include "emit/page/theme.h"

#include <fmt/format.h>
#include <map>

#include "base/nearest.h"
#include "emit/page/embedded_templates.h"

namespace ensign::emit {
namespace {

struct ThemeFile {
  std::string path;
  std::string_view bytes;
};

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool is_passed_over(const std::string& name) {
  return name == "README.md" || name.starts_with(".");
}

}  // namespace

Result<Theme> Theme::load(std::span<const OutFile> overrides) {
  std::map<std::string, ThemeFile> files;
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_templates()) {
    if (is_passed_over(std::string(file.name))) continue;
    files[std::string(file.name)] = {"built-in " + std::string(file.name), file.bytes};
    names.push_back(file.name);
  }
  for (const OutFile& file : overrides) {
    const std::string name = name_of(file.path);
    if (is_passed_over(name)) continue;
    const bool is_partial = name.starts_with("_") && name.ends_with(".html");
    if (!is_partial && !files.contains(name)) {
      const std::string_view near = nearest(name, names);
      return failure(fmt::format("{}: no file of the site has this name{}", file.path,
                                 near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
    }
    files[name] = {file.path, file.bytes};
  }
  Theme theme;
  std::vector<TemplateSource> sources;
  for (const auto& [name, file] : files) {
    if (name.ends_with(".html")) {
      sources.push_back({name, file.path, file.bytes});
    } else {
      theme.assets_.push_back({name, std::string(file.bytes)});
    }
  }
  theme.templates_ = TRY(TemplateSet::compile(sources));
  return theme;
}

}  // namespace ensign::emit
