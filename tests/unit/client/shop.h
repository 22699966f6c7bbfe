// A project whose people sign, published in memory: roots, bundles, timestamps, proofs and kills,
// for tests that break them one by one. The key with the number 0 is the root's, 1 signs bundles of
// production, 2 timestamps; 9 is nobody's.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "client/bundle.h"
#include "client/mirror.h"
#include "client/proven.h"
#include "client/roots.h"
#include "client/state.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/overlay.h"
#include "emit/bundle/proof.h"
#include "emit/bundle/timestamp.h"
#include "test_signer.h"
#include "trust/roots.h"

namespace ensign::client {

inline Instant at(std::string_view text) { return parse_instant(text).value(); }
inline const Instant today = at("2026-06-10T12:00:00Z");
inline constexpr const char* environment = "production";

class MemoryMirror : public Mirror {
 public:
  std::map<std::string, std::string> files;
  bool is_down = false;

  std::string name() const override { return "memory"; }
  Result<std::optional<std::string>> fetch(const std::string& path,
                                           std::size_t most) const override {
    if (is_down) return failure("the mirror is down");
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    if (found->second.size() > most) return failure(path + " holds too much");
    return found->second;
  }
  std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names;
    for (const auto& [path, bytes] : files) {
      if (path.starts_with(folder + "/")) names.push_back(path.substr(folder.size() + 1));
    }
    return names;
  }
};

struct BundleFacts {
  std::int64_t seq = 1;
  std::string prev = {};  // empty: null
  std::string issued = "2026-06-10T09:00:00Z", expires = "2026-07-10T09:00:00Z";
  std::string project = "5f0c2d7e9b1a4c33", env = environment;
  std::int64_t root_version = 1;
  std::vector<std::string> lifted = {};
  bool says_protected = false;
};

struct FlagFacts {
  std::string risk = "L3";
  bool on = false;
  bool killed = false;
  std::int64_t revision = 1;
  std::string previous = {};                          // bytes of the record before
  std::vector<std::string> signers = {"ada", "dan"};  // the first proposes
  std::string area = "web";
  Json targeting = {};  // null: nothing but the default
};

class Shop {
 public:
  MemoryMirror mirror;
  std::map<std::string, FlagFacts> flags = {{"checkout", {}},
                                            {"colours", {.risk = "L1", .signers = {"ada"}}}};
  std::map<std::string, std::string> trust_files;
  std::map<std::string, Json> evaluators;  // of the bundle, by name
  std::int64_t policy_revision = 1;
  model::Root root = root_of(1, {0}, {1});
  std::vector<int> root_signers = {0};

  Shop() {
    trust_files["ensign.yaml"] =
        "project: 5f0c2d7e9b1a4c33\nname: shop\nenvironments:\n  staging: {}\n"
        "  production: { protected: true }\n";
    trust_files["trust/people.yaml"] = roster({"ada", "ben", "dan", "eve"});
    trust_files["trust/policy.yaml"] =
        "approvals:\n  - { rule: all, people: 1 }\n"
        "  - { rule: risky, match: { risk: [L3] }, people: 2, from: [ { team: team-security } ] "
        "}\n";
  }

  static std::string roster(const std::vector<std::string>& people) {
    std::string text = "people:\n";
    for (const std::string& id : people) {
      text += fmt::format("  {0}: {{ name: {0}, keys: [ {{ key: \"{1}\" }} ] }}\n", id,
                          test::Signer(id).public_line());
    }
    return text +
           "teams:\n  team-security: { title: Security, members: [dan, eve] }\n  team-web: { "
           "title: Web, members: [ada, ben] }\n"
           "roles:\n  emergency/production: { title: On call, holders: [ben] }\n";
  }

  static model::Root root_of(std::int64_t version, const std::vector<int>& root_keys,
                             const std::vector<int>& bundle_keys, std::int64_t threshold = 1,
                             bool timestamps = false,
                             std::string_view expires = "2030-01-01T00:00:00Z") {
    model::Root root = test::root_version(version, root_keys, 1, expires);
    root.keys.clear();
    root.roles.clear();
    for (const int key : root_keys) give(root, "root", key);
    for (const int key : bundle_keys) give(root, "bundle/production", key);
    root.roles["bundle/production"].threshold = threshold;
    if (timestamps) give(root, "timestamp", 2);
    const crypto::SshPublicKey ada = test::Signer("ada").key();
    for (const char* role : {"roster", "policy", "project"}) {
      test::give(root, role, {crypto::fingerprint(ada), std::nullopt, ada, "ada"});
    }
    test::seal(root);
    return root;
  }

