#include "driver/signing.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "driver/signing_parts.h"
#include "trust/revisions.h"

namespace ensign::driver::signing {
namespace {

using model::Action;
using model::SubjectKind;

std::optional<record::Record> record_of(const Side& side, const model::Subject& subject) {
  return record::find_record(side.model, side.snapshot, subject);
}

std::optional<crypto::Sha256> content_of(const Side& side, const model::Subject& subject) {
  const auto found = record_of(side, subject);
  return found ? std::optional(found->digest) : std::nullopt;
}

template <typename Entity, typename Name>
bool has(const std::vector<Entity>& all, Name name_of, const std::string& name) {
  return std::ranges::any_of(all, [&](const Entity& one) { return *(one.*name_of) == name; });
}

// There, whether it could be read whole or not.
bool is_there(const Side& side, const model::Subject& subject) {
  const model::Model& model = side.model;
  switch (subject.kind) {
    case SubjectKind::flag: {
      const auto id = model.flag(subject.name);
      return id &&
             (!model.at(*id).complete || model.at(*id).environment(subject.environment) != nullptr);
    }
    case SubjectKind::plan:
      return has(model.plans, &model::Plan::id, subject.name);
    case SubjectKind::profile:
      return has(model.profiles, &model::Profile::name, subject.name);
    case SubjectKind::release:
      return has(model.releases, &model::Release::version, subject.name);
    case SubjectKind::drill:
      return has(model.drills, &model::Drill::id, subject.name);
    case SubjectKind::file:
      return side.snapshot.find(subject.name).has_value();
    case SubjectKind::set:
      return std::ranges::any_of(model.record_sets, [&](const model::RecordSet& set) {
        return crypto::hex(set.digest) == subject.name;
      });
    case SubjectKind::promotion:
      break;
  }
  return false;
}

std::string nearest_subject(const Sides& sides, const std::string& wanted) {
  std::vector<std::string> known;
  for (const model::Subject& one : known_subjects(sides.head)) known.push_back(*one.text);
  const std::vector<std::string_view> names(known.begin(), known.end());
  const std::string_view close = nearest(wanted, names);
  return close.empty() ? "a subject is `flag/KEY@ENVIRONMENT`, `plan/ID`, `profile/NAME@ENV`, "
                         "`release/VERSION`, `drill/ID`, `file/PATH` or `set/SHA256`"
                       : fmt::format("did you mean `{}`?", close);
}

Asked<const model::Person*> find_person(const model::Model& model, const std::string& id) {
  const auto found = std::ranges::find_if(
      model.people, [&](const model::Person& person) { return *person.id == id; });
  if (found == model.people.end()) {
    std::vector<std::string_view> names;
    for (const model::Person& person : model.people) names.push_back(*person.id);
    const std::string_view close = nearest(id, names);
    return failure(
        fmt::format("nobody on the roster is `{}`", visible(id)),
        close.empty() ? "add them to trust/people.yaml" : fmt::format("did you mean `{}`?", close));
  }
  if (found->machine) {
    return failure(fmt::format("`{}` is a machine, and machines approve nothing", id),
                   "a person signs; machines sign evidence");
  }
  return &*found;
}

std::string place_of(const Sides& sides, const std::string& subject, const Request& request) {
  return fmt::format("{}/{}/{}.{}.approval", sides.head.model.config.layout.approvals, subject,
                     request.person, model::spelling(request.action));
}

model::Statement statement_of(const Sides& sides, const Request& request,
                              const model::SetRecord& record) {
  model::Statement statement;
  statement.project.value = *sides.head.model.config.project;
  statement.action.value = request.action;
  statement.subject = record.subject;
  statement.content = record.content;
  statement.revision.value = record.revision;
  statement.previous = record.previous;
  statement.signer.name.value = request.person;
  statement.issued.value = request.issued;
  return statement;
}

// A set is a subject of its own, and is never another one.
model::SetRecord record_of_set(const std::string& text) {
  const crypto::Sha256 digest = crypto::sha256(text);
  return {*model::parse_subject("set/" + crypto::hex(digest)), {digest, {}}, 1, std::nullopt};
}

// Whoever signs an old set would sign what is no longer there.
Asked<std::vector<model::SetRecord>> fresh_records(const Sides& sides,
                                                   const model::Subject& subject) {
  for (const model::RecordSet& set : sides.head.model.record_sets) {
    if (crypto::hex(set.digest) != subject.name) continue;
    for (const model::SetRecord& record : set.records) {
      if (record.content.value == content_of(sides.head, record.subject)) continue;
      return failure(fmt::format("`{}` is about another `{}` than the one that is there",
                                 *subject.text, visible(*record.subject.text)),
                     "sign the records that are there: `ensign sign --as PERSON`");
    }
    return set.records;
  }
  return failure(fmt::format("there is no `{}`", *subject.text));
}

}  // namespace

Asked<model::Subject> find_subject(const Sides& sides, const std::string& text) {
  const auto subject = model::parse_subject(text);
  if (!subject) {
    return failure(fmt::format("`{}` is no subject", visible(text)), nearest_subject(sides, text));
  }
  if (subject->kind == SubjectKind::promotion) {
    return failure("a plan is promoted by `ensign promote`");
  }
  if (subject->kind == SubjectKind::set) {
    if (!is_there(sides.head, *subject)) return failure(fmt::format("there is no `{}`", text));
    return *subject;
  }
  if (record_of(sides.head, *subject)) return *subject;
  // What could not be read must not be taken for removed.
  if (is_there(sides.head, *subject) || (!sides.head.model.whole && sides.has_errors)) {
    return failure(fmt::format("`{}` could not be read whole", visible(text)),
                   "`ensign check` says why");
  }
  if (sides.base && record_of(*sides.base, *subject)) return *subject;
  return failure(fmt::format("there is no `{}`", visible(text)), nearest_subject(sides, text));
}

Ledger::Ledger(const Sides& sides)
    : sides_(sides),
      in_head_(sides.head.model),
      in_base_(sides.base ? sides.base->model : sides.head.model),
      said_(said_of(sides.head.model)) {}

model::SetRecord Ledger::current(const model::Subject& subject) const {
  model::SetRecord record;
  record.subject = subject;
  record.content.value = content_of(sides_.head, subject);
  const std::int64_t highest = in_head_.highest(*subject.text);
  const std::int64_t before = in_base_.highest(*subject.text);
  if (sides_.base) record.previous = content_of(*sides_.base, subject);
  // What was signed of content that the base has left behind is of the past, and joins nobody.
  const bool is_past = sides_.base && highest <= before && record.previous != record.content.value;
  if (const auto said = said_.find(*subject.text); said != said_.end() && !is_past) {
    for (const model::SetRecord& one : said->second) {
      if (one.revision == highest && one.content.value == record.content.value) return one;
    }
  }
  record.revision = 1 + before;
  return record;
}

model::SetRecord current_record(const Sides& sides, const model::Subject& subject) {
  return Ledger(sides).current(subject);
}

Asked<Draft> draft(const Sides& sides, const Request& request,
                   const std::vector<model::Subject>& subjects) {
  if (const auto person = find_person(sides.head.model, request.person); !person) {
    return std::unexpected(person.error());
  }
  Draft made;
  model::SetRecord about;
  if (subjects.size() == 1 && subjects.front().kind == SubjectKind::set) {
    about.subject = subjects.front();
    about.content.value = crypto::sha256_from_hex(subjects.front().name);
    about.revision = 1;
    made.covers = TRY(fresh_records(sides, subjects.front()));
  } else {
    const Ledger ledger(sides);
    for (const model::Subject& subject : subjects) {
      if (subject.kind == SubjectKind::set) {
        return failure("a set is signed by itself", "name one set, or subjects that are none");
      }
      made.covers.push_back(ledger.current(subject));
    }
    about = made.covers.front();
  }
  if (subjects.size() > 1) {
    made.records = set_text(made.covers);
    about = record_of_set(made.records);
    made.records_path =
        fmt::format("{}/{}/records", sides.head.model.config.layout.approvals, *about.subject.text);
  }
  made.statement = statement_of(sides, request, about);
  made.path = place_of(sides, *about.subject.text, request);
  return made;
}

Asked<Draft> draft_withdrawal(const Sides& sides, const Request& request,
                              const model::Subject& subject) {
  if (const auto person = find_person(sides.head.model, request.person); !person) {
    return std::unexpected(person.error());
  }
  const model::Statement* newest = nullptr;
  for (const model::Statement& statement : sides.head.model.statements) {
    const bool is_theirs =
        *statement.subject.text == *subject.text && *statement.signer.name == request.person &&
        (*statement.action == Action::propose || *statement.action == Action::approve);
    if (is_theirs && (newest == nullptr || *statement.issued > *newest->issued)) {
      newest = &statement;
    }
  }
  if (newest == nullptr) {
    return failure(
        fmt::format("`{}` has signed nothing about `{}`", request.person, visible(*subject.text)),
        "what a set covers is withdrawn by the subject of the set");
  }
  Draft made;
  made.covers.push_back({newest->subject, newest->content, *newest->revision, newest->previous});
  made.statement = statement_of(sides, request, made.covers.front());
  made.path = place_of(sides, *subject.text, request);
  return made;
}

}  // namespace ensign::driver::signing
