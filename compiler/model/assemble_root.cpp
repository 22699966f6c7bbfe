// The versions of the root in their order, each with what lies beside it.
#include <algorithm>
#include <fmt/format.h>

#include "model/assemble.h"
#include "model/rules.h"

namespace ensign::model {

void Assembly::take_root(Decoded& decoded) {
  if (auto* root = std::get_if<RootFile>(&decoded)) model_.roots.push_back(std::move(*root));
  if (auto* list = std::get_if<Honoured>(&decoded)) model_.honoured.push_back(std::move(*list));
  if (auto* signature = std::get_if<RootSignature>(&decoded)) {
    root_signatures_.push_back(std::move(*signature));
  }
}

void Assembly::finish_root() {
  const auto version = [](const RootFile& file) { return file.root.version; };
  std::ranges::sort(model_.roots, {}, version);
  std::ranges::sort(model_.honoured, {}, &Honoured::number);
  std::ranges::sort(root_signatures_, {}, &RootSignature::file);
  for (RootSignature& signature : root_signatures_) {
    const auto root = std::ranges::lower_bound(model_.roots, signature.version, {}, version);
    if (root != model_.roots.end() && root->root.version == signature.version) {
      root->signatures.push_back(std::move(signature.bytes));
      root->signature_files.push_back(signature.file);
    } else if (!unread_roots_.contains(std::to_string(signature.version))) {
      report_.add(
          malformed_root, Span{signature.file, 0, 0},
          fmt::format("this signs version {} of the root, which is not here", signature.version),
          "bring the root back that it signs, or remove it");
    }
  }
}

}  // namespace ensign::model
