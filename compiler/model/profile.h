// flags/profiles/<name>.yaml: a whole environment in a known state, such as the one that operators
// go back to when they do not yet know what is wrong.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "model/people.h"
#include "model/reference.h"

namespace ensign::model {

struct Flag;
struct Evidence;

struct Verified {
  Span span;
  Spanned<Date> on;
  std::optional<Ref<Evidence>> evidence;
};

struct Profile {
  FileId file{};
  // False when something in its file could not be read or found.
  bool complete = true;
  Spanned<std::string> name;
  std::string title;
  Owner owner;
  Spanned<std::string> environment;
  std::optional<std::uint32_t> index;  // into Config::environments, when it is declared there
  std::vector<std::pair<Ref<Flag>, Spanned<std::string>>> serves;  // one variant for everybody
  std::optional<Verified> verified;
};

}  // namespace ensign::model
