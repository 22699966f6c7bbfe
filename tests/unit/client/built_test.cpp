// What a build says is proven to whoever verifies it: the proof made of a repository, read back.
#include "client/shop.h"
#include "emit/bundle/prove.h"
#include "model/reading.h"
#include "record/record.h"
#include "seal/governed_model.h"

namespace ensign::client {
namespace {

class Repository {
 public:
  std::map<std::string, std::string> files;

  Repository() {
    const Shop shop;
    files = shop.trust_files;
    for (const char* key : {"checkout", "colours"}) write(key, "off");
    root_ = Shop::root_of(1, {0}, {1});
    files["trust/root/1.json"] = root_.bytes;
    const auto signer = test::root_key(0);
    files["trust/root/1.json." + crypto::key_id(signer.public_key()) + ".minisig"] =
        test::signatures_of(root_, {0}).front();
    for (const auto& [path, bytes] : shop.trust_files) sign("file/" + path, "ada", bytes, 1, "");
  }

  void write(const std::string& key, const std::string& serve) {
    files["flags/web/" + key + ".yaml"] =
        model::flag_file(key, "fallback: { tier: 1, serve: off, badge: Old, reason: It works }\n",
                         "  production: { serve: " + serve + " }\n");
  }

  void sign(const std::string& subject, const std::string& person, const std::string& content,
            int revision, const std::string& previous) {
    const test::Lines lines{.signer = person,
                            .action = person == "ada" ? "propose" : "approve",
                            .subject = subject,
                            .content = test::digest_text(content),
                            .revision = std::to_string(revision),
                            .previous = previous.empty() ? "none" : test::digest_text(previous)};
    files[lines.path()] = test::Signer(person).sign(lines.text());
  }

  std::string record(const std::string& key) const {
    const auto read = model::read_files(files);
    const auto id = read.model.flag(key);
    REQUIRE(id.has_value());
    return record::flag_record(read.model, read.model.at(*id), 1).bytes;
  }

  void agree(const std::string& key, int revision, const std::string& previous) {
    for (const char* person : {"ada", "dan"}) {
      sign("flag/" + key + "@production", person, record(key), revision, previous);
    }
  }

  struct Built {
    emit::Bundle bundle;
    emit::Proof proof;
    Proven proven;
  };
  Built build(const Built* before, const std::vector<emit::KeptEntry>& kept = {}) const {
    const auto snapshot = source::Snapshot::from_memory(files, today);
    auto read = model::read(snapshot, 1);
    REQUIRE_MESSAGE(read.report.findings().empty(), model::messages(read).front());
    policy::Verdict verdict;
    verdict.sound = true;
    const auto sealed = seal::seal(std::move(read.model), std::move(verdict));
    REQUIRE(sealed.has_value());
    std::map<std::string, emit::PreviousBundle> previous;
    if (before != nullptr) {
      previous.emplace(environment, *emit::read_bundle(before->bundle.file.bytes));
    }
    Built built;
    for (emit::Bundle& bundle : emit::bundles(*sealed, previous)) {
      if (bundle.environment == environment) built.bundle = std::move(bundle);
    }
    const emit::Covered covered = covered_in(sealed->model(), snapshot);
    auto proof = emit::prove(sealed->model(), snapshot, built.bundle,
                             before == nullptr ? nullptr : &before->proof, kept, covered, 1);
    REQUIRE(proof.has_value());
    const std::string bytes = emit::proof_bytes(*proof);
    built.proof = *emit::read_proof(bytes);
    CHECK(emit::proof_bytes(built.proof) == bytes);
    const std::vector<std::string> signatures{
        crypto::minisign(test::root_key(1), built.bundle.file.bytes, built.bundle.trusted_comment)};
    const auto checked =
        check_bundle("bundle.json", built.bundle.file.bytes, signatures, root_, environment);
    REQUIRE_MESSAGE(checked.has_value(), checked.error().message);
    CHECK(checked->root_version == 1);
    CHECK(says_protected(checked->document));
    built.proven = prove(built.proof, *checked, root_, today, 1);
    return built;
  }

