// trust/people.yaml: who there is. Keys and signatures come with the trust rules; owners, roles and
// duties are needed from the first day.
#pragma once

#include <string>
#include <vector>

#include "model/reference.h"

namespace ensign::model {

struct Person {
  Spanned<std::string> id;  // [a-z0-9-]
  std::string name;
  std::string contact;
  bool machine = false;  // signs evidence and nothing else
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
