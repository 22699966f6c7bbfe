// The root of trust belongs to one project.
#include <fmt/format.h>

#include "model/linker.h"

namespace ensign::model {

void Linker::link_root() {
  for (const RootFile& file : model_.roots) {
    const Span start{file.file, 0, 0};
    const auto& project = model_.config.project;
    if (project->empty() || *project == file.root.project) continue;
    report_
        .add(invalid_value, start,
             fmt::format("this is the root of the project `{}`", file.root.project),
             "a root cannot be brought from another repository: remove it")
        .labels.push_back({project.span, "this project"});
  }
}

}  // namespace ensign::model
