#include "policy/reducing.h"

#include <optional>

#include "change/direction.h"
#include "record/record.h"
#include "syntax/strict_json.h"

namespace ensign::policy {
namespace {

class Reduced {
 public:
  Reduced(const model::Model& base, const model::Model& head) : base_(base), head_(head) {}

  bool is_less(const model::Flag& flag) {
    const auto was = base_.flag(*flag.key);
    if (!flag.complete || !was || !base_.at(*was).complete) return false;
    const model::Flag& before = base_.at(*was);
    if (before.environments.size() != flag.environments.size()) return false;
    bool is_less = false;
    for (const model::FlagEnvironment& own : flag.environments) {
      const model::FlagEnvironment* other = before.environment(*own.environment);
      if (other == nullptr || !own.index || !other->index) return false;
      const auto now = record::flag_record(head_, flag, *own.index);
      const auto then = record::flag_record(base_, before, *other->index);
      if (now.digest == then.digest) continue;
      if (!less(then.bytes, now.bytes)) return false;
      is_less = true;
    }
    return is_less;
  }

 private:
  bool less(const std::string& before, const std::string& after) {
    const auto then = syntax::parse_strict(before);
    const auto now = syntax::parse_strict(after);
    if (!then || !now) return false;
    return change::direction(*then, *now, evaluators(), head_.config) == model::Direction::less;
  }

  const Json& evaluators() {
    if (evaluators_) return *evaluators_;
    evaluators_ = record::shared_evaluators(base_);
    const Json of_head = record::shared_evaluators(head_);
    for (const auto& [name, value] : *of_head.members()) {
      if (evaluators_->find(name) == nullptr) evaluators_->set(name, value);
    }
    return *evaluators_;
  }

  const model::Model& base_;
  const model::Model& head_;
  std::optional<Json> evaluators_;
};

}  // namespace

std::set<FileId> reduced_files(const Case& what) {
  std::set<FileId> files;
  if (what.base.model == nullptr || what.touched == nullptr) return files;
  Reduced reduced(*what.base.model, *what.head.model);
  for (const model::Flag& flag : what.head.model->flags) {
    const bool touched = what.touched->has_path(what.head.model->path(flag.file));
    if (touched && reduced.is_less(flag)) files.insert(flag.file);
  }
  return files;
}

}  // namespace ensign::policy
