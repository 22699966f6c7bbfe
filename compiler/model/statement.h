// approvals/…: what people signed. A statement is nine lines and an SSH signature; a set is a list
// of records that one statement approves together. Both have exactly one spelling: what is read is
// written again and compared. Nothing is verified here: who signed, with which key, and whether it
// counts is asked by the rules of trust.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "crypto/digest.h"
#include "crypto/ssh_signature.h"
#include "model/people.h"
#include "model/reference.h"
#include "model/words.h"
#include "report/report.h"

namespace ensign::model {

inline constexpr std::size_t largest_statement = 2048;  // bytes
inline constexpr std::string_view statement_namespace = "approval.v1@ensign";

// What a statement is about, in the form of its kind:
//   flag/KEY@ENVIRONMENT  plan/ID  profile/NAME@ENVIRONMENT  release/VERSION  drill/ID  file/PATH
//   set/SHA256  promotion/PLAN/NNN-STAGE
struct Subject {
  Spanned<std::string> text;  // all of it
  SubjectKind kind = SubjectKind::file;
  std::string name;         // key, id, name, version, path, digest or plan
  std::string environment;  // of flags and profiles
  std::string stage;        // of promotions
  std::uint32_t step = 0;   // of promotions: NNN, from 1
};

// The subject that `text` spells; nothing when it spells none.
std::optional<Subject> parse_subject(std::string_view text);

struct Statement {
  FileId file{};
  // False when something in it could not be found.
  bool complete = true;
  Spanned<std::string> project;  // 16 hex digits
  Spanned<Action> action;
  Subject subject;
  Spanned<std::optional<crypto::Sha256>> content;  // nothing: the subject is to be absent
  Spanned<std::int64_t> revision;                  // from 1
  std::optional<crypto::Sha256> previous;          // content before; nothing: there was none
  Ref<Person> signer;
  Spanned<Instant> issued;  // as the signer claims
  Span armour;              // of the signature, with its first and last line
  std::string bytes;        // of the file: those before `armour.begin` are what is signed
  crypto::SshSignature signature;
};

// One record that a set approves.
struct SetRecord {
  Subject subject;                                 // never a set or a promotion
  Spanned<std::optional<crypto::Sha256>> content;  // nothing: to be absent
  std::int64_t revision = 0;
  std::optional<crypto::Sha256> previous;
};

// approvals/set/<sha256>/records
struct RecordSet {
  FileId file{};
  // False when something in it could not be read.
  bool complete = true;
  crypto::Sha256 digest;           // of the bytes of the file; the name of its folder
  std::vector<SetRecord> records;  // by subject
};

// Nothing, and one finding that says line and cure, when the bytes are no statement.
std::optional<Statement> read_statement(FileId file, std::string_view bytes,
                                        report::Report& report);
std::optional<RecordSet> read_record_set(FileId file, std::string_view bytes,
                                         report::Report& report);

// The nine lines that are signed, and one line of a set: the only spelling of what they say.
std::string signed_text(const Statement& statement);
std::string record_line(const SetRecord& record);

}  // namespace ensign::model
