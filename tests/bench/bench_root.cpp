// Puts the repository of the benchmark under a root of trust in which everything is approved.
//
//   bench_root FOLDER AS_OF
//
// Three people sign every flag of production, every plan and every release through sets of 2,500
// records. Root, keys and signatures are the same on every machine; who can read this file can sign
// with them. Prints the digest of the root.
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>

#include "model/model.h"
#include "model/statement.h"
#include "plan.h"
#include "record/record.h"
#include "test_signer.h"
#include "trust/roots.h"

namespace ensign::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t records_in_set = 2'500;
constexpr const char* project = "7d1e5b0c94f2a386";

class Repository {
 public:
  explicit Repository(fs::path folder) : folder_(std::move(folder)) {
    for (const char* root : {"flags", "releases", "rollbacks", "trust"}) {
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / root)) {
        if (entry.is_regular_file()) read(fs::relative(entry.path(), folder_).string());
      }
    }
    read("ensign.yaml");
  }

  const std::string& text(const std::string& path) const { return files_.at(path); }
  const std::map<std::string, std::string>& files() const { return files_; }

  void write(const std::string& path, std::string bytes) {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << bytes;
    files_[path] = std::move(bytes);
  }

  void replace(const std::string& path, const std::string& old, const std::string& text) {
    std::string bytes = files_.at(path);
    bytes.replace(bytes.find(old), old.size(), text);
    write(path, std::move(bytes));
  }

  void sign(const std::string& subject, const std::string& content, const std::string& person,
            const std::string& action) {
    const test::Lines lines{.signer = person,
                            .action = action,
                            .subject = subject,
                            .content = test::digest_text(content),
                            .project = project};
    write(lines.path(), test::Signer(person).sign(lines.text()));
  }

 private:
  void read(const std::string& path) {
    std::ifstream file(folder_ / path, std::ios::binary);
    files_[path] = {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
  std::map<std::string, std::string> files_;
};

void give_keys(Repository& repository) {
  repository.replace("ensign.yaml", "production: { title: Production }",
                     "production: { title: Production, protected: true }");
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string id = person_id(i);
    repository.replace(
        "trust/people.yaml", fmt::format("  {}: {{ ", id),
        fmt::format("  {}: {{ keys: [ {{ key: \"{}\" }} ], ", id, test::Signer(id).public_line()));
  }
}

void add_root(Repository& repository) {
  model::Root root = test::root_version(1, {0}, 1);
  root.project = project;
  root.keys.clear();
  root.roles.clear();
  const auto sign_files = test::minisign_root_key(test::root_key(1).public_key());
  test::give(root, "root", test::minisign_root_key(test::root_key(0).public_key()));
  for (const char* role : {"bundle/staging", "bundle/production", "timestamp"}) {
    test::give(root, role, sign_files);
  }
  const crypto::SshPublicKey first = test::Signer(person_id(0)).key();
  for (const char* role : {"roster", "policy", "project"}) {
    test::give(root, role, {crypto::fingerprint(first), std::nullopt, first, person_id(0)});
  }
  test::seal(root);
  const std::string key = crypto::key_id(test::root_key(0).public_key());
  repository.write("trust/root/1.json", root.bytes);
  repository.write("trust/root/1.json." + key + ".minisig", test::signatures_of(root, {0}).front());
  for (const char* path : {"ensign.yaml", "trust/people.yaml", "trust/policy.yaml"}) {
    repository.sign(fmt::format("file/{}", path), repository.text(path), person_id(0), "propose");
  }
  fmt::print("{}\n", crypto::hex(root.digest));
}

// `SUBJECT CONTENT 1 none`, sorted.
std::map<std::string, std::string> lines_of(const source::Snapshot& snapshot) {
  const model::Model model = model::read(snapshot, 1).model;
  std::map<std::string, std::string> lines;
  const auto add = [&](const record::Record& record) {
    lines[record.subject] =
        fmt::format("{} sha256:{} 1 none\n", record.subject, crypto::hex(record.digest));
  };
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    if (!model.config.environments[i].is_protected) continue;
    for (const auto& record : record::flag_records(model, i, 1)) add(record);
  }
  for (const model::Plan& plan : model.plans) add(record::plan_record(model, plan));
  for (const model::Release& release : model.releases) {
    if (const auto record = record::release_record(model, snapshot, release)) add(*record);
  }
  return lines;
}

void approve(Repository& repository, Instant as_of) {
  std::vector<std::string> sets(1);
  std::size_t count = 0;
  for (const auto& [subject, line] :
       lines_of(source::Snapshot::from_memory(repository.files(), as_of))) {
    if (count > 0 && count % records_in_set == 0) sets.emplace_back();
    sets.back() += line;
    ++count;
  }
  for (const std::string& set : sets) {
    const std::string subject = "set/" + crypto::hex(crypto::sha256(set));
    repository.write("approvals/" + subject + "/records", set);
    repository.sign(subject, set, person_id(2), "propose");
    repository.sign(subject, set, person_id(0), "approve");
    repository.sign(subject, set, person_id(1), "approve");
  }
}

}  // namespace
}  // namespace ensign::bench

int main(int argc, char** argv) {
  const auto as_of = argc == 3 ? ensign::parse_as_of(argv[2]) : std::nullopt;
  if (!as_of) {
    std::fputs("usage: bench_root FOLDER AS_OF\n", stderr);
    return 2;
  }
  ensign::bench::Repository repository(argv[1]);
  ensign::bench::give_keys(repository);
  ensign::bench::add_root(repository);
  ensign::bench::approve(repository, *as_of);
  return 0;
}
