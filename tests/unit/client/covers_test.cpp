// What ships because a plan or a profile was approved; and what somebody who has stolen the key
// that signs bundles can make of that: any record and any entry, but no signature of a person.
#include "client/covers.h"

#include "client/active.h"
#include "client/shop.h"
#include "client/update.h"

namespace ensign::client {
namespace {

const std::string plan_subject = "plan/rollout";
const std::string flag_subject = "flag/checkout@production";

// `{"checkout":{"serve":"on","record":"sha256:…"}}`
Json made(const std::string& key, const std::string& record) {
  return Json::object(
      {{key, Json::object({{"serve", "on"}, {"record", test::digest_text(record)}})}});
}

std::string plan_record(const std::vector<Json>& stages, const std::string& owner = "team-web") {
  Json list = Json::array();
  for (const Json& flags : stages) {
    list.push(Json::object({{"stage", "s"}, {"environment", environment}, {"flags", flags}}));
  }
  return canonical(Json::object({{"format", "ensign-record/1"},
                                 {"subject", plan_subject},
                                 {"lowering", 1},
                                 {"owner", owner},
                                 {"stages", std::move(list)}}));
}

// `checkout` is on, which nobody signed: a plan says so, which two people approved.
struct Staged {
  Shop shop;
  std::string plan;
  std::int64_t revision = 1;
  std::vector<std::string> signers = {"ada", "dan"};

  Staged() {
    shop.trust_files["trust/policy.yaml"] +=
        "  - { rule: plans, match: { kinds: [plan, profile] }, people: 2 }\n";
    shop.flags["checkout"].on = true;
    shop.flags["checkout"].signers.clear();
    plan = plan_record({made("checkout", record())});
  }

  std::string record() const { return shop.record("checkout", shop.flags.at("checkout")); }

  void cover(emit::Proof& proof, const std::string& subject = plan_subject) const {
    proof.records.emplace(subject, plan);
    for (std::size_t i = 0; i < signers.size(); ++i) {
      Shop::add(proof, subject, signers[i], i == 0 ? "propose" : "approve", plan, revision, "none");
    }
    proof.entries.push_back(
        {subject, crypto::sha256(plan), signers.empty() ? 0 : revision, "", ""});
    for (emit::ProofEntry& entry : proof.entries) {
      if (entry.subject == flag_subject) entry.covered_by = subject;
    }
  }

  emit::Proof proof(const BundleFacts& facts = {}) const {
    emit::Proof proof = shop.proof(facts);
    cover(proof);
    return proof;
  }

  Proven proven(const emit::Proof& proof) const {
    const BundleFacts facts;
    const std::string bytes = shop.bundle_text(facts);
    const std::vector<std::string> signatures{
        crypto::minisign(test::root_key(1), bytes, Shop::comment(facts))};
    const auto checked = check_bundle("bundle.json", bytes, signatures, shop.root, environment);
    REQUIRE_MESSAGE(checked.has_value(), checked.error().message);
    const auto read = emit::read_proof(emit::proof_bytes(proof));
    REQUIRE_MESSAGE(read.has_value(), read.error().message);
    return prove(*read, *checked, shop.root, today, 1);
  }

