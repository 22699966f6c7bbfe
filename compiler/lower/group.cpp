#include "lower/group.h"

#include <utility>

#include "lower/logic.h"

namespace ensign::lower {
namespace {

constexpr std::int64_t whole = 100'000;  // thousandths of a percent
constexpr std::string_view nobody = "";  // the name of the rest, which no flag has

// {"fractional":[key,["exp-a",40000],…,["",REST]]}: the key of the flag whose slot the user is in.
Json slot_of_user(const model::Group& group, std::string_view unit) {
  const std::string& salt = group.salt ? **group.salt : *group.name;
  std::vector<Json> arguments{operation("cat", {salt, ":", variable(unit)})};
  std::int64_t rest = whole;
  for (const model::GroupMember& member : group.members) {
    if (member.weight == 0) continue;
    arguments.push_back(Json::array({*member.flag.name, member.weight}));
    rest -= member.weight;
  }
  if (rest > 0) arguments.push_back(Json::array({nobody, rest}));
  return operation("fractional", std::move(arguments));
}

}  // namespace

Json outside_slot(const model::Group& group, const model::Flag& flag) {
  const std::string_view unit = group.by ? std::string_view(**group.by) : default_unit;
  std::vector<Json> members = filled(unit);
  members.push_back(operation("===", {slot_of_user(group, unit), *flag.key}));
  return operation("!", {conjunction(members)});
}

}  // namespace ensign::lower
