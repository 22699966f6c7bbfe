// Who approved what is in a bundle, from the proof alone; and what somebody who has stolen the key
// that signs bundles can do: write any bundle, any proof and any entry of a log, but no signature
// of a person.
#include "client/proven.h"

#include <algorithm>

#include "client/active.h"
#include "client/demand.h"
#include "client/shop.h"
#include "client/update.h"

namespace ensign::client {
namespace {

CheckedBundle bundle_of(const Shop& shop, const BundleFacts& facts) {
  const std::string bytes = shop.bundle_text(facts);
  const std::vector<std::string> signatures{
      crypto::minisign(test::root_key(1), bytes, Shop::comment(facts))};
  auto checked = check_bundle("bundle.json", bytes, signatures, shop.root, environment);
  REQUIRE_MESSAGE(checked.has_value(), checked.error().message);
  return std::move(*checked);
}

Proven proven_of(const Shop& shop, const emit::Proof& proof, const BundleFacts& facts = {}) {
  const auto read = emit::read_proof(emit::proof_bytes(proof));
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return prove(*read, bundle_of(shop, facts), shop.root, today, 1);
}

// `checkout: proven`, or why it is not, a flag a line; problems first.
std::string told(const Proven& proven) {
  std::string text;
  for (const Failure& problem : proven.problems) text += problem.message + "\n";
  for (const Verdict& one : proven.verdicts) {
    text += one.key + ": " + (one.proven ? "proven\n" : one.reasons.front() + "\n");
  }
  return text;
}

constexpr const char* all_proven = "checkout: proven\ncolours: proven\n";

TEST_CASE("proof: entries that the people of the policy approved are proven") {
  const Shop shop;
  const Proven proven = proven_of(shop, shop.proof({}));
  CHECK(told(proven) == all_proven);
  CHECK(proven.is_protected);
  const Verdict* checkout = proven.verdict("checkout");
  REQUIRE(checkout != nullptr);
  CHECK(checkout->signers == std::vector<std::string>{"ada", "dan"});
  CHECK(checkout->rules == std::vector<std::string>{"all", "risky"});
  CHECK(checkout->risk == model::Risk::L3);
  CHECK(proven.files.size() == 3);
}

TEST_CASE("proof: the killed form of a flag is approved with it") {
  Shop shop;
  shop.flags["checkout"].on = true;
  const emit::Proof proof = shop.proof({});
  shop.flags["checkout"].killed = true;
  emit::Proof again = proof;
  again.sha256 = crypto::hex(crypto::sha256(shop.bundle_text({})));
  CHECK(told(proven_of(shop, again)) == all_proven);
}

TEST_CASE("proof: one signature over a set proves all that is in it") {
  Shop shop;
  for (auto& [key, flag] : shop.flags) flag.signers.clear();
  emit::Proof proof = shop.proof({});
  std::string set;
  for (const auto& [key, flag] : shop.flags) {
    set += "flag/" + key + "@production " + test::digest_text(shop.record(key, flag)) + " 1 none\n";
  }
  proof.sets.push_back(set);
  const std::string subject = "set/" + crypto::hex(crypto::sha256(set));
  Shop::add(proof, subject, "ada", "propose", set, 1, "none");
  Shop::add(proof, subject, "dan", "approve", set, 1, "none");
  for (emit::ProofEntry& entry : proof.entries) entry.revision = 1;
  CHECK(told(proven_of(shop, proof)) == all_proven);
}

TEST_CASE("proof, stolen key: a record rewritten to ask for less is not what was approved") {
  Shop shop;
  shop.flags["checkout"].on = true;
  emit::Proof proof = shop.proof({});
  FlagFacts less = shop.flags["checkout"];
  less.risk = "L0";
  const std::string bytes = shop.record("checkout", less);
  proof.records["flag/checkout@production"] = bytes;
  for (emit::ProofEntry& entry : proof.entries) {
    if (entry.subject == "flag/checkout@production") entry.content = crypto::sha256(bytes);
  }
  CHECK(told(proven_of(shop, proof)) == "checkout: a proposal is missing\ncolours: proven\n");
}

TEST_CASE("proof, stolen key: a flag object that differs from its record") {
  Shop shop;
  const emit::Proof honest = shop.proof({});
  shop.flags["checkout"].on = true;
  emit::Proof proof = shop.proof({});
  proof.records = honest.records;
  proof.statements = honest.statements;
  proof.entries = honest.entries;
  CHECK(told(proven_of(shop, proof)) ==
        "checkout: the bundle serves something else than its record\ncolours: proven\n");
}

TEST_CASE("proof, stolen key: trust files that the roles of the root did not sign") {
  Shop shop;
  emit::Proof proof = shop.proof({});
  SUBCASE("a policy that asks nobody") {
    proof.files["trust/policy.yaml"] = "approvals:\n  - { rule: all, people: 0 }\n";
    CHECK(told(proven_of(shop, proof)) ==
          "trust/policy.yaml in the proof is approved by 0 of the 1 people that the role `policy` "
          "of the root asks for\n");
  }
  SUBCASE("a roster with somebody added") {
    proof.files["trust/people.yaml"] = Shop::roster({"ada", "ben", "dan", "eve", "mallory"});
    CHECK(told(proven_of(shop, proof))
              .starts_with("trust/people.yaml in the proof is approved by "
                           "0 of the 1 people"));
  }
  SUBCASE("an environment that is protected no more") {
    std::string& text = proof.files["ensign.yaml"];
    text.replace(text.find("{ protected: true }"), 19, "{}");
    CHECK(told(proven_of(shop, proof)).starts_with("ensign.yaml in the proof is approved by 0"));
  }
  SUBCASE("no policy at all") {
    proof.files.erase("trust/policy.yaml");
    CHECK(told(proven_of(shop, proof)).find("proven") == std::string::npos);
  }
}

TEST_CASE("proof, stolen key: statements of elsewhere") {
  Shop shop;
  shop.flags["checkout"].signers = {"ada"};
  const std::string content = shop.record("checkout", shop.flags["checkout"]);
  emit::Proof proof = shop.proof({});
  const std::string missing =
      "checkout: 1 person more is missing for rule `risky`\ncolours: proven\n";
  CHECK(told(proven_of(shop, proof)) == missing);
  test::Lines lines{.signer = "dan", .content = test::digest_text(content)};
  SUBCASE("of another environment") { lines.subject = "flag/checkout@staging"; }
  SUBCASE("of another project") { lines.project = "0000000000000000"; }
  SUBCASE("of other content") { lines.content = test::digest_text("something else"); }
  proof.statements.push_back(test::Signer("dan").sign(lines.text()));
  CHECK(told(proven_of(shop, proof)) == missing);
}

TEST_CASE("proof, stolen key: statements that nobody on the roster signed") {
  Shop shop;
  shop.flags["checkout"].signers = {"ada"};
  const std::string content = shop.record("checkout", shop.flags["checkout"]);
  emit::Proof proof = shop.proof({});
  const test::Lines lines{.signer = "dan", .content = test::digest_text(content)};
  SUBCASE("another key under a known name") {
    proof.statements.push_back(test::Signer("mallory").sign(lines.text()));
  }
  SUBCASE("an unknown name") {
    test::Lines other = lines;
    other.signer = "mallory";
    proof.statements.push_back(test::Signer("mallory").sign(other.text()));
  }
  SUBCASE("a signature of other bytes") {
    proof.statements.push_back(lines.text() + test::Signer("dan").armour("other"));
  }
  SUBCASE("a signature for another purpose") {
    proof.statements.push_back(lines.text() + test::Signer("dan").armour(lines.text(), "file"));
  }
  CHECK(told(proven_of(shop, proof)) ==
        "checkout: 1 person more is missing for rule `risky`\ncolours: proven\n");
}

TEST_CASE("proof: it is of this bundle, or of none") {
  Shop shop;
  emit::Proof proof = shop.proof({});
  SUBCASE("another bundle") {
    proof.sha256 = std::string(64, 'a');
    CHECK(told(proven_of(shop, proof)).starts_with("the proof is of another bundle: seq 1"));
  }
  SUBCASE("another environment") {
    proof.environment = "staging";
    CHECK(told(proven_of(shop, proof)) == "the proof is of environment `staging`\n");
  }
  SUBCASE("another project") {
    proof.project = "0000000000000000";
    CHECK(told(proven_of(shop, proof)) == "the proof is of project 0000000000000000\n");
  }
  SUBCASE("another root") {
    const model::Root other = Shop::root_of(1, {9}, {1});
    proof.roots.assign(1, {other.bytes, test::signatures_of(other, {9})});
    CHECK(told(proven_of(shop, proof)).starts_with("the proof does not end in version 1"));
  }
  SUBCASE("without the record") {
    proof.records.clear();
    CHECK(told(proven_of(shop, proof)).starts_with("checkout: the proof holds no record of it"));
  }
  SUBCASE("with a revision that nobody signed") {
    for (emit::ProofEntry& entry : proof.entries) entry.revision = 7;
    CHECK(told(proven_of(shop, proof)).starts_with("checkout: `entries` of the proof say"));
  }
}

TEST_CASE("proof: a change that was proven to expose less may need fewer people") {
  Shop shop;
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: less, match: { direction: less }, people: 1 }\n"
      "  - { rule: more, match: { direction: more }, people: 2 }\n";
  FlagFacts before;
  before.on = true;
  FlagFacts& flag = shop.flags["checkout"];
  flag.previous = shop.record("checkout", before);
  flag.revision = 2;
  flag.signers = {"ada"};
  shop.flags["colours"].signers = {"ada", "ben"};
  CHECK(told(proven_of(shop, shop.proof({}))) == all_proven);
  SUBCASE("not without the record before") {
    emit::Proof proof = shop.proof({});
    proof.before.clear();
    CHECK(told(proven_of(shop, proof))
              .starts_with("checkout: 1 person more is missing for rule "
                           "`more`"));
  }
  SUBCASE("not with another one, which no statement names") {
    emit::Proof proof = shop.proof({});
    before.risk = "L2";
    proof.before["flag/checkout@production"] = shop.record("checkout", before);
    CHECK(told(proven_of(shop, proof)).starts_with("checkout: 1 person more is missing"));
  }
}

TEST_CASE("proof: a record that is said to follow itself is judged as new") {
  Shop shop;
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: less, match: { direction: less }, people: 1 }\n"
      "  - { rule: more, match: { direction: more }, people: 2 }\n";
  FlagFacts& flag = shop.flags["checkout"];
  flag.on = true;
  flag.signers = {"ada"};
  flag.previous = shop.record("checkout", flag);
  CHECK(told(proven_of(shop, shop.proof({})))
            .starts_with("checkout: 1 person more is missing for rule `more`"));
}