  static void give(model::Root& root, const std::string& role, int key) {
    test::give(root, role, test::minisign_root_key(test::root_key(key).public_key()));
  }

  Json serves(const FlagFacts& flag) const {
    Json object = Json::object({{"state", "ENABLED"},
                                {"variants", Json::object({{"on", true}, {"off", false}})},
                                {"defaultVariant", flag.on ? "on" : "off"}});
    if (flag.killed) {
      object = Json::object({{"state", "ENABLED"},
                             {"variants", Json::object({{"on", true}, {"off", false}})},
                             {"defaultVariant", "off"}});
    } else if (!flag.targeting.is_null()) {
      object.set("targeting", flag.targeting);
    }
    return object;
  }

  std::string record(const std::string& key, FlagFacts flag) const {
    flag.killed = false;
    return canonical(Json::object(
        {{"format", "ensign-record/1"},
         {"subject", "flag/" + key + "@production"},
         {"lowering", 1},
         {"serves", serves(flag)},
         {"governs",
          Json::object({{"type", "release"},
                        {"value", "boolean"},
                        {"owner", "team-security"},
                        {"risk", flag.risk},
                        {"expires", "2026-12-31"},
                        {"on_expiry", "keep"},
                        {"exposure", Json::array()},
                        {"code_default", nullptr},
                        {"requires", Json::array()},
                        {"kill_switch", nullptr},
                        {"playbook", nullptr},
                        {"fallback", Json::object({{"tier", 1}, {"serve", "off"}})}})}}));
  }

  std::string bundle_text(const BundleFacts& facts) const {
    Json all = Json::object();
    Json fallback = Json::object();
    for (const auto& [key, flag] : flags) {
      all.set(key, serves(flag));
      fallback.set(key, "off");
    }
    Json lifted = Json::array();
    for (const std::string& digest : facts.lifted) lifted.push(digest);
    Json shared = Json::object();
    for (const auto& [name, rule] : evaluators) shared.set(name, rule);
    Json document = Json::object(
        {{"$evaluators", std::move(shared)},
         {"flags", std::move(all)},
         {"metadata", Json::object({{"flagSetId", "shop/production"}})},
         {"ensign",
          Json::object({{"format", "ensign-bundle/1"},
                        {"project", facts.project},
                        {"env", facts.env},
                        {"seq", facts.seq},
                        {"issued", facts.issued},
                        {"expires", facts.expires},
                        {"prev", facts.prev.empty() ? Json() : Json(facts.prev)},
                        {"root_version", facts.root_version},
                        {"source", Json::object({{"commit", nullptr}, {"tree", nullptr}})},
                        {"kill", Json::object({{"levels", Json::array()},
                                               {"fallback", std::move(fallback)}})},
                        {"lifted", std::move(lifted)}})}});
    if (facts.says_protected) {
      for (Json::Member& member : *document.members()) {
        if (member.first == "ensign") member.second.set("protected", true);
      }
    }
    return canonical(document) + "\n";
  }

  static std::string comment(const BundleFacts& facts) {
    return emit::trusted_comment(facts.project, facts.env, facts.seq, at(facts.issued),
                                 at(facts.expires));
  }

  void sign_file(const std::string& path, const std::string& bytes, const std::string& said,
                 const std::vector<int>& signers) {
    for (const int signer : signers) {
      const auto key = test::root_key(signer);
      mirror.files[path + "." + crypto::key_id(key.public_key()) + ".minisig"] =
          crypto::minisign(key, bytes, said);
    }
  }

  void publish_root() { publish_root(root, root_signers); }
  void publish_root(const model::Root& one, const std::vector<int>& signers) {
    mirror.files[root_path(one.version)] = one.bytes;
    sign_file(root_path(one.version), one.bytes, "ensign-root/1", signers);
  }

