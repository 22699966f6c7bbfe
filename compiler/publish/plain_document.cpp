#include "publish/plain_document.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/plain.h"
#include "publish/disk.h"
#include "publish/overlays.h"
#include "syntax/strict_json.h"

namespace ensign::publish {

Result<emit::OutFile> flagd_in(const std::string& folder, const std::string& environment) {
  const auto path = std::filesystem::path(folder) / "bundles" / environment / "bundle.json";
  std::string bytes = TRY(read_file(path.string()));
  const auto bundle = TRY(emit::read_bundle(std::move(bytes)));
  const Json document = TRY(syntax::parse_strict(bundle.bytes));
  const auto overlays = TRY(read_overlays(folder, bundle.project, environment));
  std::vector<emit::Overlay> counting;
  if (!overlays.found.empty()) {
    const auto ladder = TRY(emit::ladder_of(document));
    for (const FoundOverlay& one : overlays.found) {
      if (!ladder.lifted.contains(one.digest)) counting.push_back(one.overlay);
    }
  }
  return emit::flagd_document(environment, document, counting);
}

}  // namespace ensign::publish
