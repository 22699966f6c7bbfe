// trust/root/<n>.json and trust/honoured/<n>.txt: what they hold is read, written again and
// compared, so that nobody can be shown one root and a program another.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

#include "base/json.h"
#include "model/names.h"
#include "model/root.h"
#include "syntax/strict_json.h"

namespace ensign::model {
namespace {

constexpr std::string_view how_to_make =
    "a root is written by `ensign trust` and never edited: take it from its signers again";
constexpr std::string_view how_to_list = "`ensign trust retire` writes these lists";
constexpr std::int64_t largest_version = 999'999;
constexpr std::size_t largest_list = 1024 * 1024;
constexpr std::array<std::string_view, 4> roles_needed{"policy", "project", "root", "roster"};

std::unexpected<Failure> fault(std::string message, std::string_view help = how_to_make) {
  return failure(std::move(message), std::string(help));
}

// Exactly these members.
Result<void> expect(const Json& object, std::string_view what,
                    std::span<const std::string_view> names) {
  if (object.members() == nullptr) return fault(fmt::format("{} is no object", what));
  for (const auto& [name, value] : *object.members()) {
    if (std::ranges::find(names, name) == names.end()) {
      return fault(fmt::format("{} has a member `{}` that nobody knows", what, name),
                   fmt::format("its members are {}", listed(names, "and")));
    }
  }
  for (const std::string_view name : names) {
    if (object.find(name) == nullptr) return fault(fmt::format("{} has no `{}`", what, name));
  }
  return {};
}

Result<std::string> text(const Json& object, std::string_view what, std::string_view name) {
  const std::string* value = object.find(name)->string();
  if (value == nullptr) return fault(fmt::format("`{}` of {} is no text", name, what));
  return *value;
}

Result<std::int64_t> number(const Json& object, std::string_view what, std::string_view name) {
  const std::int64_t* value = object.find(name)->integer();
  if (value == nullptr || *value < 1 || *value > largest_version) {
    return fault(
        fmt::format("`{}` of {} is no whole number from 1 to {}", name, what, largest_version));
  }
  return *value;
}

bool is_project(std::string_view value) {
  return value.size() == 16 && std::ranges::all_of(value, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Result<RootKey> read_key(const std::string& id, const Json& json) {
  const std::string what = fmt::format("key `{}`", id);
  RootKey key;
  key.id = id;
  if (json.find("minisign") != nullptr) {
    TRY(expect(json, what, std::array<std::string_view, 1>{"minisign"}));
    auto read = crypto::parse_public_key(TRY(text(json, what, "minisign")));
    if (!read) return fault(fmt::format("{}: {}", what, read.error().message));
    key.minisign = *read;
  } else {
    TRY(expect(json, what, std::array<std::string_view, 2>{"person", "ssh"}));
    auto read = crypto::parse_ssh_public_key(TRY(text(json, what, "ssh")));
    if (!read) return fault(fmt::format("{}: {}", what, read.error().message));
    key.ssh = std::move(*read);
    key.person = TRY(text(json, what, "person"));
    if (!is_person_id(key.person)) {
      return fault(fmt::format("`{}` of {} is no id of a person", key.person, what));
    }
  }
  if (key_id(key) != id) return fault(fmt::format("{} is the key `{}`", what, key_id(key)));
  return key;
}

// One key may sign once, whatever it is called. SSH keys are named by their bytes already.
Result<void> refuse_twins(const std::map<std::string, RootKey>& keys) {
  std::map<std::array<std::uint8_t, 32>, std::string_view> known;
  for (const auto& [id, key] : keys) {
    if (!key.minisign) continue;
    const auto [first, fresh] = known.try_emplace(key.minisign->bytes, id);
    if (!fresh) return fault(fmt::format("`{}` and `{}` are the same key", first->second, id));
  }
  return {};
}

Result<RootRole> read_role(const Root& root, const std::string& name, const Json& json) {
  const std::string what = fmt::format("role `{}`", name);
  if (!is_role_name(name)) return fault(fmt::format("there is no role `{}`", name));
  TRY(expect(json, what, std::array<std::string_view, 2>{"keys", "threshold"}));
  RootRole role;
  role.threshold = TRY(number(json, what, "threshold"));
  const Json::Array* ids = json.find("keys")->array_items();
  if (ids == nullptr) return fault(fmt::format("`keys` of {} is no list", what));
  for (const Json& item : *ids) {
    const std::string* id = item.string();
    const RootKey* key = id == nullptr ? nullptr : root.key(*id);
    if (key == nullptr) return fault(fmt::format("a key of {} does not stand in `keys`", what));
    if (key->ssh.has_value() != is_ssh_role(name)) {
      return fault(fmt::format("key `{}` is of the wrong kind for {}", *id, what));
    }
    if (!role.keys.empty() && role.keys.back() >= *id) {
      return fault(fmt::format("the keys of {} are not sorted, each once", what));
    }
    role.keys.push_back(*id);
  }
  const std::size_t most = voices(root, role);
  if (static_cast<std::size_t>(role.threshold) > most) {
    return fault(
        fmt::format("{} asks for {} signatures, and {} can sign", what, role.threshold, most));
  }
  return role;
}

Result<void> read_facts(const Json& json, Root& root) {
  constexpr std::string_view what = "the root";
  TRY(expect(
      json, what,
      std::array<std::string_view, 6>{"expires", "format", "keys", "project", "roles", "version"}));
  const std::string format = TRY(text(json, what, "format"));
  if (format != root_format) {
    return fault(fmt::format("its format is `{}`, and not `{}`", format, root_format));
  }
  root.project = TRY(text(json, what, "project"));
  if (!is_project(root.project)) return fault("`project` of the root is not 16 hex digits");
  root.version = TRY(number(json, what, "version"));
  const auto expires = parse_instant(TRY(text(json, what, "expires")));
  if (!expires) return fault("`expires` of the root is no moment `YYYY-MM-DDTHH:MM:SSZ`");
  root.expires = *expires;
  return {};
}

Result<void> read_keys_and_roles(const Json& json, Root& root) {
  const Json::Object* keys = json.find("keys")->members();
  const Json::Object* roles = json.find("roles")->members();
  if (keys == nullptr || roles == nullptr) return fault("`keys` or `roles` is no object");
  for (const auto& [id, key] : *keys) root.keys.emplace(id, TRY(read_key(id, key)));
  TRY(refuse_twins(root.keys));
  for (const auto& [name, role] : *roles) {
    root.roles.emplace(name, TRY(read_role(root, name, role)));
  }
  for (const std::string_view name : roles_needed) {
    if (root.role(name) == nullptr) return fault(fmt::format("nobody has the role `{}`", name));
  }
  return {};
}

}  // namespace

Result<Root> read_root(std::string_view bytes) {
  if (bytes.size() > largest_root) {
    return fault(
        fmt::format("a root has at most {} bytes, and this one {}", largest_root, bytes.size()));
  }
  const auto json = syntax::parse_strict(bytes);
  if (!json) return fault(json.error().message);
  Root root;
  TRY(read_facts(*json, root));
  TRY(read_keys_and_roles(*json, root));
  if (root_bytes(root) != bytes) {
    return fault("it is not in its one spelling: canonical JSON and one line feed");
  }
  root.bytes = bytes;
  root.digest = crypto::sha256(bytes);
  return root;
}

std::string honoured_bytes(const std::vector<crypto::Sha256>& statements) {
  std::string bytes;
  for (const crypto::Sha256& statement : statements) bytes += crypto::hex(statement) + "\n";
  return bytes;
}

Result<std::vector<crypto::Sha256>> read_honoured(std::string_view bytes) {
  constexpr std::size_t line_size = 65;
  if (bytes.size() > largest_list) {
    return fault(fmt::format("a list has at most {} bytes", largest_list), how_to_list);
  }
  std::vector<crypto::Sha256> statements;
  for (std::size_t at = 0; at < bytes.size(); at += line_size) {
    const std::size_t number = at / line_size + 1;
    const std::string_view line = bytes.substr(at, line_size);
    const auto digest = crypto::sha256_from_hex(line.substr(0, line_size - 1));
    if (!digest || !line.ends_with('\n')) {
      return fault(fmt::format("line {} is not the SHA-256 of a statement: 64 hex digits", number),
                   how_to_list);
    }
    if (!statements.empty() && statements.back() >= *digest) {
      return fault(fmt::format("line {} is not sorted behind the one before it", number),
                   how_to_list);
    }
    statements.push_back(*digest);
  }
  if (statements.empty()) return fault("the list is empty", how_to_list);
  return statements;
}

}  // namespace ensign::model
