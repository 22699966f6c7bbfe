#include "emit/interop/codeowners.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "base/utf8.h"

namespace ensign::emit {
namespace {

bool is_handle_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./").contains(c);
}

bool is_known_to_hosts(std::string_view contact) {
  const auto at = contact.find('@');
  if (at == std::string_view::npos || contact.size() < 2) return false;
  if (at == 0) return std::ranges::all_of(contact.substr(1), is_handle_byte);
  return contact.find_first_of(" ,;<>()#\t") == std::string_view::npos &&
         contact.find('.', at) != std::string_view::npos &&
         contact.find('@', at + 1) == std::string_view::npos;
}

std::vector<std::string> hosts_names(const model::Model& model, const model::Owner& owner) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& contact) {
    if (is_known_to_hosts(contact)) names.push_back(contact);
  };
  if (owner.person) add(model.at(*owner.person).contact);
  if (!owner.team) return names;
  const model::Team& team = model.at(*owner.team);
  add(team.contact);
  if (!names.empty()) return names;
  for (const auto& member : team.members) {
    if (member.id) add(model.at(*member.id).contact);
  }
  return names;
}

// Blanks end a pattern, and a wildcard would be one.
std::string pattern(std::string_view path) {
  std::string out = "/";
  for (const char c : path) {
    if (std::string_view(" \\*?[]#!").contains(c)) out += '\\';
    out += c;
  }
  return out;
}

class Owners {
 public:
  explicit Owners(const model::Model& model) : model_(model) {}

  template <typename Entity>
  void add(const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) lines_[model_.path(entity.file)] = line(entity);
  }

  std::string text() const {
    std::string text = "# Made by ensign from the owners of the governed files. Do not edit.\n";
    for (const auto& [path, line] : lines_) text += line;
    return text;
  }

 private:
  template <typename Entity>
  std::string line(const Entity& entity) const {
    const std::string& path = model_.path(entity.file);
    const auto names = hosts_names(model_, entity.owner);
    if (names.empty()) {
      return fmt::format("# {}: {} has no contact that a code host knows\n", visible(path),
                         *entity.owner.name);
    }
    return fmt::format("{} {}\n", pattern(path), fmt::join(names, " "));
  }

  const model::Model& model_;
  std::map<std::string, std::string> lines_;
};

}  // namespace

OutFile codeowners(const model::Model& model) {
  Owners owners(model);
  owners.add(model.flags);
  owners.add(model.segments);
  owners.add(model.groups);
  owners.add(model.profiles);
  owners.add(model.plans);
  owners.add(model.playbooks);
  owners.add(model.releases);
  owners.add(model.freezes);
  owners.add(model.incidents);
  owners.add(model.drills);
  owners.add(model.waivers);
  return {"interop/CODEOWNERS", owners.text()};
}

}  // namespace ensign::emit
