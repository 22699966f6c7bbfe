// trust/waivers/<id>.yaml: a rule that does not bind one thing for a while, and why.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "model/people.h"
#include "model/reference.h"

namespace ensign::model {

struct Waiver {
  FileId file{};
  // False when something in its file could not be read or found.
  bool complete = true;
  Spanned<std::string> id;
  Spanned<std::string> rule;     // `EN201`; whether there is such a rule is for policy to say
  Spanned<std::string> subject;  // `flag/KEY`, `flag/KEY@ENVIRONMENT`, or the path of a file
  Spanned<std::string> reason;
  Owner owner;
  Spanned<Date> created;
  Spanned<Date> expires;  // last day
  std::optional<Ref<Waiver>> renews;
  std::optional<Ref<Person>> approved;
};

}  // namespace ensign::model
