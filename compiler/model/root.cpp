#include "model/root.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "base/json.h"
#include "crypto/base64.h"
#include "model/names.h"

namespace ensign::model {
namespace {

Json to_json(const RootKey& key) {
  if (key.minisign) return Json::object({{"minisign", public_line(*key.minisign)}});
  return Json::object({{"ssh", public_line(*key.ssh)}, {"person", key.person}});
}

Json to_json(const RootRole& role) {
  std::vector<std::string> ids = role.keys;
  std::ranges::sort(ids);
  Json keys = Json::array();
  for (std::string& id : ids) keys.push(std::move(id));
  return Json::object({{"keys", std::move(keys)}, {"threshold", role.threshold}});
}

}  // namespace

const RootRole* Root::role(std::string_view name) const {
  const auto found = roles.find(std::string(name));
  return found == roles.end() ? nullptr : &found->second;
}

const RootKey* Root::key(std::string_view id) const {
  const auto found = keys.find(std::string(id));
  return found == keys.end() ? nullptr : &found->second;
}

bool is_ssh_role(std::string_view role) {
  return role == "roster" || role == "policy" || role == "project";
}

bool is_role_name(std::string_view role) {
  constexpr std::string_view bundle = "bundle/";
  if (role.starts_with(bundle)) return is_id(role.substr(bundle.size()));
  return role == "root" || role == "timestamp" || is_ssh_role(role);
}

std::string public_line(const crypto::PublicKey& key) {
  std::string text = crypto::to_text(key);
  text.pop_back();
  return text.substr(text.find('\n') + 1);
}

std::string public_line(const crypto::SshPublicKey& key) {
  std::string line = key.hardware ? "sk-ssh-ed25519@openssh.com " : "ssh-ed25519 ";
  const std::string blob = crypto::ssh_key_blob(key);
  crypto::append_base64(line, {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
  return line;
}

std::string key_id(const RootKey& key) {
  return key.minisign ? crypto::key_id(*key.minisign) : crypto::fingerprint(*key.ssh);
}

std::size_t voices(const Root& root, const RootRole& role) {
  std::set<std::array<std::uint8_t, 32>> points;
  std::set<std::string> people;
  for (const std::string& id : role.keys) {
    const RootKey* key = root.key(id);
    if (key == nullptr) continue;
    if (key->minisign) {
      points.insert(key->minisign->bytes);
    } else {
      people.insert(key->person);
    }
  }
  return points.size() + people.size();
}

std::string root_bytes(const Root& root) {
  Json keys = Json::object();
  for (const auto& [id, key] : root.keys) keys.set(id, to_json(key));
  Json roles = Json::object();
  for (const auto& [name, role] : root.roles) roles.set(name, to_json(role));
  return canonical(Json::object({{"format", std::string(root_format)},
                                 {"project", root.project},
                                 {"version", root.version},
                                 {"expires", to_string(root.expires)},
                                 {"keys", std::move(keys)},
                                 {"roles", std::move(roles)}})) +
         "\n";
}

}  // namespace ensign::model
