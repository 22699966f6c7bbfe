// Which subjects there are, and which of them nobody has signed as they are now.

#include <algorithm>
#include <map>
#include <set>

#include "driver/signing_parts.h"
#include "trust/protection.h"
#include "trust/revisions.h"

namespace ensign::driver::signing {
namespace {

using model::Action;
using model::SubjectKind;

void add(std::vector<model::Subject>& found, const std::string& text) {
  if (auto subject = model::parse_subject(text)) found.push_back(std::move(*subject));
}

bool signs(const model::Statement& statement) {
  return *statement.action == Action::propose || *statement.action == Action::approve;
}

bool is_protected(const model::Model& model, std::string_view environment) {
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (*model.config.environments[i].name == environment) return trust::is_protected(model, i);
  }
  return false;
}

bool is_protected(const model::Model& model, const model::Subject& subject) {
  if (subject.kind == SubjectKind::flag || subject.kind == SubjectKind::profile) {
    return is_protected(model, subject.environment);
  }
  if (subject.kind != SubjectKind::plan) return false;
  const auto plan = std::ranges::find_if(
      model.plans, [&](const model::Plan& one) { return *one.id == subject.name; });
  return plan != model.plans.end() &&
         std::ranges::any_of(plan->stages, [&](const model::Stage& stage) {
           return is_protected(model, *stage.environment);
         });
}

// The digests of flags are made at once, since there may be many.
std::map<std::string, crypto::Sha256> contents(const Side& side, const model::Model& protects) {
  std::map<std::string, crypto::Sha256> all;
  for (std::uint32_t i = 0; i < side.model.config.environments.size(); ++i) {
    if (!is_protected(protects, *side.model.config.environments[i].name)) continue;
    for (record::Record& one : record::flag_records(side.model, i, 1)) {
      all.emplace(std::move(one.subject), one.digest);
    }
  }
  return all;
}

std::optional<crypto::Sha256> content_of(const Side& side,
                                         const std::map<std::string, crypto::Sha256>& flags,
                                         const model::Subject& subject) {
  if (subject.kind == SubjectKind::flag) {
    const auto found = flags.find(*subject.text);
    return found == flags.end() ? std::nullopt : std::optional(found->second);
  }
  const auto found = record::find_record(side.model, side.snapshot, subject);
  return found ? std::optional(found->digest) : std::nullopt;
}

}  // namespace

std::vector<model::Subject> known_subjects(const Side& side) {
  std::vector<model::Subject> found;
  for (const model::Flag& flag : side.model.flags) {
    for (const model::FlagEnvironment& own : flag.environments) {
      add(found, "flag/" + *flag.key + "@" + *own.environment);
    }
  }
  for (const model::Plan& plan : side.model.plans) add(found, "plan/" + *plan.id);
  for (const model::Profile& profile : side.model.profiles) {
    add(found, "profile/" + *profile.name + "@" + *profile.environment);
  }
  for (const model::Release& release : side.model.releases) {
    add(found, "release/" + *release.version);
  }
  for (const model::Drill& drill : side.model.drills) add(found, "drill/" + *drill.id);
  return found;
}

Signed done_for(const model::Model& model, const Request& request) {
  const trust::Revisions revisions(model);
  Signed all;
  for (const model::Statement& statement : model.statements) {
    const bool is_done = request.action == Action::propose
                             ? *statement.action == Action::propose
                             : signs(statement) && *statement.signer.name == request.person;
    if (!is_done) continue;
    const auto add = [&](const std::string& subject, std::int64_t revision,
                         const std::optional<crypto::Sha256>& content) {
      if (revision == revisions.highest(subject)) all.emplace(subject, content);
    };
    add(*statement.subject.text, *statement.revision, *statement.content);
    const model::RecordSet* set = trust::set_of(model, statement);
    if (set == nullptr) continue;
    for (const model::SetRecord& record : set->records) {
      add(*record.subject.text, record.revision, *record.content);
    }
  }
  return all;
}

Said said_of(const model::Model& model) {
  Said said;
  for (const model::Statement& statement : model.statements) {
    if (!signs(statement)) continue;
    said[*statement.subject.text].push_back(
        {statement.subject, statement.content, *statement.revision, statement.previous});
    const model::RecordSet* set = trust::set_of(model, statement);
    if (set == nullptr) continue;
    for (const model::SetRecord& record : set->records) {
      said[*record.subject.text].push_back(record);
    }
  }
  return said;
}

std::string set_text(const std::vector<model::SetRecord>& records) {
  std::set<std::string> lines;
  for (const model::SetRecord& record : records) lines.insert(model::record_line(record));
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

Unsigned unsigned_subjects(const Sides& sides, const Request& request) {
  const model::Model& model = sides.head.model;
  const Signed done = done_for(model, request);
  std::vector<model::Subject> candidates = known_subjects(sides.head);
  std::set<std::string> known;
  for (const model::Subject& one : candidates) known.insert(*one.text);
  // Removals are approved as well; but what could not be read has not been removed.
  if (sides.base && model.whole) {
    for (model::Subject& one : known_subjects(*sides.base)) {
      if (!known.contains(*one.text)) candidates.push_back(std::move(one));
    }
  }
  const auto flags = contents(sides.head, model);
  const auto before =
      sides.base ? contents(*sides.base, model) : std::map<std::string, crypto::Sha256>();
  const trust::Revisions in_head(model);
  const trust::Revisions in_base(sides.base ? sides.base->model : model);
  // What the base has left behind is to be signed anew, as what follows it.
  const auto is_past = [&](const model::Subject& subject,
                           const std::optional<crypto::Sha256>& content) {
    return sides.base && in_head.highest(*subject.text) <= in_base.highest(*subject.text) &&
           content_of(*sides.base, before, subject) != content;
  };
  Unsigned missing;
  for (const model::Subject& subject : candidates) {
    const bool is_here = known.contains(*subject.text);
    if (!is_protected(is_here ? model : sides.base->model, subject)) continue;
    const auto content = content_of(sides.head, flags, subject);
    if (is_here && !content) continue;  // not complete: `check` says why
    if (!done.contains({*subject.text, content}) || is_past(subject, content))
      missing.subjects.push_back(subject);
  }
  add_unsigned_files(sides, request, done, missing);
  return missing;
}

}  // namespace ensign::driver::signing
