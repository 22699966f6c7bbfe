#include "trust/cover.h"

#include <algorithm>

#include "model/statement.h"

namespace ensign::trust {
namespace {

using model::SubjectKind;

const Json::Array& stages_of(const Json& record) {
  static const Json::Array none;
  const Json* stages = record.find("stages");
  return stages == nullptr || stages->array_items() == nullptr ? none : *stages->array_items();
}

// {…,"flags":{KEY:{"serve","record"}}}, of a plan in each stage.
void add_yields(const Json& holder, std::vector<Yield>& yields) {
  const Json* flags = holder.find("flags");
  if (flags == nullptr || flags->members() == nullptr) return;
  for (const auto& [key, made] : *flags->members()) {
    const Json* content = made.find("record");
    if (content != nullptr && content->string() != nullptr) {
      yields.push_back({key, *content->string()});
    }
  }
}

void add_environments(const Json& record, std::vector<std::string>& environments) {
  for (const Json& stage : stages_of(record)) {
    const Json* name = stage.find("environment");
    if (name == nullptr || name->string() == nullptr) continue;
    const bool is_there = std::ranges::find(environments, *name->string()) != environments.end();
    if (!is_there) environments.push_back(*name->string());
  }
}

}  // namespace

std::vector<Yield> yields_of(const Json& record) {
  std::vector<Yield> yields;
  add_yields(record, yields);
  for (const Json& stage : stages_of(record)) add_yields(stage, yields);
  return yields;
}

std::optional<Change> covering(const std::string& subject, const Json& record,
                               const RiskOf& risk_of) {
  const auto parsed = model::parse_subject(subject);
  const Json* named = record.find("subject");
  if (!parsed || named == nullptr || *named != Json(subject)) return std::nullopt;
  if (parsed->kind != SubjectKind::plan && parsed->kind != SubjectKind::profile) {
    return std::nullopt;
  }
  Change change;
  change.subject = subject;
  change.kind = parsed->kind;
  change.environment = parsed->environment;
  if (parsed->kind == SubjectKind::plan) add_environments(record, change.environments);
  for (const Yield& yield : yields_of(record)) {
    const auto risk = risk_of(yield);
    if (!risk) return std::nullopt;
    change.risk = std::max(change.risk.value_or(*risk), *risk);
  }
  return change;
}

}  // namespace ensign::trust
