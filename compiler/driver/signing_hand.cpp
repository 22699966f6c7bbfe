// The signature itself, and the files that hold it.

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "base/utf8.h"
#include "driver/signing.h"
#include "publish/disk.h"
#include "signer/signer.h"

namespace ensign::driver::signing {
namespace {

bool counts_today(const model::PersonKey& key, Date today) {
  return *key.state == model::KeyState::active && (!key.from || **key.from <= today) &&
         (!key.until || today <= **key.until);
}

std::vector<const model::PersonKey*> keys_of(const Sides& sides, const std::string& person) {
  std::vector<const model::PersonKey*> keys;
  const Date today = date_of(sides.head.model.as_of);
  for (const model::Person& one : sides.head.model.people) {
    if (*one.id != person) continue;
    for (const model::PersonKey& key : one.keys) {
      if (counts_today(key, today)) keys.push_back(&key);
    }
  }
  return keys;
}

Result<void> expect_present(const Sides& sides, const std::string& person) {
  const Date today = date_of(sides.head.model.as_of);
  for (const model::Person& one : sides.head.model.people) {
    if (*one.id != person || !one.left || today <= **one.left) continue;
    return failure(fmt::format("`{}` has left, their last day was {}: what they sign now counts "
                               "nowhere",
                               person, to_string(**one.left)),
                   "let somebody sign who is there");
  }
  return {};
}

bool has(const std::vector<const model::PersonKey*>& keys, const crypto::SshPublicKey& wanted) {
  return std::ranges::any_of(keys,
                             [&](const model::PersonKey* key) { return key->key.same_as(wanted); });
}

Result<std::string> sign_with_agent(const Hand& hand, const std::string& person,
                                    const std::vector<const model::PersonKey*>& keys,
                                    const std::string& text) {
  if (hand.socket.empty()) {
    return failure("there is no ssh-agent to sign with",
                   "start one and `ssh-add` your key, or name the key: `--key-file FILE`");
  }
  for (const crypto::SshPublicKey& held : TRY(signer::agent_keys(hand.socket))) {
    if (!has(keys, held)) continue;
    return signer::sign_with_agent(hand.socket, held, text, model::statement_namespace);
  }
  return failure(fmt::format("the agent holds no key of `{}` that counts today", person),
                 "`ssh-add` it, or name the key: `--key-file FILE`");
}

}  // namespace

Result<std::vector<publish::NewFile>> sign(const Sides& sides, const Hand& hand,
                                           const Draft& draft) {
  const std::string& person = *draft.statement.signer.name;
  TRY(expect_present(sides, person));
  const auto keys = keys_of(sides, person);
  if (keys.empty()) {
    return failure(fmt::format("the roster gives `{}` no key that counts today", person),
                   "add the line of the `.pub` file to trust/people.yaml");
  }
  const std::string text = model::signed_text(draft.statement);
  const std::string armour =
      hand.key_file ? TRY(signer::sign_with_keygen(*hand.key_file, text, model::statement_namespace,
                                                   hand.environment))
                    : TRY(sign_with_agent(hand, person, keys, text));
  const auto signature = crypto::parse_ssh_signature(armour);
  if (!signature || !has(keys, signature->key)) {
    return failure(fmt::format("that key is none of `{}` that counts today", person),
                   "sign with a key of the roster, trust/people.yaml");
  }
  std::vector<publish::NewFile> files;
  if (!draft.records.empty()) files.push_back({draft.records_path, draft.records});
  files.push_back({draft.path, text + armour});
  return files;
}

Result<std::vector<std::string>> write(const std::string& repository,
                                       const std::vector<publish::NewFile>& files) {
  std::vector<std::string> remarks;
  std::vector<publish::NewFile> fresh;
  for (const publish::NewFile& file : files) {
    const std::string path = (std::filesystem::path(repository) / file.path).string();
    if (!publish::is_taken(path)) {
      fresh.push_back(file);
      continue;
    }
    const std::string old = TRY(publish::read_file(path));
    if (old == file.bytes) continue;
    report::Report ignored;
    const auto statement = model::read_statement(FileId{}, old, ignored);
    TRY(publish::replace_file(path, file.bytes));
    remarks.push_back(fmt::format(
        "{} replaces {}", visible(file.path),
        statement ? fmt::format("the statement of {} about {}", to_string(*statement->issued),
                                *statement->content ? "sha256:" + crypto::hex(**statement->content)
                                                    : std::string("the removal"))
                  : std::string("a file that was no statement")));
  }
  if (!fresh.empty()) TRY(publish::write_new_files(repository, fresh));
  return remarks;
}

}  // namespace ensign::driver::signing