 private:
  // As the build asks.
  static emit::Covered covered_in(const model::Model& model, const source::Snapshot& snapshot) {
    policy::Case what;
    what.head = {&model, &snapshot};
    what.question = policy::Question::shippable;
    return policy::judge(what, {}).covered;
  }

  model::Root root_;
};

std::string told(const Proven& proven) {
  std::string text;
  for (const Failure& problem : proven.problems) text += problem.message + "\n";
  for (const Verdict& one : proven.verdicts) {
    text += one.key + (one.proven ? " proven" : " " + one.reasons.front()) +
            (one.removed ? " removed\n" : "\n");
  }
  return text;
}

TEST_CASE("built proof: what was approved in a repository is proven without it") {
  Repository repository;
  repository.agree("checkout", 1, "");
  const auto half = repository.build(nullptr);
  CHECK(told(half.proven) == "checkout proven\ncolours a proposal is missing\n");
  repository.agree("colours", 1, "");
  const auto first = repository.build(nullptr);
  CHECK(told(first.proven) == "checkout proven\ncolours proven\n");
  CHECK(first.proof.statements.size() == 7);  // 3 of trust files, 2 of each flag

  // The next change brings the record that it was approved against.
  const std::string before = repository.record("checkout");
  repository.write("checkout", "on");
  repository.agree("checkout", 2, before);
  const auto second = repository.build(&first);
  CHECK(second.bundle.seq == 2);
  CHECK(told(second.proven) == "checkout proven\ncolours proven\n");
  CHECK(second.proof.before.at("flag/checkout@production") == before);
  const auto approved = emit::newly_approved(second.proof, &first.proof);
  REQUIRE(approved.size() == 1);
  CHECK(approved.front().subject == "flag/checkout@production");
  CHECK(approved.front().revision == 2);
  // And stays, as long as the approval does.
  CHECK(repository.build(&second).proof.before == second.proof.before);
}

TEST_CASE("built proof: an approved removal is proven, too, for as long as anybody may ask") {
  Repository repository;
  repository.agree("checkout", 1, "");
  repository.agree("colours", 1, "");
  const auto first = repository.build(nullptr);
  const std::string record = repository.record("colours");
  repository.files.erase("flags/web/colours.yaml");
  for (const char* person : {"ada", "dan"}) {
    repository.files.erase("approvals/flag/colours@production/" + std::string(person) +
                           (person == std::string("ada") ? ".propose" : ".approve") + ".approval");
    const test::Lines lines{.signer = person,
                            .action = person == std::string("ada") ? "propose" : "approve",
                            .subject = "flag/colours@production",
                            .revision = "2",
                            .previous = test::digest_text(record)};
    repository.files[lines.path()] = test::Signer(person).sign(lines.text());
  }
  const auto second = repository.build(&first);
  CHECK(told(second.proven) == "checkout proven\ncolours proven removed\n");
  CHECK(told(repository.build(&second).proven) == "checkout proven\ncolours proven removed\n");
}

const char* const plan = R"(plan: rollout
title: Rollout
owner: team-web
stages:
  - { stage: pilot, title: Pilot, environment: staging, serves: { checkout: on, colours: on } }
  - { stage: everybody, title: Everybody, environment: production, serves: { checkout: on } }
)";

const char* const profile = R"(profile: safe
title: All off
owner: team-web
environment: production
serves: { checkout: off }
)";

// `checkout` and `colours` are driven by the plan in staging, `checkout` in production, too.
struct Driven : Repository {
  Driven() {
    files["trust/policy.yaml"] += "  - { rule: plans, match: { kinds: [plan, profile] } }\n";
    sign("file/trust/policy.yaml", "ada", files["trust/policy.yaml"], 1, "");
    files["releases/stages/rollout.yaml"] = plan;
    files["flags/profiles/safe.yaml"] = profile;
    drive("checkout", "off");
    drive("colours", "off");
    agree("checkout", 1, "");
    agree("colours", 1, "");
  }