  // Bundle and proof; gives back the sha256 of the bundle.
  std::string publish(const BundleFacts& facts, const std::vector<int>& signers = {1}) {
    const std::string path = "bundles/production/bundle.json";
    std::erase_if(mirror.files, [](const auto& file) {
      return file.first.starts_with("bundles/production/bundle.json");
    });
    const std::string bytes = bundle_text(facts);
    mirror.files[path] = bytes;
    sign_file(path, bytes, comment(facts), signers);
    mirror.files["bundles/production/proof.json"] = emit::proof_bytes(proof(facts));
    return crypto::hex(crypto::sha256(bytes));
  }

  void publish_timestamp(const BundleFacts& facts, const std::string& issued,
                         const std::vector<std::string>& kills = {},
                         const std::vector<int>& signers = {2}) {
    emit::Timestamp timestamp;
    timestamp.project = facts.project;
    timestamp.environment = facts.env;
    timestamp.seq = facts.seq;
    timestamp.sha256 = crypto::hex(crypto::sha256(bundle_text(facts)));
    timestamp.kills = kills;
    timestamp.issued = at(issued);
    timestamp.expires = {timestamp.issued.seconds + 3600};
    const emit::OutFile file = emit::timestamp_file(timestamp);
    mirror.files[file.path] = file.bytes;
    sign_file(file.path, file.bytes, emit::timestamp_comment(timestamp), signers);
  }

  std::string publish_kill(const std::string& by, const std::vector<std::string>& keys) {
    emit::Overlay overlay;
    overlay.project = "5f0c2d7e9b1a4c33";
    overlay.environment = environment;
    overlay.seq = 1;
    overlay.bundle = std::string(64, 'a');
    overlay.flags = keys;
    overlay.reason = "it hurts";
    overlay.by = by;
    overlay.issued = today;
    const std::string bytes = emit::overlay_bytes(overlay);
    const std::string digest = emit::overlay_digest(bytes);
    const std::string path = emit::overlay_path(environment, digest);
    mirror.files[path] = bytes;
    mirror.files[path + ".sshsig"] = test::Signer(by).armour(bytes, emit::overlay_namespace);
    return digest;
  }

  emit::Proof proof(const BundleFacts& facts) const {
    emit::Proof proof;
    proof.project = facts.project;
    proof.environment = facts.env;
    proof.seq = facts.seq;
    proof.sha256 = crypto::hex(crypto::sha256(bundle_text(facts)));
    proof.roots.push_back({root.bytes, test::signatures_of(root, root_signers)});
    proof.files = trust_files;
    for (const auto& [path, bytes] : trust_files) {
      const std::int64_t revision = path == "trust/policy.yaml" ? policy_revision : 1;
      add(proof, "file/" + path, "ada", "propose", bytes, revision, "none");
      proof.entries.push_back({"file/" + path, crypto::sha256(bytes), revision, ""});
    }
    for (const auto& [key, flag] : flags) {
      const std::string bytes = record(key, flag);
      const std::string subject = "flag/" + key + "@production";
      proof.records.emplace(subject, bytes);
      if (!flag.previous.empty()) proof.before.emplace(subject, flag.previous);
      for (std::size_t i = 0; i < flag.signers.size(); ++i) {
        add(proof, subject, flag.signers[i], i == 0 ? "propose" : "approve", bytes, flag.revision,
            flag.previous.empty() ? "none" : test::digest_text(flag.previous));
      }
      proof.entries.push_back(
          {subject, crypto::sha256(bytes), flag.signers.empty() ? 0 : flag.revision, flag.area});
    }
    return proof;
  }

  static void add(emit::Proof& proof, const std::string& subject, const std::string& signer,
                  const std::string& action, const std::string& content, std::int64_t revision,
                  const std::string& previous) {
    const test::Lines lines{.signer = signer,
                            .action = action,
                            .subject = subject,
                            .content = test::digest_text(content),
                            .revision = std::to_string(revision),
                            .previous = previous};
    proof.statements.push_back(test::Signer(signer).sign(lines.text()));
  }

  // A client that pins the root of this shop.
  State client(std::optional<model::Risk> require_proof = std::nullopt) const {
    State state;
    state.project = root.project;
    state.environment = environment;
    state.pinned = crypto::hex(root.digest);
    state.root = root.bytes;
    state.require_proof = require_proof;
    return state;
  }
};

}  // namespace ensign::client
