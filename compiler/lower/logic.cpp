#include "lower/logic.h"

#include <set>
#include <string>
#include <utility>

namespace ensign::lower {
namespace {

class Members {
 public:
  // What holds once holds twice: a member that stands already is left out.
  void add(const Json& member) {
    if (known_.insert(canonical(member)).second) members_.push_back(member);
  }

  std::vector<Json> take() { return std::move(members_); }

 private:
  std::vector<Json> members_;
  std::set<std::string> known_;
};

Json joined(std::string_view name, const std::vector<Json>& members, bool neutral) {
  Members merged;
  for (const Json& member : members) {
    if (const Json* inner = member.find(name)) {
      for (const Json& item : *inner->array_items()) merged.add(item);
    } else {
      merged.add(member);
    }
  }
  std::vector<Json> flat = merged.take();
  if (flat.empty()) return neutral;
  if (flat.size() == 1) return std::move(flat.front());
  return operation(name, std::move(flat));
}

}  // namespace

Json operation(std::string_view name, std::vector<Json> arguments) {
  Json result = Json::object();
  result.set(std::string(name), std::move(arguments));
  return result;
}

Json variable(std::string_view path) { return Json::object({{"var", path}}); }

Json present(std::string_view attribute) {
  return operation("!==", {variable(attribute), nullptr});
}

std::vector<Json> filled(std::string_view attribute) {
  return {present(attribute), operation("!==", {variable(attribute), ""})};
}

Json clock() { return variable("$flagd.timestamp"); }

Json conjunction(const std::vector<Json>& members) { return joined("and", members, true); }

Json disjunction(const std::vector<Json>& members) { return joined("or", members, false); }

}  // namespace ensign::lower
