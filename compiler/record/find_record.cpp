#include <algorithm>

#include "record/parts.h"

namespace ensign::record {
namespace {

// The complete entity of that name; nullptr when there is none.
template <typename Entity, typename Name>
const Entity* find(const std::vector<Entity>& all, Name name_of, const std::string& name) {
  const auto found =
      std::ranges::find_if(all, [&](const Entity& one) { return *(one.*name_of) == name; });
  return found != all.end() && found->complete ? &*found : nullptr;
}

std::optional<Record> find_flag(const model::Model& model, const model::Subject& subject) {
  const auto id = model.flag(subject.name);
  if (!id) return std::nullopt;
  const model::Flag& flag = model.at(*id);
  const model::FlagEnvironment* own = flag.environment(subject.environment);
  if (own == nullptr || !own->index || !has_record(flag, *own->index)) return std::nullopt;
  return flag_record(model, flag, *own->index);
}

std::optional<Record> find_file(const source::Snapshot& snapshot, const std::string& path) {
  const auto id = snapshot.find(path);
  if (!id || snapshot.file(*id).refused) return std::nullopt;
  return file_record(path, snapshot.file(*id).bytes);
}

}  // namespace

Record file_record(const std::string& path, std::string bytes) {
  const crypto::Sha256 digest = crypto::sha256(bytes);
  return {"file/" + path, std::move(bytes), digest};
}

std::optional<Record> find_record(const model::Model& model, const source::Snapshot& snapshot,
                                  const model::Subject& subject) {
  using model::SubjectKind;
  switch (subject.kind) {
    case SubjectKind::flag:
      return find_flag(model, subject);
    case SubjectKind::plan: {
      const auto* plan = find(model.plans, &model::Plan::id, subject.name);
      return plan == nullptr ? std::nullopt : std::optional(plan_record(model, *plan));
    }
    case SubjectKind::profile: {
      const auto* profile = find(model.profiles, &model::Profile::name, subject.name);
      if (profile == nullptr || *profile->environment != subject.environment) return std::nullopt;
      return profile_record(model, *profile);
    }
    case SubjectKind::release: {
      const auto* release = find(model.releases, &model::Release::version, subject.name);
      return release == nullptr ? std::nullopt : release_record(model, snapshot, *release);
    }
    case SubjectKind::drill: {
      const auto* drill = find(model.drills, &model::Drill::id, subject.name);
      return drill == nullptr ? std::nullopt : std::optional(drill_record(*drill));
    }
    case SubjectKind::file:
      return find_file(snapshot, subject.name);
    case SubjectKind::set:
    case SubjectKind::promotion:
      break;
  }
  return std::nullopt;
}

}  // namespace ensign::record
