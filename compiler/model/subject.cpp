// The forms of subjects.
#include <algorithm>

#include "model/names.h"
#include "model/statement.h"
#include "model/version.h"
#include "source/path_rules.h"

namespace ensign::model {
namespace {

// One word of a line: what stands between two spaces cannot hold one.
bool is_word(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

bool read_at(std::string_view rest, Subject& subject) {
  const std::size_t at = rest.find('@');
  if (at == rest.npos) return false;
  subject.name = rest.substr(0, at);
  subject.environment = rest.substr(at + 1);
  return is_id(subject.name) && is_id(subject.environment);
}

// `PLAN/007-pilot`: three digits, counted from 1.
bool read_promotion(std::string_view rest, Subject& subject) {
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos || rest.size() < slash + 6 || rest[slash + 4] != '-') return false;
  for (const char c : rest.substr(slash + 1, 3)) {
    if (c < '0' || c > '9') return false;
    subject.step = subject.step * 10 + static_cast<std::uint32_t>(c - '0');
  }
  subject.name = rest.substr(0, slash);
  subject.stage = rest.substr(slash + 5);
  return subject.step > 0 && is_id(subject.name) && is_id(subject.stage);
}

bool read_rest(std::string_view rest, Subject& subject) {
  subject.name = rest;
  switch (subject.kind) {
    case SubjectKind::flag:
    case SubjectKind::profile:
      return read_at(rest, subject);
    case SubjectKind::plan:
    case SubjectKind::drill:
      return is_id(rest);
    case SubjectKind::release:
      return parse_version(rest).has_value();
    case SubjectKind::file:
      return is_word(rest) && !source::path_fault(rest);
    case SubjectKind::set:
      return crypto::sha256_from_hex(rest).has_value();
    case SubjectKind::promotion:
      return read_promotion(rest, subject);
  }
  return false;
}

}  // namespace

std::optional<Subject> parse_subject(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto kind = from_spelling<SubjectKind>(text.substr(0, slash));
  if (!kind || slash == text.npos) return std::nullopt;
  Subject subject;
  subject.text.value = text;
  subject.kind = *kind;
  if (!read_rest(text.substr(slash + 1), subject)) return std::nullopt;
  return subject;
}

}  // namespace ensign::model
