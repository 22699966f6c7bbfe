#include <fmt/format.h>

#include "driver/pipeline.h"
#include "source/git_oddities.h"
#include "source/merge_base.h"

namespace ensign::driver {
namespace {

Result<source::Frozen> freeze(const Input& input, const source::Selection& selection) {
  const auto world = TRY(source::World::open(input.repository, selection));
  const auto config = TRY(world->read("ensign.yaml"));
  return world->freeze(model::roots(model::read_layout(config.value_or(""))), input.as_of);
}

// The snapshot that the change started from, and what to say when history does not reach so far.
struct Base {
  source::Frozen frozen;
  std::optional<std::string> remark;
};

Result<Base> freeze_base(const Input& input) {
  const bool of_commit = input.selection.kind == source::Selection::Kind::revision;
  const std::string head = of_commit ? input.selection.revision : "HEAD";
  std::optional<std::string> ancestor = input.base;
  if (!input.base_itself) {
    ancestor =
        TRY(source::merge_base(input.repository, *input.base, head, input.selection.objects));
  }
  std::optional<std::string> remark;
  if (!ancestor) {
    remark = fmt::format("history does not reach the merge base with `{}`; compared with its tree",
                         *input.base);
  }
  source::Selection selection;
  selection.kind = source::Selection::Kind::revision;
  selection.revision = ancestor.value_or(*input.base);
  selection.objects = input.selection.objects;
  selection.folder = input.selection.folder;
  return Base{TRY(freeze(input, selection)), remark};
}

// Whoever can change the repository can put another root in it, with everything that follows.
std::optional<std::string> remark_on_pin(const model::Model& model) {
  if (model.roots.empty() || model.pin) return std::nullopt;
  return fmt::format("the root of trust is not pinned, so it vouches for itself: --pin {}",
                     crypto::hex(model.roots.front().root.digest));
}

// A pin says that there is a root. Without one nobody would be asked for anything.
Result<void> expect_pinned(const model::Model& model) {
  if (!model.pin || !model.roots.empty()) return {};
  return failure(fmt::format("the root of trust {} is pinned, and the repository has none",
                             crypto::hex(*model.pin)),
                 fmt::format("bring {}/root back: without it nobody is asked for anything",
                             model.config.layout.trust));
}

}  // namespace

Result<Checked> check(const Input& input, policy::Question question,
                      const trust::Shipped* shipped) {
  input.on_step("freeze");
  source::Frozen frozen = TRY(freeze(input, input.selection));
  Checked checked;
  checked.remarks = source::git_oddities(input.repository);
  std::optional<change::Touched> touched;
  std::optional<Base> base;
  std::optional<model::Model> before;
  if (input.base) {
    base = TRY(freeze_base(input));
    // What was wrong there is not what this change is asked about.
    const auto silently = [](std::string_view) {};
    before = model::read(base->frozen.snapshot, input.threads, silently).model;
    before->pin = input.pin;
    touched = change::touched(base->frozen.snapshot, frozen.snapshot);
    if (base->remark) checked.remarks.push_back(*base->remark);
  }
  model::ReadResult read = model::read(frozen.snapshot, input.threads, input.on_step);
  read.model.pin = input.pin;
  TRY(expect_pinned(read.model));
  if (auto remark = remark_on_pin(read.model)) checked.remarks.push_back(std::move(*remark));
  read.report.merge(std::move(frozen.report));
  input.on_step("judge");
  policy::Case what;
  what.head = {&read.model, &frozen.snapshot};
  if (before) what.base = {&*before, &base->frozen.snapshot};
  what.touched = touched ? &*touched : nullptr;
  what.question = question;
  what.shipped = shipped;
  what.threads = input.threads;
  checked.verdict = policy::judge(what, std::move(read.report));
  checked.snapshot = std::move(frozen.snapshot);
  checked.model = std::move(read.model);
  return checked;
}

}  // namespace ensign::driver
