// trust/people.yaml: who there is, and with which keys they sign. Whether a signature counts is for
// the rules of trust.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "crypto/minisign.h"
#include "crypto/ssh_key.h"
#include "model/reference.h"
#include "model/words.h"

namespace ensign::model {

struct PersonKey {
  Span span;  // of the key as it is written
  crypto::SshPublicKey key;
  Spanned<KeyState> state;                   // active unless it says otherwise
  std::optional<Spanned<Date>> from, until;  // first and last day
  std::string reason;
};

struct MinisignKey {
  Span span;
  crypto::PublicKey key;
};

struct Person {
  Spanned<std::string> id;  // [a-z0-9-]
  std::string name;
  std::string contact;
  bool machine = false;  // signs evidence and nothing else
  std::vector<PersonKey> keys;
  std::optional<MinisignKey> minisign;
  std::optional<Spanned<Date>> left;  // their last day; the statements they made may go on counting
};

struct Team {
  Spanned<std::string> id;
  std::string title;
  std::string contact;
  std::vector<Ref<Person>> members;
};

// A hat that people wear: product-owner, operations, compliance-officer.
struct Role {
  Spanned<std::string> id;
  std::string title;
  std::vector<Ref<Person>> holders;
  std::vector<Spanned<std::string>> duties;
  std::string escalation;  // what people bring to this role when something is wrong
};

// An owner is a team or a person.
struct Owner {
  Spanned<std::string> name;
  std::optional<Id<Team>> team;
  std::optional<Id<Person>> person;
};

}  // namespace ensign::model