  void drive(const std::string& key, const std::string& serve, bool driven = true) {
    const std::string stages = driven ? ", stages: rollout" : "";
    files["flags/web/" + key + ".yaml"] = model::flag_file(
        key, "fallback: { tier: 1, serve: off, badge: Old, reason: It works }\n",
        "  staging: { serve: off" + stages + " }\n  production: { serve: " + serve +
            (key == "checkout" ? stages : "") + " }\n");
  }

  std::string record_of(const std::string& subject) const {
    const auto snapshot = source::Snapshot::from_memory(files, today);
    const auto read = model::read(snapshot, 1);
    const auto record = record::find_record(read.model, snapshot, *model::parse_subject(subject));
    REQUIRE(record.has_value());
    return record->bytes;
  }

  void agree_to(const std::string& subject, int revision) {
    for (const char* person : {"ada", "dan"}) {
      sign(subject, person, record_of(subject), revision, "");
    }
  }
};

TEST_CASE("built proof: what a plan or a profile covers is proven with its approval") {
  Driven repository;
  const auto first = repository.build(nullptr);
  CHECK(told(first.proven) == "checkout proven\ncolours proven\n");
  repository.drive("checkout", "on");
  CHECK(told(repository.build(&first).proven) ==
        "checkout a proposal is missing\ncolours proven\n");

  repository.agree_to("plan/rollout", 1);
  const auto second = repository.build(&first);
  CHECK(told(second.proven) == "checkout proven\ncolours proven\n");
  CHECK(second.proven.verdict("checkout")->covered_by == "plan/rollout");
  CHECK(second.proof.entry("flag/checkout@production")->revision == 1);
  CHECK(second.proof.entry("flag/checkout@production")->covered_by == "plan/rollout");
  // What the plan makes of `colours`, which is of staging alone.
  REQUIRE(second.proof.yields.size() == 1);
  CHECK(second.proof.yields.front().contains("flag/colours@staging"));
  const auto approved = emit::newly_approved(second.proof, &first.proof);
  REQUIRE(approved.size() == 2);
  CHECK(approved.back().subject == "plan/rollout");

  SUBCASE("carried, it keeps what approved it") {
    std::erase_if(repository.files, [](const auto& file) {
      return file.first.starts_with("approvals/plan/") || file.first.starts_with("releases/");
    });
    repository.drive("checkout", "on", false);
    repository.drive("colours", "off", false);
    const auto third = repository.build(&second, {{"flag/checkout@production", true}});
    CHECK(told(third.proven) == "checkout proven\ncolours proven\n");
    CHECK(third.proven.verdict("checkout")->carried);
    CHECK(third.proof.yields == second.proof.yields);
    // And what no longer covers anything keeps its revision.
    repository.agree("checkout", 2, repository.record("checkout"));
    const auto fourth = repository.build(&third);
    CHECK_FALSE(fourth.proof.records.contains("plan/rollout"));
    REQUIRE(fourth.proof.entry("plan/rollout") != nullptr);
    CHECK(fourth.proof.entry("plan/rollout")->revision == 1);
  }
  SUBCASE("back by a profile") {
    repository.drive("checkout", "off");
    std::erase_if(repository.files, [](const auto& file) {
      return file.first.starts_with("approvals/flag/checkout@production/");
    });
    repository.agree_to("profile/safe@production", 1);
    const auto third = repository.build(&second);
    CHECK(told(third.proven) == "checkout proven\ncolours proven\n");
    CHECK(third.proven.verdict("checkout")->covered_by == "profile/safe@production");
  }
}

}  // namespace
}  // namespace ensign::client
