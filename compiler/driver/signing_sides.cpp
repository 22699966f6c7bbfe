#include <algorithm>

#include "driver/signing.h"

namespace ensign::driver::signing {
namespace {

Result<source::Frozen> freeze(const Input& input, const source::Selection& selection) {
  const auto world = TRY(source::World::open(input.repository, selection));
  const auto config = TRY(world->read("ensign.yaml"));
  return world->freeze(model::roots(model::read_layout(config.value_or(""))), input.as_of);
}

Side side_of(source::Snapshot&& snapshot, unsigned threads, bool* has_errors) {
  auto read = model::read(snapshot, threads);
  if (has_errors != nullptr) {
    *has_errors = std::ranges::any_of(read.report.findings(), [](const auto& finding) {
      return finding.severity == report::Severity::error;
    });
  }
  return {std::move(snapshot), std::move(read.model)};
}

}  // namespace

Result<Sides> read_sides(const Input& input) {
  source::Frozen head = TRY(freeze(input, input.selection));
  Sides sides;
  source::Selection selection;
  selection.kind = source::Selection::Kind::revision;
  selection.revision = input.base.value_or(head.snapshot.origin().commit);
  if (!selection.revision.empty()) {
    source::Frozen base = TRY(freeze(input, selection));
    sides.base = side_of(std::move(base.snapshot), input.threads, nullptr);
  }
  sides.head = side_of(std::move(head.snapshot), input.threads, &sides.has_errors);
  return sides;
}

}  // namespace ensign::driver::signing
