// Founding the root of trust, and each version after the first.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

#include "driver/trust_parts.h"
#include "publish/disk.h"

namespace ensign::driver {
namespace {

constexpr std::array<std::string_view, 3> people_roles{"roster", "policy", "project"};
constexpr std::int64_t one_year = std::int64_t{365} * 86'400;  // seconds

TrustAnswer mistake(std::string message, std::string help) {
  TrustAnswer answer;
  answer.mistake = Failure{std::move(message), std::move(help)};
  return answer;
}

std::vector<crypto::SshPublicKey> active_keys(const model::Person& person, Date today) {
  std::vector<crypto::SshPublicKey> keys;
  for (const model::PersonKey& key : person.keys) {
    const bool over = key.until && **key.until < today;
    if (*key.state == model::KeyState::active && !over) keys.push_back(key.key);
  }
  return keys;
}

// Also on their last day: a root is for a year.
bool has_left(const model::Person& person, Date today) {
  return person.left && **person.left <= today;
}

bool may_sign(const model::Person& person, Date today) {
  return !person.machine && !has_left(person, today) && !active_keys(person, today).empty();
}

// Makes one version from the words and the version before.
class Maker {
 public:
  Maker(const TrustState& state, const RootWords& words, const model::Root* before)
      : model_(state.model), words_(words), before_(before), today_(date_of(state.model.as_of)) {}

  Result<model::Root> make();
  // Roles by person who had them before and has left.
  const std::map<std::string, std::vector<std::string>>& dropped() const { return dropped_; }

 private:
  void give(const std::string& role, const model::RootKey& key);
  void set_minisign(const std::string& role, const std::vector<crypto::PublicKey>& given);
  Result<void> set_people(const std::string& role);
  std::vector<std::string> people_of(const std::string& role);
  Result<void> set_threshold(const std::string& role, std::int64_t usual);

