#include "change/touched.h"

namespace ensign::change {

Touched touched(const source::Snapshot& base, const source::Snapshot& head) {
  Touched result;
  for (const source::File& file : head.files()) {
    const auto before = base.find(file.path);
    if (!before || base.file(*before).bytes != file.bytes) result.paths.insert(file.path);
  }
  return result;
}

}  // namespace ensign::change
