#include "emit/bundle/references.h"

namespace ensign::emit {
namespace {

// What was read back is at most 64 levels deep, so this is too.
void gather(const Json& value, std::set<std::string>& names) {
  if (const Json::Array* items = value.array_items()) {
    for (const Json& item : *items) gather(item, names);
  }
  if (const Json::Object* members = value.members()) {
    for (const auto& [name, member] : *members) {
      if (name == "$ref" && member.string() != nullptr) names.insert(*member.string());
      gather(member, names);
    }
  }
}

}  // namespace

std::set<std::string> references_of(const Json& flag) {
  std::set<std::string> names;
  if (const Json* targeting = flag.find("targeting")) gather(*targeting, names);
  return names;
}

}  // namespace ensign::emit
