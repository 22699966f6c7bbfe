// Waivers and statements: who they name, and whether what they are about is there. A set is never
// edited, and what it once approved may be gone since, so its records are not looked up.
#include <algorithm>
#include <fmt/format.h>

#include "model/linker.h"
#include "model/names.h"

namespace ensign::model {
namespace {

bool has_path(const Model& model, std::string_view path) {
  return std::ranges::binary_search(model.paths, path);
}

// The file that holds the subject, where its name says which.
std::string path_of(const Subject& subject, const Layout& layout) {
  switch (subject.kind) {
    case SubjectKind::plan:
    case SubjectKind::promotion:
      return fmt::format("{}/stages/{}.yaml", layout.releases, subject.name);
    case SubjectKind::profile:
      return fmt::format("{}/profiles/{}.yaml", layout.flags, subject.name);
    case SubjectKind::release:
      return fmt::format("{}/{}/release.md", layout.releases, subject.name);
    case SubjectKind::drill:
      return fmt::format("{}/drills/{}.md", layout.rollbacks, subject.name);
    case SubjectKind::set:
      return fmt::format("{}/set/{}/records", layout.approvals, subject.name);
    case SubjectKind::flag:
    case SubjectKind::file:
      break;
  }
  return subject.name;
}

// What is missing, after "there is no"; nothing when the subject is there or may be there.
std::string missing_part(const Model& model, const Unread& unread, const Subject& subject) {
  if (subject.kind != SubjectKind::flag) {
    const std::string path = path_of(subject, model.config.layout);
    if (!has_path(model, path)) return fmt::format("`{}`", path);
  }
  if (subject.kind == SubjectKind::flag) {
    const auto flag = model.flag(subject.name);
    if (!flag) {
      return unread.flags.contains(subject.name) ? "" : fmt::format("flag `{}`", subject.name);
    }
    const Flag& found = model.at(*flag);
    const bool there = subject.environment.empty() || found.environment(subject.environment);
    if (there || !found.complete) return "";
    return fmt::format("flag `{}` in `{}`", subject.name, subject.environment);
  }
  if (subject.kind == SubjectKind::promotion) {
    const auto plan =
        std::ranges::find(model.plans, subject.name, [](const Plan& each) { return *each.id; });
    if (plan == model.plans.end() || !plan->complete) return "";
    const bool there = std::ranges::any_of(
        plan->stages, [&](const Stage& stage) { return *stage.id == subject.stage; });
    return there ? "" : fmt::format("stage `{}` in plan `{}`", subject.stage, subject.name);
  }
  if (subject.kind == SubjectKind::profile) {
    const auto profile = std::ranges::find(model.profiles, subject.name,
                                           [](const Profile& each) { return *each.name; });
    if (profile == model.profiles.end() || !profile->complete) return "";
    if (*profile->environment == subject.environment) return "";
    return fmt::format("profile `{}` in `{}`", subject.name, subject.environment);
  }
  return "";
}

// `flag/KEY`, `flag/KEY@ENVIRONMENT`, or a path.
Subject subject_of(const Waiver& waiver) {
  constexpr std::string_view flag_prefix = "flag/";
  Subject subject;
  subject.text = waiver.subject;
  subject.name = *waiver.subject;
  if (!subject.name.starts_with(flag_prefix)) return subject;
  subject.kind = SubjectKind::flag;
  subject.name.erase(0, flag_prefix.size());
  const std::size_t at = subject.name.find('@');
  if (at == std::string::npos) return subject;
  subject.environment = subject.name.substr(at + 1);
  subject.name.resize(at);
  return subject;
}

}  // namespace

void Linker::link(const Subject& subject, std::string_view otherwise) {
  const std::string missing = missing_part(model_, unread_, subject);
  if (missing.empty()) return;
  fault(unknown_subject, subject.text.span, fmt::format("there is no {}", missing),
        std::string(otherwise));
}

void Linker::link(Statement& statement) {
  link(people_, statement.signer);
  const bool removes = !statement.content.value;
  if (!removes && *statement.action != Action::withdraw) {
    link(statement.subject, "remove the statement, or bring back what it is about");
  }
  const auto& project = statement.project;
  if (model_.config.project->empty() || *project == *model_.config.project) return;
  report_
      .add(invalid_value, project.span,
           fmt::format("this was signed for the project `{}`", *project),
           "statements of other repositories do not count here: remove it")
      .labels.push_back({model_.config.project.span, "this project"});
  incomplete(statement.file);
}

void Linker::link_waivers() {
  Names waivers(unknown_subject, "waiver");
  for (const Waiver& waiver : model_.waivers) waivers.add(*waiver.id);
  waivers.let_pass(unread_.waivers);
  for (Waiver& waiver : model_.waivers) {
    link(waiver.owner);
    link(people_, waiver.approved);
    if (!waiver.subject->empty()) {
      link(subject_of(waiver),
           "name a flag as `flag/KEY` or a file by its path, or remove the "
           "waiver");
    }
    if (!waiver.renews) continue;
    link(waivers, *waiver.renews);
    if (!waiver.renews->id) continue;
    const Waiver& before = model_.waivers[waiver.renews->id->index];
    const bool dated = waiver.created.span.end > 0 && before.created.span.end > 0;
    if (!dated || *before.created < *waiver.created) continue;
    fault(invalid_value, waiver.renews->name.span,
          fmt::format("waiver `{}` is not older than this one", *before.id),
          "name the waiver whose end this one moves");
  }
}

void Linker::link_approvals() {
  link_waivers();
  for (Statement& statement : model_.statements) link(statement);
}

}  // namespace ensign::model
