// audit.html: the statements that people signed, as their files record them. Whether a signature
// counts is not judged here, and who changed what when is known to Git alone.
#include <fmt/format.h>

#include "base/stable_sort.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

constexpr std::size_t most_statements = 1'000;  // on this page

State action_state(model::Action action) {
  switch (action) {
    case model::Action::propose:
      return {"none", "→", "proposes"};
    case model::Action::approve:
      return {"on", "✓", "approves"};
    case model::Action::withdraw:
      return {"bad", "✕", "withdraws"};
    case model::Action::promote:
      return {"on", "▲", "promotes"};
  }
  return {};
}

// Where the subject has its page; empty where it has none.
std::string subject_path(const Facts& facts, const model::Subject& subject) {
  const model::Model& model = facts.model;
  const auto named = [&](const auto& entities, auto&& name) -> std::string {
    for (const auto& entity : entities) {
      if (name(entity) == subject.name) return facts.path(entity);
    }
    return {};
  };
  switch (subject.kind) {
    case model::SubjectKind::flag: {
      const auto id = model.flag(subject.name);
      return id ? facts.path(model.at(*id)) : std::string();
    }
    case model::SubjectKind::plan:
    case model::SubjectKind::promotion:
      return named(model.plans, [](const auto& plan) { return *plan.id; });
    case model::SubjectKind::profile:
      return named(model.profiles, [](const auto& profile) { return *profile.name; });
    case model::SubjectKind::release:
      return named(model.releases, [](const auto& release) { return *release.version; });
    case model::SubjectKind::drill:
      return named(model.drills, [](const auto& drill) { return *drill.id; });
    case model::SubjectKind::file:
      return facts.page_of(subject.name).value_or("");
    case model::SubjectKind::set:
      return "audit.html#" + anchor("set-", subject.name.substr(0, 16));
  }
  return {};
}

std::string short_digest(const std::optional<crypto::Sha256>& digest, std::string_view none) {
  return digest ? crypto::hex(*digest).substr(0, 12) : std::string(none);
}

Value subject_link(const Desk& desk, const model::Subject& subject) {
  const bool is_set = subject.kind == model::SubjectKind::set;
  const std::string text =
      is_set ? fmt::format("set/{}…", subject.name.substr(0, 12)) : *subject.text;
  return desk.link(text, subject_path(desk.facts(), subject));
}

Value statement_value(const Desk& desk, const model::Statement& statement) {
  return Value::map({{"subject", subject_link(desk, statement.subject)},
                     {"person", desk.person(statement.signer)},
                     {"action", state_value(action_state(*statement.action))},
                     {"issued", time_value(*statement.issued)},
                     {"revision", *statement.revision},
                     {"content", short_digest(*statement.content, "absent")},
                     {"source", desk.model().path(statement.file)}});
}

Value set_value(const Desk& desk, const model::RecordSet& set) {
  const std::string digest = crypto::hex(set.digest);
  Value::List records;
  for (const model::SetRecord& record : set.records) {
    if (records.size() == most_statements) break;
    records.push_back(subject_link(desk, record.subject));
  }
  Value value = Value::map({{"anchor", anchor("set-", digest.substr(0, 16))},
                            {"digest", digest.substr(0, 12)},
                            {"count", plural(set.records.size(), "record", "records")},
                            {"source", desk.model().path(set.file)}});
  return value.set("records", std::move(records));
}

}  // namespace

Page audit_page(const Facts& facts) {
  const Desk desk(facts, "audit.html");
  std::vector<const model::Statement*> ordered;
  for (const model::Statement& statement : facts.model.statements) ordered.push_back(&statement);
  stable_sort(ordered, [](const auto* a, const auto* b) { return *a->issued > *b->issued; });
  Value::List statements, sets;
  for (const model::Statement* statement : ordered) {
    if (statements.size() == most_statements) break;
    statements.push_back(statement_value(desk, *statement));
  }
  for (const model::RecordSet& set : facts.model.record_sets) {
    sets.push_back(set_value(desk, set));
  }
  const std::size_t older = ordered.size() - statements.size();
  Page page{.path = desk.path(),
            .kind = "audit",
            .form = "audit.html",
            .section = "policy.html",
            .title = "Audit",
            .description = "Who proposed, approved, withdrew and promoted what, as recorded.",
            .crumbs = {{"Policy", "policy.html"}}};
  page.data.set("count", plural(ordered.size(), "statement", "statements"));
  page.data.set("folder", facts.model.config.layout.approvals);
  page.data.set("older", older == 0 ? std::string() : plural(older, "statement", "statements"));
  page.data.set("statements", std::move(statements));
  page.data.set("sets", std::move(sets));
  return page;
}

}  // namespace ensign::emit::pages
