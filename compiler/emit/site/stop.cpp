#include "emit/site/stop.h"

#include <algorithm>
#include <fmt/format.h>

namespace ensign::emit::pages {
namespace {

constexpr std::size_t named = 8;

// What to write into the flag's file so that everybody gets its fallback, ready to be pasted.
std::string lines_of(const model::Model& model, const model::Flag& flag,
                     std::string_view environment) {
  if (!flag.fallback) return {};
  return fmt::format("# {}\nenvironments:\n  {}: {{ serve: {} }}\n", model.path(flag.file),
                     environment, *flag.fallback->serve);
}

}  // namespace

Value stop_parts(const Desk& desk, std::string_view what,
                 const std::vector<const model::Flag*>& flags, std::string_view environment) {
  const Facts& facts = desk.facts();
  std::string lines;
  bool safe = !flags.empty();
  for (const model::Flag* flag : flags) {
    lines += lines_of(desk.model(), *flag, environment);
    safe = safe && flag->fallback.has_value();
  }
  const std::vector<Id<model::Person>>& signers = facts.kill_signers(environment);
  Value::List people;
  for (std::size_t i = 0; i < std::min(signers.size(), named); ++i) {
    const model::Person& person = desk.model().at(signers[i]);
    people.push_back(desk.link(title_or(person.name, *person.id), facts.path(person)));
  }
  const std::size_t rest = signers.size() - people.size();
  const std::string command = fmt::format(
      "ensign kill {} --env {} --reason \"WHY\" --as YOU --bundle bundle.json", what, environment);
  Value value = Value::map({{"command", safe && !signers.empty() ? command : std::string()},
                            {"lines", std::move(lines)},
                            {"environment", std::string(environment)},
                            {"file", flags.size() == 1 ? "its file says" : "the files say"},
                            {"more", rest > 0 ? fmt::format("and {} more", rest) : std::string()}});
  return value.set("signers", std::move(people));
}

}  // namespace ensign::emit::pages
