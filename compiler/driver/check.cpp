#include <fmt/format.h>
#include <map>

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

source::Selection at(const Input& input, const std::string& revision) {
  source::Selection selection;
  selection.kind = source::Selection::Kind::revision;
  selection.revision = revision;
  selection.objects = input.selection.objects;
  selection.folder = input.selection.folder;
  return selection;
}

// The files that say who must agree; none where nobody is asked for anything.
Result<std::map<std::string, std::string>> rules_at(const Input& input,
                                                    const std::string& revision) {
  const auto world = TRY(source::World::open(input.repository, at(input, revision)));
  const auto config = TRY(world->read("ensign.yaml"));
  const std::string trust = model::read_layout(config.value_or("")).trust;
  const auto frozen = TRY(world->freeze(
      {"ensign.yaml", trust + "/people.yaml", trust + "/policy.yaml", trust + "/root"},
      input.as_of));
  std::map<std::string, std::string> rules;
  bool is_protected = false;
  for (const source::File& file : frozen.snapshot.files()) {
    rules.emplace(file.path, file.bytes);
    is_protected = is_protected || file.path.starts_with(trust + "/root/");
  }
  if (!is_protected) rules.clear();
  return rules;
}

// The snapshot that the change started from, and what to say when that is not where it parted.
struct Base {
  source::Frozen frozen;
  std::optional<std::string> remark;
};

// Who must agree is what the base says today. Where that has changed since the change parted from
// it, the change is compared with the base as it is.
Result<Base> freeze_base(const Input& input) {
  const bool of_commit = input.selection.kind == source::Selection::Kind::revision;
  const std::string head = of_commit ? input.selection.revision : "HEAD";
  const std::string& base = *input.base;
  if (input.base_itself) return Base{TRY(freeze(input, at(input, base))), std::nullopt};
  const auto ancestor =
      TRY(source::merge_base(input.repository, base, head, input.selection.objects));
  if (!ancestor) {
    return Base{TRY(freeze(input, at(input, base))),
                fmt::format("history does not reach the merge base with `{}`; compared with its "
                            "tree",
                            base)};
  }
  const auto rules = TRY(rules_at(input, base));
  if (!rules.empty() && rules != TRY(rules_at(input, *ancestor))) {
    return Base{TRY(freeze(input, at(input, base))),
                fmt::format("who must agree has changed in `{}` since this parted from it; "
                            "compared with its tree: merge it, to be asked about this change alone",
                            base)};
  }
  return Base{TRY(freeze(input, at(input, *ancestor))), std::nullopt};
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
