// What the root says and whether everything that rests on it holds, for people and for programs.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "driver/trust_parts.h"

namespace ensign::driver {
namespace {

Json list_of(const std::vector<std::string>& items) {
  Json list = Json::array();
  for (const std::string& item : items) list.push(item);
  return list;
}

// Keys of the role; of SSH keys the people, each once.
std::vector<std::string> holders(const model::Root& root, const model::RootRole& role) {
  std::set<std::string> names;
  for (const std::string& id : role.keys) {
    const model::RootKey* key = root.key(id);
    names.insert(key->ssh ? key->person : id);
  }
  return {names.begin(), names.end()};
}

void show_root(const model::Root& root, TrustShown& shown) {
  shown.lines.push_back(
      fmt::format("root version {}, until {}", root.version, to_string(root.expires)));
  shown.lines.push_back("  sha256 " + crypto::hex(root.digest));
  Json roles = Json::object();
  for (const auto& [name, role] : root.roles) {
    const std::vector<std::string> who = holders(root, role);
    shown.lines.push_back(fmt::format("  {}: {} of {}", name, role.threshold, names_of(who)));
    roles.set(name, Json::object({{"threshold", role.threshold}, {"holders", list_of(who)}}));
  }
  shown.json.set("version", root.version);
  shown.json.set("sha256", crypto::hex(root.digest));
  shown.json.set("expires", to_string(root.expires));
  shown.json.set("roles", std::move(roles));
}

void show_files(const model::Model& model, const model::Root& root, TrustShown& shown) {
  Json files = Json::array();
  for (const trust::Anchor& anchor : trust::anchored_files(model, root)) {
    shown.lines.push_back(
        fmt::format("{} {}: signed by {} of {} ({})", anchor.holds() ? "holds  " : "MISSING",
                    anchor.path, anchor.people.size(), anchor.threshold, names_of(anchor.people)));
    shown.holds = shown.holds && anchor.holds();
    files.push(Json::object({{"path", anchor.path},
                             {"role", anchor.role},
                             {"threshold", anchor.threshold},
                             {"signed", list_of(anchor.people)},
                             {"others", list_of(anchor.others)},
                             {"holds", anchor.holds()}}));
  }
  shown.json.set("files", std::move(files));
}

}  // namespace

Result<TrustShown> show_trust(const Input& input) {
  const TrustState state = TRY(read_trust(input));
  const model::Model& model = state.model;
  TrustShown shown;
  if (model.roots.empty()) {
    shown.lines = {"there is no root of trust: nothing is protected, and nobody is asked",
                   "`ensign trust init` founds one"};
    shown.json.set("version", 0);
    shown.json.set("holds", false);
    return shown;
  }
  const trust::Anchors anchors = trust::anchors(model);
  const model::RootFile& last = model.roots.back();
  const model::Root* before =
      model.roots.size() < 2 ? nullptr : &model.roots[model.roots.size() - 2].root;
  const bool expired = last.root.expires <= model.as_of;
  shown.holds = !anchors.fault && !expired;
  show_root(last.root, shown);
  shown.lines.push_back(model.pin ? "pinned" : "not pinned: it vouches for itself (--pin DIGEST)");
  if (anchors.fault) {
    shown.lines.push_back("MISSING " + anchors.fault->message);
    for (std::string& line : missing_root_signatures(model, last.root, before, last.signatures)) {
      shown.lines.push_back("  " + std::move(line));
    }
  }
  if (expired) shown.lines.emplace_back("EXPIRED: `ensign trust rotate` writes the next version");
  show_files(model, last.root, shown);
  shown.json.set("pinned", model.pin.has_value());
  shown.json.set("fault", anchors.fault ? Json(anchors.fault->message) : Json());
  shown.json.set("holds", shown.holds);
  return shown;
}

}  // namespace ensign::driver
