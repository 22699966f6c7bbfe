#include <array>
#include <fmt/format.h>
#include <utility>

#include "model/decode.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

bool is_folder(std::string_view path) {
  if (path.find('\\') != path.npos) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part.starts_with('.')) return false;
    if (slash == path.npos) return true;
    path.remove_prefix(slash + 1);
  }
}

Read<std::string> read_folder(const Node& node, Report& report) {
  auto folder = read_text(node, report);
  if (!folder || is_folder(**folder)) return folder;
  report.add(invalid_value, node.span,
             fmt::format("`{}` is not a folder of this repository", **folder),
             "write a path such as `governance/flags`, without `.`, `..` or a `/` at an end");
  return std::nullopt;
}

}  // namespace

Layout decode_layout(const Node& root, Report& report) {
  Layout layout;
  const Node* node = root.find("layout");
  if (node == nullptr) return layout;
  const std::array<std::pair<std::string_view, std::string*>, 6> folders{
      {{"flags", &layout.flags},
       {"releases", &layout.releases},
       {"rollbacks", &layout.rollbacks},
       {"trust", &layout.trust},
       {"approvals", &layout.approvals},
       {"site-templates", &layout.site_templates}}};
  Fields fields(*node, "layout", report);
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto& [name, folder] = folders[i];
    const std::string otherwise = *folder;
    fields.optional(name, read_folder, *folder);
    for (std::size_t k = 0; k < folders.size(); ++k) {
      if (k == i || *folders[k].second != *folder || node->find(name) == nullptr) continue;
      report.add(invalid_value, node->find(name)->span,
                 fmt::format("`{}` is the folder of `{}` already", *folder, folders[k].first),
                 "give each kind its own folder");
      *folder = otherwise;
    }
  }
  fields.finish();
  return layout;
}

Layout read_layout(std::string_view ensign_yaml) {
  Report unheard;
  if (!syntax::check_text(FileId{}, ensign_yaml, unheard)) return {};
  const auto root = syntax::parse_yaml({FileId{}, ensign_yaml, 0}, unheard);
  return root && root->is_mapping() ? decode_layout(*root, unheard) : Layout{};
}

std::vector<std::string> roots(const Layout& layout) {
  return {"ensign.yaml",    "CHANGELOG.md", layout.flags,     layout.releases,
          layout.rollbacks, layout.trust,   layout.approvals, layout.site_templates};
}

}  // namespace ensign::model
