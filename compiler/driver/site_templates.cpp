#include "driver/site_templates.h"

namespace ensign::driver {

emit::OutFiles site_templates(const source::Snapshot& snapshot, const model::Layout& layout) {
  emit::OutFiles files;
  const std::string prefix = layout.site_templates + "/";
  for (const source::File& file : snapshot.files()) {
    if (file.path.starts_with(prefix)) {
      files.push_back({file.path.substr(prefix.size()), file.bytes});
    }
  }
  return files;
}

}  // namespace ensign::driver
