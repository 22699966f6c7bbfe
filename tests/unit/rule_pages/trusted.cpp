#include "rule_pages/trusted.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

#include "model/model.h"
#include "model/root.h"
#include "record/record.h"
#include "test_signer.h"

namespace ensign::rule_pages {
namespace {

constexpr std::string_view keeper = "ada";
constexpr std::string_view project = "5f0c2d7e9b1a4c33";

void replace_all(std::string& text, std::string_view old_text, std::string_view new_text) {
  for (std::size_t at = text.find(old_text); at != text.npos;
       at = text.find(old_text, at + new_text.size())) {
    text.replace(at, old_text.size(), new_text);
  }
}

void put_keys(std::vector<PageFile>& files) {
  for (PageFile& file : files) {
    for (const std::string_view name : {"ada, again", "ada", "ben", "cora", "dan", "eve", "ci"}) {
      replace_all(file.bytes, "key of " + std::string(name), test::Signer(name).public_line());
    }
  }
}

// Without what is still to be signed.
source::Snapshot snapshot_of(const std::vector<PageFile>& files, Instant as_of) {
  std::map<std::string, std::string> plain;
  for (const PageFile& file : files) {
    if (file.signer.empty() && file.kind == PageFile::Kind::file) plain[file.path] = file.bytes;
  }
  return source::Snapshot::from_memory(plain, as_of);
}

// The line `name: word` with the digest of the record in place of the word.
void put_digest(std::string& lines, std::string_view word, const source::Snapshot& snapshot,
                const model::Model& model) {
  const std::string mark = ": " + std::string(word) + "\n";
  if (!lines.contains(mark)) return;
  const std::size_t at = lines.find("subject: ") + 9;
  const auto subject = model::parse_subject(lines.substr(at, lines.find('\n', at) - at));
  REQUIRE(subject.has_value());
  const auto record = record::find_record(model, snapshot, *subject);
  REQUIRE_MESSAGE(record.has_value(), "there is no record of " << *subject->text);
  replace_all(lines, mark, ": sha256:" + crypto::hex(record->digest) + "\n");
}

// Minisign keys of a root are told by a name, as those of people are.
crypto::SecretKey root_key() {
  const auto seed = crypto::sha256("ensign test key of the root");
  return crypto::SecretKey::from_seed(seed.bytes, {1, 2, 3, 4, 5, 6, 7, 8});
}

void add_root(std::vector<PageFile>& files) {
  const test::Signer signer(keeper);
  const crypto::SecretKey secret = root_key();
  const std::string id = crypto::key_id(secret.public_key());
  const std::string print = crypto::fingerprint(signer.key());
  model::Root root;
  root.project = project;
  root.version = 1;
  root.expires = *parse_instant("2030-01-01T00:00:00Z");
  root.keys[id] = {id, secret.public_key(), std::nullopt, ""};
  root.keys[print] = {print, std::nullopt, signer.key(), std::string(keeper)};
  root.roles["root"] = {{id}, 1};
  for (const std::string_view role : {"policy", "project", "roster"}) {
    root.roles[std::string(role)] = {{print}, 1};
  }
  const std::string bytes = model::root_bytes(root);
  files.push_back({"trust/root/1.json", bytes});
  files.push_back(
      {"trust/root/1.json." + id + ".minisig", crypto::minisign(secret, bytes, "root version 1")});
}

bool is_anchored(const std::string& path) {
  return path == "ensign.yaml" || path == "trust/people.yaml" || path == "trust/policy.yaml" ||
         path.starts_with("trust/honoured/");
}

void sign_anchors(std::vector<PageFile>& files) {
  std::vector<PageFile> statements;
  for (const PageFile& file : files) {
    if (!is_anchored(file.path)) continue;
    const test::Lines lines{.signer = std::string(keeper),
                            .subject = "file/" + file.path,
                            .content = test::digest_text(file.bytes)};
    statements.push_back({lines.path(), test::Signer(keeper).sign(lines.text())});
  }
  files.insert(files.end(), statements.begin(), statements.end());
}

// One statement of each kind of each person, from one that says NAME and ACTION.
std::vector<PageFile> spread(const std::vector<PageFile>& files, const model::Model& model) {
  std::vector<PageFile> all;
  for (const PageFile& file : files) {
    if (file.signer != "everybody") {
      all.push_back(file);
      continue;
    }
    for (const model::Person& person : model.people) {
      for (const std::string_view action : {"propose", "approve", "withdraw"}) {
        PageFile one = file;
        one.signer = *person.id;
        for (std::string* text : {&one.path, &one.bytes}) {
          replace_all(*text, "NAME", *person.id);
          replace_all(*text, "ACTION", action);
        }
        all.push_back(std::move(one));
      }
    }
  }
  return all;
}

}  // namespace

std::vector<PageFile> signed_files(std::vector<PageFile> files, std::vector<PageFile> base,
                                   Instant as_of) {
  put_keys(files);
  put_keys(base);
  const auto snapshot = snapshot_of(files, as_of);
  const auto now = model::read(snapshot, 1);
  const auto old_snapshot = snapshot_of(base, as_of);
  const auto before = model::read(old_snapshot, 1);
  files = spread(files, now.model);
  for (PageFile& file : files) {
    if (file.signer.empty()) continue;
    put_digest(file.bytes, "record", snapshot, now.model);
    put_digest(file.bytes, "old record", old_snapshot, before.model);
    const test::Signer signer(file.signer);
    file.bytes += signer.armour(file.forged ? file.bytes + "edited\n" : file.bytes);
  }
  add_root(files);
  sign_anchors(files);
  return files;
}

}  // namespace ensign::rule_pages
