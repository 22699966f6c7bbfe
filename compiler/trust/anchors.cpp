#include "trust/anchors.h"

#include <algorithm>
#include <map>

#include "crypto/ssh_verify.h"
#include "trust/revisions.h"
#include "trust/root_chain.h"

namespace ensign::trust {
namespace {

constexpr std::int64_t clock_tolerance_seconds = 300;  // that a signer's clock may be ahead

void find_root(const model::Model& model, Anchors& into) {
  if (model.roots.empty()) return;
  std::vector<RootWithSignatures> versions;
  for (const model::RootFile& file : model.roots) {
    versions.push_back({&file.root, file.signatures});
  }
  Walk walked = follow(versions, model.pin);
  into.fault = std::move(walked.fault);
  (into.fault ? into.faulty : into.root) = &model.roots[walked.index];
}

// Keys of the roster that count nowhere.
bool is_barred(const model::Model& model, const crypto::SshPublicKey& key) {
  return std::ranges::any_of(model.people, [&](const model::Person& person) {
    return std::ranges::any_of(person.keys, [&](const model::PersonKey& own) {
      const bool out =
          *own.state == model::KeyState::suspended || *own.state == model::KeyState::compromised;
      return out && own.key.same_as(key);
    });
  });
}

class Reader {
 public:
  Reader(const model::Model& model, const model::Root& root) : model_(model), root_(root) {
    for (std::size_t i = 0; i < model.statements.size(); ++i) index(i);
  }

  Anchor read(std::string_view role_name, std::string path, FileId file);

 private:
  // What one statement says of one file.
  struct Vote {
    std::size_t statement = 0;
    std::optional<crypto::Sha256> content;
  };
  void index(std::size_t number);
  bool is_of_role(const model::Statement& statement, const model::RootRole& role) const;
  bool is_good(const model::Statement& statement) const;

  const model::Model& model_;
  const model::Root& root_;
  std::multimap<std::string, Vote, std::less<>> votes_;  // by path
};

void Reader::index(std::size_t number) {
  const model::Statement& statement = model_.statements[number];
  if (statement.subject.kind == model::SubjectKind::file) {
    votes_.emplace(statement.subject.name, Vote{number, *statement.content});
  }
  const model::RecordSet* set = set_of(model_, statement);
  if (set == nullptr) return;
  for (const model::SetRecord& record : set->records) {
    if (record.subject.kind == model::SubjectKind::file) {
      votes_.emplace(record.subject.name, Vote{number, *record.content});
    }
  }
}

bool Reader::is_of_role(const model::Statement& statement, const model::RootRole& role) const {
  return std::ranges::any_of(role.keys, [&](const std::string& id) {
    const model::RootKey* key = root_.key(id);
    return key != nullptr && key->ssh && key->person == *statement.signer.name &&
           key->ssh->same_as(statement.signature.key);
  });
}

bool Reader::is_good(const model::Statement& statement) const {
  if (*statement.project != root_.project) return false;
  if (statement.issued->seconds > model_.as_of.seconds + clock_tolerance_seconds) return false;
  if (is_barred(model_, statement.signature.key)) return false;
  if (!crypto::has_presence(statement.signature)) return false;
  const std::string_view lines =
      std::string_view(statement.bytes).substr(0, statement.armour.begin);
  return crypto::verify_ssh_signature(statement.signature, lines, model::statement_namespace)
      .has_value();
}

Anchor Reader::read(std::string_view role_name, std::string path, FileId file) {
  Anchor anchor{.role = std::string(role_name),
                .path = std::move(path),
                .file = file,
                .threshold = 1,
                .people = {},
                .others = {},
                .statements = {},
                .stale = {}};
  const model::RootRole* role = root_.role(role_name);
  const auto digest = model_.digests.find(anchor.path);
  if (role == nullptr || digest == model_.digests.end()) return anchor;
  anchor.threshold = role->threshold;
  std::map<std::string, std::vector<std::size_t>> agreed;  // by person
  std::map<std::string, Instant> withdrawn;
  const auto [begin, end] = votes_.equal_range(anchor.path);
  for (auto vote = begin; vote != end; ++vote) {
    const model::Statement& statement = model_.statements[vote->second.statement];
    if (!is_of_role(statement, *role) || !is_good(statement)) continue;
    if (vote->second.content != digest->second) {
      anchor.stale.push_back(vote->second.statement);
    } else if (*statement.action == model::Action::withdraw) {
      auto& last = withdrawn.try_emplace(*statement.signer.name, *statement.issued).first->second;
      last = std::max(last, *statement.issued);
    } else {
      agreed[*statement.signer.name].push_back(vote->second.statement);
    }
  }
  for (auto& [person, statements] : agreed) {
    const auto taken_back = withdrawn.find(person);
    std::erase_if(statements, [&](std::size_t number) {
      return taken_back != withdrawn.end() &&
             *model_.statements[number].issued <= taken_back->second;
    });
    if (statements.empty()) continue;
    anchor.people.push_back(person);
    anchor.statements.insert(anchor.statements.end(), statements.begin(), statements.end());
  }
  std::set<std::string> others;
  for (const std::string& id : role->keys) {
    const model::RootKey* key = root_.key(id);
    if (key != nullptr && !std::ranges::binary_search(anchor.people, key->person)) {
      others.insert(key->person);
    }
  }
  anchor.others.assign(others.begin(), others.end());
  std::ranges::sort(anchor.statements);
  std::ranges::sort(anchor.stale);
  return anchor;
}

std::optional<FileId> file_at(const model::Model& model, std::string_view path) {
  const auto found = std::ranges::lower_bound(model.paths, path);
  if (found == model.paths.end() || *found != path) return std::nullopt;
  return static_cast<FileId>(found - model.paths.begin());
}

}  // namespace

bool Anchors::hold() const {
  if (fault) return false;
  return std::ranges::all_of(files, [](const Anchor& anchor) { return anchor.holds(); });
}

Anchors anchors(const model::Model& model) {
  Anchors result;
  find_root(model, result);
  if (result.root == nullptr) return result;
  Reader reader(model, result.root->root);
  const auto add = [&](std::string_view role, const std::string& path) {
    if (const auto file = file_at(model, path))
      result.files.push_back(reader.read(role, path, *file));
  };
  add("project", "ensign.yaml");
  add("roster", model.config.layout.trust + "/people.yaml");
  add("policy", model.config.layout.trust + "/policy.yaml");
  for (const model::Honoured& list : model.honoured) add("roster", model.path(list.file));
  return result;
}

std::set<crypto::Sha256> honoured(const model::Model& model, const Anchors& anchors) {
  std::set<crypto::Sha256> statements;
  for (const model::Honoured& list : model.honoured) {
    const std::string& path = model.path(list.file);
    const auto anchor = std::ranges::find(anchors.files, path, &Anchor::path);
    if (anchor == anchors.files.end() || !anchor->holds()) continue;
    statements.insert(list.statements.begin(), list.statements.end());
  }
  return statements;
}

}  // namespace ensign::trust
