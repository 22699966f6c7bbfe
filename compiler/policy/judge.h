// The judgement of a whole repository: what reading found, and what every rule says.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "change/touched.h"
#include "policy/rule.h"
#include "trust/tally.h"

namespace ensign::policy {

enum class Question : std::uint8_t {
  well_made,  // `check`: late findings are errors everywhere, or only on what `touched` names; what
              // is not approved yet is a note that names who is asked
  allowed,    // `check --gate`: what is not approved is an error, too
  shippable,  // `build`: late findings are debts and block nothing; what is not approved is held
              // back
};

// What is judged. All but the model may be absent; what is there must outlive the call.
struct Case {
  trust::Side head;
  trust::Side base;  // that the change started from
  const change::Touched* touched = nullptr;
  Question question = Question::well_made;
  const trust::Shipped* shipped = nullptr;
  unsigned threads = 1;
};

// An entry of a protected environment that nobody may ship as it is.
struct Held {
  std::string subject, key, environment;
  std::string why;  // "still needs 1 person more (`ada` or `ben`)"
};

struct Verdict {
  report::Report report;               // sorted; severities final
  std::vector<report::Finding> debts;  // late findings, whatever their severity here
  bool sound = false;                  // nothing of class unsound: the model may be sealed
  std::vector<Held> held = {};         // by subject
  std::vector<trust::Standing> standings =
      {};  // by index into Model::statements; empty without a root
  // Entries that may ship only because a plan or a profile that was approved makes them so, and
  // which: by subject.
  std::map<std::string, std::string> covered = {};
};

// `reading` is the report of source and model.
Verdict judge(const Case& what, report::Report reading);

// Without the bytes of the files. `touched` and `base`, the model that the change started from, are
// null without a base.
Verdict judge(const model::Model& model, report::Report reading, Question question,
              const change::Touched* touched, const model::Model* base = nullptr,
              unsigned threads = 1);

}  // namespace ensign::policy