  // Why `checkout` is not proven; empty when it is.
  std::string why(const emit::Proof& proof) const {
    const Proven all = proven(proof);
    REQUIRE_MESSAGE(all.problems.empty(), all.problems.front().message);
    const Verdict* verdict = all.verdict("checkout");
    REQUIRE(verdict != nullptr);
    CHECK(verdict->proven == verdict->reasons.empty());
    return verdict->proven ? std::string() : verdict->reasons.front();
  }
};

constexpr const char* said = "the proof says that `plan/rollout` covers it, but ";

TEST_CASE("covers: what a plan or a profile makes of a flag is approved with it") {
  Staged staged;
  const Proven proven = staged.proven(staged.proof());
  const Verdict* verdict = proven.verdict("checkout");
  REQUIRE(verdict != nullptr);
  CHECK(verdict->proven);
  CHECK(verdict->covered_by == plan_subject);
  CHECK(verdict->cover_content == crypto::hex(crypto::sha256(staged.plan)));
  CHECK(verdict->signers == std::vector<std::string>{"ada", "dan"});
  CHECK(verdict->rules == std::vector<std::string>{"plans"});
  CHECK(proven.verdict("colours")->covered_by.empty());

  const std::string profile = "profile/safe@production";
  staged.plan = canonical(Json::object({{"format", "ensign-record/1"},
                                        {"subject", profile},
                                        {"lowering", 1},
                                        {"owner", "team-web"},
                                        {"flags", made("checkout", staged.record())}}));
  emit::Proof proof = staged.shop.proof({});
  staged.cover(proof, profile);
  CHECK(staged.proven(proof).verdict("checkout")->covered_by == profile);
}

TEST_CASE("covers, stolen key: a plan that nobody approved covers nothing") {
  Staged staged;
  SUBCASE("signed by nobody") {
    staged.signers.clear();
    CHECK(staged.why(staged.proof()) == said + std::string("a proposal is missing"));
  }
  SUBCASE("signed by one, where two are asked") {
    staged.signers = {"ada"};
    CHECK(staged.why(staged.proof()) == said + std::string("1 person more is missing"));
  }
  SUBCASE("approved, and edited since to list it") {
    const std::string edited = staged.plan;
    staged.plan = plan_record({made("colours", "something else")});
    emit::Proof proof = staged.proof();
    proof.records[plan_subject] = edited;
    CHECK(staged.why(proof) == said + std::string("a proposal is missing"));
  }
  SUBCASE("a policy that asks for no plan") {
    staged.shop.trust_files["trust/policy.yaml"] = "approvals:\n  - { rule: all, people: 1 }\n";
    CHECK(staged.why(staged.proof()) == said + std::string("no rule of the policy matches it"));
  }
  SUBCASE("a profile of which no rule speaks, as in a repository") {
    staged.shop.trust_files["trust/policy.yaml"] = "approvals:\n  - { rule: all, people: 1 }\n";
    const std::string profile = "profile/safe@production";
    staged.plan = canonical(Json::object({{"format", "ensign-record/1"},
                                          {"subject", profile},
                                          {"flags", made("checkout", staged.record())}}));
    emit::Proof proof = staged.shop.proof({});
    staged.cover(proof, profile);
    CHECK(staged.why(proof).ends_with("but no rule of the policy matches it"));
  }
}

TEST_CASE("covers, stolen key: a plan covers only the records that it lists") {
  Staged staged;
  SUBCASE("another stage") { staged.plan = plan_record({made("checkout", "another record")}); }
  SUBCASE("another flag") { staged.plan = plan_record({made("colours", "another record")}); }
  SUBCASE("it lists less risk") {
    FlagFacts less = staged.shop.flags["checkout"];
    less.risk = "L0";
    staged.plan = plan_record({made("checkout", staged.shop.record("checkout", less))});
  }
  CHECK(staged.why(staged.proof()) == said + std::string("that does not list what it is"));
}

TEST_CASE("covers, stolen key: what the proof leaves out is not guessed") {
  Staged staged;
  emit::Proof proof = staged.proof();
  SUBCASE("no record of the plan") {
    proof.records.erase(plan_subject);
    CHECK(staged.why(proof) == said + std::string("holds no record of that"));
  }
  SUBCASE("no word of the plan") {
    for (emit::ProofEntry& entry : proof.entries) entry.covered_by.clear();
    CHECK(staged.why(proof) == "a proposal is missing");
  }
  SUBCASE("another revision of the plan than its people signed") {
    for (emit::ProofEntry& entry : proof.entries) {
      if (entry.subject == plan_subject) entry.revision = 9;
    }
    CHECK(staged.why(proof) == said + std::string("`entries` say something else of that"));
  }
}

TEST_CASE("covers: the risk of a plan is that of the flags that it makes, as their records say") {
  Staged staged;
  staged.shop.trust_files["trust/policy.yaml"] +=
      "  - { rule: risky-plans, match: { kinds: [plan], risk: [L3] }, people: 3 }\n";
  CHECK(staged.why(staged.proof()) == said + std::string("1 person more is missing"));
  staged.signers = {"ada", "dan", "eve"};
  CHECK(staged.why(staged.proof()).empty());

  // Another flag in the plan, which is not of this environment.
  FlagFacts risky;
  const std::string other = staged.shop.record("other", risky);
  staged.shop.flags["checkout"].risk = "L1";
  staged.plan = plan_record({made("checkout", staged.record()), made("other", other)});
  staged.signers = {"ada", "dan"};
  emit::Proof proof = staged.proof();
  CHECK(staged.why(proof).ends_with("the proof does not say the risk of each flag in it"));
  proof.yields = {other};
  CHECK(staged.why(proof) == said + std::string("1 person more is missing"));
  risky.risk = "L0";
  proof.yields = {staged.shop.record("other", risky)};
  CHECK(staged.why(proof).ends_with("the proof does not say the risk of each flag in it"));
}

TEST_CASE("covers: a client takes no older plan, and no older approval of the flag after one") {
  Staged staged;
  Shop& shop = staged.shop;
  shop.flags["checkout"] = {.revision = 3};
  shop.publish_root();
  const auto publish = [&](const BundleFacts& facts, bool covered) {
    std::string sha256 = shop.publish(facts);
    if (covered) {
      shop.mirror.files["bundles/production/proof.json"] = emit::proof_bytes(staged.proof(facts));
    }
    return sha256;
  };
  State state = shop.client(model::Risk::L3);
  const auto visit = [&] {
    const std::array<const Mirror*, 1> mirrors{&shop.mirror};
    Updated updated = update(state, mirrors, today);
    state = updated.state;
    return updated;
  };
  const auto served = [&] {
    const auto document = active_document(state);
    REQUIRE(document.has_value());
    return *document->find("flags")->find("checkout")->find("defaultVariant")->string();
  };
  std::string last = publish({}, false);
  REQUIRE(visit().holds());
  CHECK(served() == "off");

  // On, by revision 2 of the plan.
  shop.flags["checkout"] = {.on = true, .signers = {}};
  staged.revision = 2;
  staged.plan = plan_record({made("checkout", staged.record())}, "newer");
  last = publish({.seq = 2, .prev = last}, true);
  CHECK(visit().holds());
  CHECK(served() == "on");
  CHECK(state.known.at("checkout").revision == 3);
  CHECK(state.known.at(plan_subject).revision == 2);

  SUBCASE("revision 1 of the plan made something else") {
    staged.revision = 1;
    FlagFacts& flag = shop.flags["checkout"];
    flag.on = false;
    staged.plan = plan_record({made("checkout", staged.record())}, "older");
    publish({.seq = 3, .prev = last}, true);
    const Updated updated = visit();
    CHECK(served() == "on");
    CHECK(
        updated.notes.front().what.message ==
        "checkout: the approval of plan/rollout is of revision 1, and revision 2 was seen before");
  }
  SUBCASE("two plans of one revision") {
    shop.flags["checkout"].on = false;
    staged.plan = plan_record({made("checkout", staged.record())});
    publish({.seq = 3, .prev = last}, true);
    CHECK(visit().notes.front().what.message ==
          "checkout: two contents of plan/rollout are approved as revision 2");
  }
  SUBCASE("an approval of the flag that is older than the last of its own") {
    shop.flags["checkout"] = {.revision = 2};
    publish({.seq = 3, .prev = last}, false);
    CHECK(visit().notes.front().what.message ==
          "checkout: its approval is of revision 2, and revision 3 was seen before");
  }
  SUBCASE("the plan again, after a newer approval of the flag") {
    shop.flags["checkout"] = {.revision = 4};
    last = publish({.seq = 3, .prev = last}, false);
    CHECK(visit().holds());
    CHECK(served() == "off");
    shop.flags["checkout"] = {.on = true, .signers = {}};
    last = publish({.seq = 4, .prev = last}, true);
    CHECK(visit().notes.front().what.message ==
          "checkout: the approval of plan/rollout is older than that of revision 4 of the flag "
          "itself");
    CHECK(served() == "off");
    staged.revision = 3;
    staged.plan = plan_record({made("checkout", staged.record())}, "newest");
    publish({.seq = 5, .prev = last}, true);
    CHECK(visit().holds());
    CHECK(served() == "on");
  }
  SUBCASE("back to the last approval of its own") {
    shop.flags["checkout"] = {.revision = 3};
    publish({.seq = 3, .prev = last}, false);
    CHECK(visit().holds());
    CHECK(served() == "off");
  }
}

}  // namespace
}  // namespace ensign::client
