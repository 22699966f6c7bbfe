// How people sign: from a subject to the nine lines of a statement, to a signature, to a file below
// approvals/. Nothing is signed that the records of the repository at hand do not say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/pipeline.h"
#include "driver/subject_words.h"
#include "publish/new_files.h"

namespace ensign::driver::signing {

// The repository as it is read, and what its statements follow: the tree of `--base`, or the commit
// that HEAD names. Without a commit there is no base.
struct Sides {
  Side head;
  std::optional<Side> base;
  bool has_errors = false;  // of head
};
Result<Sides> read_sides(const Input& input);

// What was asked for, or the mistake in the question: exit code 2, not 3.
template <typename Value>
using Asked = std::expected<Value, Failure>;

struct Request {
  std::string person;
  model::Action action = model::Action::approve;
  Instant issued;
};

// What one signature covers: a subject, or a set of several.
struct Draft {
  model::Statement statement;  // all but its signature
  std::string path;            // where it belongs, below the repository
  // Of a set: its file, and where that belongs.
  std::string records, records_path;
  std::vector<model::SetRecord> covers;  // one, or those of the set
};

// The subject that `text` spells and that is there, in head or base.
Asked<model::Subject> find_subject(const Sides& sides, const std::string& text);

// Content, revision and predecessor of a subject as it is now: those of the statements that
// are about this content already, else the next ones after base.
model::SetRecord current_record(const Sides& sides, const model::Subject& subject);

// One statement about one subject, or about the set of several.
Asked<Draft> draft(const Sides& sides, const Request& request,
                   const std::vector<model::Subject>& subjects);

// Takes back what that person signed of this subject.
Asked<Draft> draft_withdrawal(const Sides& sides, const Request& request,
                              const model::Subject& subject);

// What nobody has proposed as it is now; for approvals, what this person has not signed. Flags,
// profiles and plans of protected environments, in order; files that this person answers for by a
// role of the root; releases, drills and files where policy names their kind.
struct Unsigned {
  std::vector<model::Subject> subjects;
  std::vector<std::string> remarks;  // files that others must sign, and who
};
Unsigned unsigned_subjects(const Sides& sides, const Request& request);

// Where signatures come from: a key file for ssh-keygen, or else the agent at `socket`.
struct Hand {
  std::optional<std::string> key_file;
  std::string socket;
  std::vector<std::string> environment;
};

// Signs with a key that the roster gives to that person and that counts today, and gives the
// files, ready to be written.
Result<std::vector<publish::NewFile>> sign(const Sides& sides, const Hand& hand,
                                           const Draft& draft);

// Writes them; what they replace is said in words.
Result<std::vector<std::string>> write(const std::string& repository,
                                       const std::vector<publish::NewFile>& files);

}  // namespace ensign::driver::signing