TEST_CASE("proof: what was signed as it stood there is new the first time, and unknown later") {
  Shop shop;
  FlagFacts& flag = shop.flags["colours"];
  flag.previous = shop.record("colours", flag);
  CHECK(told(proven_of(shop, shop.proof({}))) == all_proven);
  flag.revision = 2;  // what its risk was before that nobody can say
  CHECK(told(proven_of(shop, shop.proof({}))) ==
        "checkout: proven\ncolours: 1 person more is missing for rule `risky`\n");
}

TEST_CASE("proof: rules that match on an area rest on the word of the builder, and that is told") {
  Shop shop;
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: all, people: 1 }\n"
      "  - { rule: payments, match: { areas: [payments] }, people: 3 }\n";
  const Proven proven = proven_of(shop, shop.proof({}));
  CHECK(told(proven) == all_proven);
  CHECK(proven.verdict("checkout")->area_is_claimed);
  CHECK(proven.areas_claimed() == std::vector<std::string>{"checkout", "colours"});
  // Where every area asks for the same, nothing rests on it.
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: all, people: 1 }\n"
      "  - { rule: payments, match: { areas: [payments] }, people: 1 }\n";
  CHECK(proven_of(shop, shop.proof({})).areas_claimed().empty());
  // A rule for its own area alone: elsewhere nobody would be asked.
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: web, match: { areas: [web] }, people: 1 }\n";
  CHECK(proven_of(shop, shop.proof({})).areas_claimed().size() == 2);
}

