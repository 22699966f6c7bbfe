#include "trust/subjects.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/parallel.h"
#include "model/classify.h"
#include "syntax/strict_json.h"
#include "trust/cover.h"

namespace ensign::trust {
namespace {

using model::SubjectKind;

bool names_kind(const model::Policy& policy, SubjectKind kind) {
  return std::ranges::any_of(policy.approvals, [&](const model::ApprovalRule& rule) {
    return std::ranges::any_of(rule.match.kinds, [&](const auto& each) { return *each == kind; });
  });
}

void add(Subjects& subjects, Change change, record::Record record,
         std::optional<std::uint32_t> flag = std::nullopt) {
  change.subject = record.subject;
  change.content = record.digest;
  Found found{std::move(change), std::move(record.bytes), flag};
  subjects.insert_or_assign(std::move(record.subject), std::move(found));
}

Change change_of(const model::Flag& flag, const model::FlagEnvironment& environment) {
  Change change;
  change.span = environment.environment.span;
  change.kind = SubjectKind::flag;
  change.environment = *environment.environment;
  change.area = *flag.area;
  change.risk = *flag.risk;
  change.type = *flag.type;
  return change;
}

struct Place {
  std::uint32_t flag = 0;
  const model::FlagEnvironment* environment = nullptr;
};

void add_flags(Subjects& subjects, const model::Model& model, const Ballot& ballot,
               unsigned threads) {
  std::vector<bool> is_protected;
  for (const model::Environment& each : model.config.environments) {
    is_protected.push_back(ballot.is_protected(*each.name));
  }
  std::vector<Place> places;
  for (std::uint32_t i = 0; i < model.flags.size(); ++i) {
    if (!model.flags[i].complete) continue;
    for (const model::FlagEnvironment& own : model.flags[i].environments) {
      if (own.index && is_protected[*own.index]) places.push_back({i, &own});
    }
  }
  std::vector<record::Record> records(places.size());
  parallel_for(places.size(), threads, [&](std::size_t i) {
    records[i] =
        record::flag_record(model, model.flags[places[i].flag], *places[i].environment->index);
  });
  for (std::size_t i = 0; i < places.size(); ++i) {
    add(subjects, change_of(model.flags[places[i].flag], *places[i].environment),
        std::move(records[i]), places[i].flag);
  }
}

// A plan or a profile: what it covers says what it is asked as.
void add_cover(Subjects& subjects, const model::Model& model, record::Record record, Span span) {
  const auto json = syntax::parse_strict(record.bytes);
  if (!json) return;
  const auto risk_of = [&](const Yield& yield) -> std::optional<model::Risk> {
    const auto id = model.flag(yield.key);
    return id ? std::optional(*model.at(*id).risk) : std::nullopt;
  };
  auto change = covering(record.subject, *json, risk_of);
  if (!change) return;
  change->span = span;
  add(subjects, std::move(*change), std::move(record));
}

void add_plans(Subjects& subjects, const model::Model& model) {
  for (const model::Plan& plan : model.plans) {
    if (plan.complete) {
      add_cover(subjects, model, record::plan_record(model, plan), plan.id.span);
    }
  }
}

void add_profiles(Subjects& subjects, const model::Model& model) {
  for (const model::Profile& profile : model.profiles) {
    if (profile.complete) {
      add_cover(subjects, model, record::profile_record(model, profile), profile.name.span);
    }
  }
}

void add_releases(Subjects& subjects, const Side& side) {
  for (const model::Release& release : side.model->releases) {
    if (!release.complete || side.files == nullptr) continue;
    Change change;
    change.kind = SubjectKind::release;
    change.span = release.version.span;
    change.release = *release.type;
    if (auto record = record::release_record(*side.model, *side.files, release)) {
      add(subjects, std::move(change), std::move(*record));
    }
  }
}

void add_drills(Subjects& subjects, const model::Model& model) {
  for (const model::Drill& drill : model.drills) {
    if (!drill.complete) continue;
    Change change;
    change.kind = SubjectKind::drill;
    change.span = drill.id.span;
    add(subjects, std::move(change), record::drill_record(drill));
  }
}

// Statements, sets and the root speak for themselves, and what has a subject of its own kind is
// asked about under that.
bool is_plain_file(const model::Layout& layout, const std::string& path) {
  using model::FileKind;
  switch (model::classify(layout, path).kind) {
    case FileKind::unknown:
    case FileKind::flag:
    case FileKind::plan:
    case FileKind::profile:
    case FileKind::release:
    case FileKind::drill:
    case FileKind::statement:
    case FileKind::record_set:
    case FileKind::ignored:
      return false;
    default:
      return true;
  }
}

void add_files(Subjects& subjects, const Side& side) {
  if (side.files == nullptr) return;
  for (std::size_t i = 0; i < side.model->paths.size(); ++i) {
    const std::string& path = side.model->paths[i];
    if (!is_plain_file(side.model->config.layout, path)) continue;
    Change change;
    change.kind = SubjectKind::file;
    const auto id = static_cast<FileId>(i);
    const std::string& bytes = side.files->file(id).bytes;
    change.span = {id, 0, bytes.empty() ? 0u : 1u};
    add(subjects, std::move(change), record::file_record(path, bytes));
  }
}

}  // namespace

Subjects subjects_of(const Side& side, const Ballot& ballot, const model::Policy& policy,
                     unsigned threads) {
  Subjects subjects;
  const model::Model& model = *side.model;
  add_flags(subjects, model, ballot, threads);
  if (names_kind(policy, SubjectKind::plan)) add_plans(subjects, model);
  if (names_kind(policy, SubjectKind::profile)) add_profiles(subjects, model);
  if (names_kind(policy, SubjectKind::release)) add_releases(subjects, side);
  if (names_kind(policy, SubjectKind::drill)) add_drills(subjects, model);
  if (names_kind(policy, SubjectKind::file)) add_files(subjects, side);
  return subjects;
}

}  // namespace ensign::trust