  const model::Model& model_;
  const RootWords& words_;
  const model::Root* before_;
  Date today_;
  model::Root root_;
  std::map<std::string, std::vector<std::string>> dropped_;
};

void Maker::give(const std::string& role, const model::RootKey& key) {
  root_.keys.emplace(key.id, key);
  std::vector<std::string>& ids = root_.roles[role].keys;
  const auto at = std::ranges::lower_bound(ids, key.id);
  if (at == ids.end() || *at != key.id) ids.insert(at, key.id);
}

// The keys that are given, or those of before.
void Maker::set_minisign(const std::string& role, const std::vector<crypto::PublicKey>& given) {
  for (const crypto::PublicKey& key : given) {
    give(role, {crypto::key_id(key), key, std::nullopt, ""});
  }
  const model::RootRole* old = before_ == nullptr ? nullptr : before_->role(role);
  if (!given.empty() || old == nullptr) return;
  for (const std::string& id : old->keys) give(role, *before_->key(id));
}

// Those who are named; those of before, but for who has left; or everybody who can sign.
std::vector<std::string> Maker::people_of(const std::string& role) {
  if (const auto named = words_.people.find(role); named != words_.people.end()) {
    return named->second;
  }
  std::set<std::string> people;
  if (before_ != nullptr) {
    for (const std::string& id : before_->role(role)->keys) {
      people.insert(before_->key(id)->person);
    }
    for (const model::Person& person : model_.people) {
      if (!has_left(person, today_) || people.erase(*person.id) == 0) continue;
      dropped_[*person.id].push_back(role);
    }
  } else {
    for (const model::Person& person : model_.people) {
      if (may_sign(person, today_)) people.insert(*person.id);
    }
  }
  return {people.begin(), people.end()};
}

Result<void> Maker::set_people(const std::string& role) {
  const std::vector<std::string> people = people_of(role);
  if (people.empty() && before_ != nullptr) {
    return failure(fmt::format("everybody who answers for the {} has left", role),
                   fmt::format("name others: --{} NAME,NAME", role));
  }
  if (people.empty()) {
    return failure(fmt::format("nobody in {}/people.yaml can sign yet", model_.config.layout.trust),
                   "give yourself a key there: keys: [ { key: \"the line of your .pub file\" } ]; "
                   "`ssh-keygen -t ed25519` makes one");
  }
  for (const std::string& id : people) {
    const auto person =
        std::ranges::find(model_.people, id, [](const model::Person& each) { return *each.id; });
    if (person == model_.people.end()) {
      return failure(fmt::format("there is no `{}` on the roster", id),
                     fmt::format("name people of {}/people.yaml: --{} NAME,NAME",
                                 model_.config.layout.trust, role));
    }
    if (!may_sign(*person, today_)) {
      return failure(fmt::format("`{}` cannot sign: a machine, somebody who has left, or without "
                                 "an active SSH key",
                                 id),
                     fmt::format("name others who answer for the {}: --{} NAME,NAME", role, role));
    }
    for (const crypto::SshPublicKey& key : active_keys(*person, today_)) {
      crypto::SshPublicKey plain = key;
      plain.comment.clear();
      give(role, {crypto::fingerprint(plain), std::nullopt, plain, id});
    }
  }
  return {};
}

Result<void> Maker::set_threshold(const std::string& role, std::int64_t usual) {
  const auto given = words_.thresholds.find(role);
  const model::RootRole* old = before_ == nullptr ? nullptr : before_->role(role);
  model::RootRole& into = root_.roles[role];
  const auto most = static_cast<std::int64_t>(model::voices(root_, into));
  into.threshold = given != words_.thresholds.end() ? given->second
                   : old != nullptr                 ? old->threshold
                                                    : std::min(usual, most);
  if (into.threshold >= 1 && into.threshold <= most) return {};
  return failure(fmt::format("the role `{}` cannot ask for {} signatures: {} can sign", role,
                             into.threshold, most),
                 fmt::format("name more, or ask for fewer: --require {}=N", role));
}

Result<model::Root> Maker::make() {
  root_.project = *model_.config.project;
  root_.version = before_ == nullptr ? 1 : before_->version + 1;
  root_.expires =
      words_.expires.value_or(end_of(Date{date_of(Instant{model_.as_of.seconds + one_year})}));
  if (root_.expires <= model_.as_of) {
    return failure("the root would have expired already", "write a later day after `--expires`");
  }
  set_minisign("root", words_.root_keys);
  if (!root_.roles.contains("root")) {
    return failure("a root needs at least one root key",
                   "`ensign key new --out root.key` makes one, on a stick that you lock away; then "
                   "--root-key root.key.pub --key root.key");
  }
  TRY(set_threshold("root", 2));
  for (const std::string_view role : people_roles) {
    TRY(set_people(std::string(role)));
    TRY(set_threshold(std::string(role), role == "roster" ? 1 : 2));
  }
  std::set<std::string> others;
  for (const auto& [role, keys] : words_.keys) others.insert(role);
  if (before_ != nullptr) {
    for (const auto& [role, value] : before_->roles) {
      if (role != "root" && !model::is_ssh_role(role)) others.insert(role);
    }
  }
  for (const std::string& role : others) {
    const auto given = words_.keys.find(role);
    set_minisign(role,
                 given == words_.keys.end() ? std::vector<crypto::PublicKey>() : given->second);
    TRY(set_threshold(role, 1));
  }
  for (const auto& [role, threshold] : words_.thresholds) {
    if (root_.role(role) == nullptr) {
      return failure(fmt::format("nobody has the role `{}`", role), "name its keys as well");
    }
  }
  // What was made is read again, as everybody will.
  return model::read_root(model::root_bytes(root_));
}

void say_about_root_keys(const model::Root& root, TrustAnswer& answer) {
  const model::RootRole& role = *root.role("root");
  if (model::voices(root, role) > static_cast<std::size_t>(role.threshold)) return;
  answer.lines.push_back(
      role.keys.size() == 1
          ? "there is one root key: whoever loses it must ask everybody to pin anew. Two of three, "
            "held by different people, survive a loss: ensign trust rotate"
          : "every root key is needed to sign: one more would survive a loss");
}

Result<TrustAnswer> write_version(const Input& input, const TrustState& state,
                                  const RootWords& words, const model::Root* before,
                                  std::span<const crypto::SecretKey> keys) {
  Maker maker(state, words, before);
  auto made = maker.make();
  if (!made) return mistake(made.error().message, made.error().help);
  const model::Root& root = *made;
  auto signed_files = sign_with(state.model, root, before, keys);
  if (!signed_files) return mistake(signed_files.error().message, signed_files.error().help);
  std::vector<publish::NewFile> files{{root_path(state.model, root.version), root.bytes}};
  std::vector<std::string> signatures;
  for (publish::NewFile& file : *signed_files) {
    signatures.push_back(file.bytes);
    files.push_back(std::move(file));
  }
  TRY(publish::write_new_files(input.repository, files));
  TrustAnswer answer;
  for (const publish::NewFile& file : files) answer.written.push_back(file.path);
  answer.lines.push_back(fmt::format("root version {}, until {}: {}", root.version,
                                     to_string(root.expires), crypto::hex(root.digest)));
  for (const auto& [person, roles] : maker.dropped()) {
    answer.lines.push_back(
        fmt::format("`{}` has left, and has no more the role {}", person, names_of(roles)));
  }
  if (before == nullptr) {
    answer.lines.push_back(
        fmt::format("write this digest where the repository cannot change it: "
                    "ensign check --pin {}",
                    crypto::hex(root.digest)));
  }
  for (std::string& line : missing_root_signatures(state.model, root, before, signatures)) {
    answer.lines.push_back(std::move(line));
  }
  say_about_root_keys(root, answer);
  if (before == nullptr) {
    for (std::string& line : demands(state.model, root)) answer.lines.push_back(std::move(line));
  }
  for (std::string& line : missing_statements(state.model, root)) {
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

}  // namespace

Result<TrustAnswer> found_root(const Input& input, const RootWords& words,
                               std::span<const crypto::SecretKey> keys) {
  const TrustState state = TRY(read_trust(input));
  if (!state.model.roots.empty()) {
    return mistake("there is a root of trust already",
                   "`ensign trust rotate` writes the next "
                   "version");
  }
  if (!state.snapshot.find(state.model.config.layout.trust + "/policy.yaml")) {
    return mistake(fmt::format("there is no {}/policy.yaml, and with a root of trust it is signed",
                               state.model.config.layout.trust),
                   "`ensign new policy` writes one; say under `approvals:` who must agree");
  }
  return write_version(input, state, words, nullptr, keys);
}

Result<TrustAnswer> rotate_root(const Input& input, const RootWords& words,
                                std::span<const crypto::SecretKey> keys) {
  const TrustState state = TRY(read_trust(input));
  if (state.model.roots.empty()) {
    return mistake("there is no root of trust", "`ensign trust init` founds one");
  }
  const trust::Anchors anchors = trust::anchors(state.model);
  if (anchors.fault) return mistake(anchors.fault->message, anchors.fault->help);
  return write_version(input, state, words, &state.model.roots.back().root, keys);
}

Result<TrustAnswer> sign_root(const Input& input, std::span<const crypto::SecretKey> keys) {
  const TrustState state = TRY(read_trust(input));
  if (state.model.roots.empty()) {
    return mistake("there is no root of trust", "`ensign trust init` founds one");
  }
  const auto& roots = state.model.roots;
  const model::RootFile& last = roots.back();
  const model::Root* before = roots.size() < 2 ? nullptr : &roots[roots.size() - 2].root;
  auto files = sign_with(state.model, last.root, before, keys);
  if (!files) return mistake(files.error().message, files.error().help);
  TrustAnswer answer;
  std::erase_if(*files, [&](const publish::NewFile& file) {
    const auto there = publish::read_file(input.repository + "/" + file.path);
    const bool is_signed =
        there && std::ranges::any_of(keys, [&](const crypto::SecretKey& key) {
          return crypto::verify_minisign(key.public_key(), last.root.bytes, *there).has_value();
        });
    if (is_signed) answer.lines.push_back(file.path + ": already signed");
    return is_signed;
  });
  TRY(publish::write_new_files(input.repository, *files));
  std::vector<std::string> signatures = last.signatures;
  for (const publish::NewFile& file : *files) {
    answer.written.push_back(file.path);
    signatures.push_back(file.bytes);
  }
  for (std::string& line : missing_root_signatures(state.model, last.root, before, signatures)) {
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

}  // namespace ensign::driver