Updated visit(State& state, const Shop& shop) {
  const std::array<const Mirror*, 1> mirrors{&shop.mirror};
  Updated updated = update(state, mirrors, today);
  state = updated.state;
  return updated;
}

Json variant(const State& state, const std::string& key) {
  const auto document = active_document(state);
  REQUIRE(document.has_value());
  const Json* flag = document->find("flags")->find(key);
  return flag == nullptr ? Json() : *flag->find("defaultVariant");
}

TEST_CASE("require_proof: a flag of high risk changes only when that is proven") {
  Shop shop;
  shop.publish_root();
  const std::string first = shop.publish({});
  State state = shop.client(model::Risk::L3);
  CHECK(visit(state, shop).holds());
  CHECK(variant(state, "checkout") == Json("off"));
  CHECK(state.known.at("checkout").revision == 1);
  Shop next = shop;
  FlagFacts& flag = next.flags["checkout"];
  flag.previous = shop.record("checkout", shop.flags["checkout"]);
  flag.revision = 2;
  flag.on = true;
  SUBCASE("with its approvals") {
    next.publish({.seq = 2, .prev = first});
    CHECK(visit(state, next).holds());
    CHECK(variant(state, "checkout") == Json("on"));
    CHECK(state.held.empty());
  }
  SUBCASE("with one too few: it keeps its last good form, and the rest goes on") {
    flag.signers = {"ada"};
    FlagFacts& other = next.flags["colours"];
    other.previous = shop.record("colours", other);
    other.revision = 2;
    other.on = true;
    next.publish({.seq = 2, .prev = first});
    const Updated updated = visit(state, next);
    CHECK(updated.seq == 2);
    CHECK(variant(state, "checkout") == Json("off"));
    CHECK(variant(state, "colours") == Json("on"));
    CHECK(updated.notes.front().what.message ==
          "checkout: 1 person more is missing for rule `risky`");
    // The approval comes, under the same bundle.
    flag.signers = {"ada", "dan"};
    next.publish({.seq = 2, .prev = first});
    CHECK(visit(state, next).holds());
    CHECK(variant(state, "checkout") == Json("on"));
  }
  SUBCASE("rewritten to L0 by who holds the key: its word on its risk counts for nothing") {
    flag.risk = "L0";
    flag.signers = {};
    next.publish({.seq = 2, .prev = first});
    visit(state, next);
    CHECK(variant(state, "checkout") == Json("off"));
  }
  SUBCASE("without any proof") {
    next.publish({.seq = 2, .prev = first});
    next.mirror.files.erase("bundles/production/proof.json");
    visit(state, next);
    CHECK(variant(state, "checkout") == Json("off"));
  }
  SUBCASE("an old record with its old approvals is a replay") {
    const std::string second = next.publish({.seq = 2, .prev = first});
    REQUIRE(visit(state, next).holds());
    shop.publish({.seq = 3, .prev = second});
    const Updated updated = visit(state, shop);
    CHECK(updated.seq == 3);
    CHECK(variant(state, "checkout") == Json("on"));
    CHECK(updated.notes.front().what.message ==
          "checkout: its approval is of revision 1, and revision 2 was seen before");
  }
  SUBCASE("taken away without approval: it stays") {
    next = shop;
    next.flags.erase("checkout");
    next.publish({.seq = 2, .prev = first});
    visit(state, next);
    CHECK(variant(state, "checkout") == Json("off"));
  }
  SUBCASE("an old policy that asked for less is a replay") {
    next.policy_revision = 2;
    next.trust_files["trust/policy.yaml"] += "  - { rule: owner, match: { fields: [owner] } }\n";
    const std::string second = next.publish({.seq = 2, .prev = first});
    REQUIRE(visit(state, next).holds());
    Shop old = shop;
    old.flags["checkout"] = flag;
    old.flags["checkout"].revision = 3;
    old.flags["checkout"].on = false;
    old.publish({.seq = 3, .prev = second});
    visit(state, old);
    CHECK(variant(state, "checkout") == Json("on"));
  }
}

}  // namespace
}  // namespace ensign::client
