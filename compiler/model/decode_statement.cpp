// approvals/…: the place of a file says again what is in it, so the two are compared.
#include <fmt/format.h>

#include "model/decode.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// `ada.approve`: who, and what they did.
void check_name(const Place& place, const Statement& statement, Report& report) {
  const std::string_view name = place.classified.name;
  const std::size_t dot = name.rfind('.');
  const std::string_view person = name.substr(0, dot);
  const std::string_view action = dot == name.npos ? "" : name.substr(dot + 1);
  if (person != *statement.signer.name) {
    report.add(
        file_name_differs, statement.signer.name.span,
        fmt::format("`{}` signs, but the file is named after `{}`", *statement.signer.name, person),
        "a statement lies in a file of its signer: do not copy or rename it");
  }
  if (action != spelling(*statement.action)) {
    report.add(
        file_name_differs, statement.action.span,
        fmt::format("this is `{}`, but its file is named `{}`", spelling(*statement.action), name),
        fmt::format("the file is `{}.{}.approval`", *statement.signer.name,
                    spelling(*statement.action)));
  }
}

}  // namespace

std::optional<Statement> decode_statement(const Place& place, std::string_view bytes,
                                          Report& report) {
  auto statement = read_statement(place.file, bytes, report);
  if (!statement) return statement;
  const auto& subject = statement->subject.text;
  if (place.classified.folder != *subject) {
    report.add(file_name_differs, subject.span,
               fmt::format("this is about `{}`, but its folder is `{}`", *subject,
                           place.classified.folder),
               "a statement lies in the folder of its subject: do not copy or move it");
  }
  check_name(place, *statement, report);
  return statement;
}

std::optional<RecordSet> decode_record_set(const Place& place, std::string_view bytes,
                                           Report& report) {
  auto set = read_record_set(place.file, bytes, report);
  if (set && crypto::hex(set->digest) != place.classified.name) {
    report.add(file_name_differs, place.start(),
               fmt::format("the records are `{}`, but their folder is named otherwise",
                           crypto::hex(set->digest)),
               "the name of the folder is the SHA-256 of the file: a set is never edited");
  }
  return set;
}

}  // namespace ensign::model
