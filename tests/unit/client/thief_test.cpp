// Somebody holds the keys that sign bundles and timestamps, and may write to the web host and to
// the repository. They have no key of a person, but they may wait for people to sign something
// else.
#include <algorithm>

#include "client/active.h"
#include "client/visit.h"
#include "lower/lower.h"

namespace ensign::client {
namespace {

const std::string subject = "flag/checkout@production";

Json pilots() {
  return Json::object({{"in", Json::array({Json::object({{"var", "workspace"}}),
                                           Json::array({Json("w1"), Json("w2")})})}});
}
Json everybody() {
  return Json::object({{"!==", Json::array({Json::object({{"var", "workspace"}}), Json()})}});
}
std::string pilots_name() { return lower::evaluator_name("pilots", pilots()); }

Json on_where(Json condition) {
  return Json::object({{"if", Json::array({std::move(condition), Json("on"), Json()})}});
}
Json on_for_pilots() {
  return on_where(
      Json::object({{"and", Json::array({everybody(), Json::object({{"$ref", pilots_name()}})})}}));
}
Json on_for_others() {
  return on_where(
      Json::object({{"===", Json::array({Json::object({{"var", "workspace"}}), Json("w9")})}}));
}

Proven proven_of(const Shop& shop, const emit::Proof& proof) {
  const std::string bytes = shop.bundle_text({});
  const std::vector<std::string> signatures{
      crypto::minisign(test::root_key(1), bytes, Shop::comment({}))};
  const auto bundle = check_bundle("bundle.json", bytes, signatures, shop.root, environment);
  REQUIRE_MESSAGE(bundle.has_value(), bundle.error().message);
  return prove(proof, *bundle, shop.root, today, 1);
}

std::string why(const Shop& shop, const emit::Proof& proof) {
  const Proven proven = proven_of(shop, proof);
  if (!proven.problems.empty()) return proven.problems.front().message;
  const Verdict* verdict = proven.verdict("checkout");
  REQUIRE(verdict != nullptr);
  return verdict->proven ? "proven" : verdict->reasons.front();
}

// The flag as it was, with the risk L3, and as one person alone has signed that it shall be.
Shop changed_by_one(FlagFacts after) {
  Shop shop;
  after.previous = shop.record("checkout", shop.flags["checkout"]);
  after.revision = 2;
  after.signers = {"ada"};
  shop.flags["checkout"] = std::move(after);
  return shop;
}

// A removal, signed by one person.
emit::Proof removed_by_one(const Shop& shop, const std::string& before) {
  emit::Proof proof = shop.proof({});
  const test::Lines lines{
      .signer = "ada", .action = "propose", .revision = "2", .previous = test::digest_text(before)};
  proof.statements.push_back(test::Signer("ada").sign(lines.text()));
  proof.before.emplace(subject, before);
  proof.entries.push_back({subject, std::nullopt, 2, "web"});
  std::ranges::sort(proof.entries, {}, &emit::ProofEntry::subject);
  return proof;
}

}  // namespace

TEST_CASE("thief: what a segment says is not exchanged below a flag that is held") {
  Shop shop;
  shop.evaluators[pilots_name()] = pilots();
  shop.flags["checkout"].targeting = on_for_pilots();
  std::string first;
  State state = begun(shop, first, model::Risk::L3);
  const auto rule = [&state] {
    return *active_document(state)->find("$evaluators")->find(pilots_name());
  };
  REQUIRE(rule() == pilots());
  shop.evaluators[pilots_name()] = everybody();
  shop.publish({.seq = 2, .prev = first});
  const Seen seen = visit(state, shop.mirror);
  CHECK(rule() == pilots());
  CHECK(seen.seq == 1);
  CHECK(seen.notes.contains("has other contents than its name says"));
}

TEST_CASE("thief: a change is not made smaller by what the proof says a segment was") {
  Shop shop;
  shop.trust_files["ensign.yaml"] += "attributes:\n  workspace: { type: string }\n";
  shop.trust_files["trust/policy.yaml"] =
      "approvals:\n  - { rule: less, match: { direction: less }, people: 1 }\n"
      "  - { rule: more, match: { direction: more }, people: 2 }\n";
  FlagFacts before;
  before.targeting = on_for_pilots();
  FlagFacts& flag = shop.flags["checkout"];
  flag.previous = shop.record("checkout", before);
  flag.revision = 2;
  flag.signers = {"ada"};
  emit::Proof proof = shop.proof({});
  proof.evaluators[pilots_name()] = canonical(pilots());
  CHECK(why(shop, proof) == "proven");  // off for everybody is less than on for pilots
  flag.targeting = on_for_others();
  proof = shop.proof({});
  proof.evaluators[pilots_name()] = canonical(pilots());
  const std::string missing = "1 person more is missing for rule `more`";
  CHECK(why(shop, proof) == missing);
  proof.evaluators[pilots_name()] = canonical(everybody());
  CHECK(why(shop, proof) == missing);
}

TEST_CASE("thief: a risk that was lowered counts as it was, with the old record and without it") {
  Shop shop = changed_by_one({.risk = "L0", .on = true});
  emit::Proof proof = shop.proof({});
  const std::string missing = "1 person more is missing for rule `risky`";
  CHECK(why(shop, proof) == missing);
  proof.before.clear();
  CHECK(why(shop, proof) == missing);
  proof.before.emplace(subject, shop.record("checkout", {.risk = "L0"}));
  CHECK(why(shop, proof) == missing);
}

TEST_CASE("thief: a removal is of the risk, the type and the fields that were there") {
  Shop shop;
  const std::string before = shop.record("checkout", shop.flags["checkout"]);
  std::string missing;
  SUBCASE("risk") { missing = "1 person more is missing for rule `risky`"; }
  SUBCASE("type") {
    shop.trust_files["trust/policy.yaml"] =
        "approvals:\n  - { rule: all }\n  - { rule: t, match: { types: [release] }, people: 2 }\n";
    missing = "1 person more is missing for rule `t`";
  }
  SUBCASE("fields") {
    shop.trust_files["trust/policy.yaml"] =
        "approvals:\n  - { rule: all }\n  - { rule: f, match: { fields: [owner] }, people: 2 }\n";
    missing = "1 person more is missing for rule `f`";
  }
  shop.flags.erase("checkout");
  emit::Proof proof = removed_by_one(shop, before);
  CHECK(why(shop, proof) == missing);
  proof.before.clear();
  CHECK(why(shop, proof) == missing);
}

TEST_CASE("thief: two policies of one revision, of which one was given up") {
  Shop shop;
  std::string first;
  State state = begun(shop, first, model::Risk::L3);
  Shop next = changed_by_one({.on = true});
  next.trust_files["trust/policy.yaml"] = "approvals:\n  - { rule: all, people: 1 }\n";
  next.publish({.seq = 2, .prev = first});
  const Seen seen = visit(state, next.mirror);
  CHECK(seen.notes.contains("is not what was seen as revision 1"));
  CHECK(*active_document(state)->find("flags")->find("checkout")->find("defaultVariant") ==
        Json("off"));
}

TEST_CASE("thief: a policy that came without a new bundle is known when the old one comes back") {
  Shop shop;
  std::string first;
  State state = begun(shop, first, model::Risk::L3);
  Shop stricter = shop;
  stricter.policy_revision = 2;
  stricter.trust_files["trust/policy.yaml"] += "  - { rule: three, people: 3 }\n";
  stricter.mirror.files["bundles/production/proof.json"] = emit::proof_bytes(stricter.proof({}));
  CHECK_FALSE(visit(state, stricter.mirror).advanced);
  Shop next = changed_by_one({.on = true});
  next.flags["checkout"].signers = {"ada", "dan"};  // enough for the policy before
  next.publish({.seq = 2, .prev = first});
  const Seen seen = visit(state, next.mirror);
  CHECK(seen.notes.contains("trust/policy.yaml in the proof is of revision 1, and revision 2"));
  CHECK(*active_document(state)->find("flags")->find("checkout")->find("defaultVariant") ==
        Json("off"));
}

TEST_CASE("thief: files of the proof that nobody signs change nothing") {
  Shop shop = changed_by_one({.on = true});
  emit::Proof proof = shop.proof({});
  const std::string missing = "1 person more is missing for rule `risky`";
  REQUIRE(why(shop, proof) == missing);
  SUBCASE("a second roster") {
    proof.files["trust/People.yaml"] = Shop::roster({"ada", "mallory"});
  }
  SUBCASE("a flag of lower risk") {
    proof.files["flags/web/checkout.yaml"] =
        "key: checkout\ntitle: C\ntype: release\nowner: team-web\nrisk: L0\nexpires: "
        "2026-12-31\nenvironments:\n  production: { serve: on }\n";
  }
  SUBCASE("a plan") {
    proof.files["releases/stages/p.yaml"] =
        "plan: p\ntitle: P\nowner: team-web\nstages:\n  - { stage: a, title: A, environment: "
        "production }\n";
  }
  SUBCASE("a waiver") {
    proof.files["trust/waivers/w.yaml"] =
        "waiver: w\nrule: EN304\nsubject: flag/checkout@production\nreason: later\nowner: "
        "team-web\ncreated: 2026-06-01\nexpires: 2026-06-20\napproved: ada\n";
  }
  SUBCASE("a root") { proof.files["trust/root/2.json"] = Shop::root_of(2, {9}, {1}).bytes; }
  SUBCASE("a list of what is honoured") {
    proof.files["trust/honoured/1.txt"] = crypto::hex(crypto::sha256("x")) + "\n";
  }
  SUBCASE("without ensign.yaml") { proof.files.erase("ensign.yaml"); }
  SUBCASE("without a roster") { proof.files.erase("trust/people.yaml"); }
  SUBCASE("with a name that leads out") { proof.files["../trust/policy.yaml"] = "x"; }
  SUBCASE("with a name that holds a NUL") {
    proof.files[std::string("trust/policy.yaml\0x", 19)] = "x";
  }
  const Proven proven = proven_of(shop, proof);
  const Verdict* verdict = proven.verdict("checkout");
  CHECK((!proven.problems.empty() || (verdict != nullptr && !verdict->proven)));
}

TEST_CASE("thief: the list of a set is not exchanged below its signature") {
  Shop shop;
  for (auto& [key, flag] : shop.flags) flag.signers.clear();
  const auto line = [&](const std::string& key) {
    return "flag/" + key + "@production " +
           test::digest_text(shop.record(key, shop.flags.at(key))) + " 1 none\n";
  };
  const std::string set = line("checkout") + line("colours");
  emit::Proof proof = shop.proof({});
  Shop::add(proof, "set/" + crypto::hex(crypto::sha256(set)), "ada", "propose", set, 1, "none");
  Shop::add(proof, "set/" + crypto::hex(crypto::sha256(set)), "dan", "approve", set, 1, "none");
  for (emit::ProofEntry& entry : proof.entries) entry.revision = 1;
  const emit::Proof signed_as_it_was = proof;
  proof.sets = {set};
  CHECK(why(shop, proof) == "proven");
  shop.flags["checkout"].on = true;
  proof = shop.proof({});
  proof.statements = signed_as_it_was.statements;
  SUBCASE("another list") { proof.sets = {line("checkout") + line("colours")}; }
  SUBCASE("both lists") { proof.sets = {set, line("checkout") + line("colours")}; }
  SUBCASE("no list") {}
  CHECK(why(shop, proof) == "a proposal is missing");
}

TEST_CASE("thief: a proof has one spelling") {
  const Shop shop;
  const std::string good = emit::proof_bytes(shop.proof({}));
  REQUIRE(emit::read_proof(good).has_value());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
  };
  for (const std::string& text :
       {with("\"seq\":1", "\"seq\":1,\"seq\":1"), with("\"env\"", " \"env\""),
        with("\"carried\":[]", "\"carried\":[],\"extra\":1"), good + good, good + "\n",
        with("\"roots\":[", "\"roots\":[],\"x\":["), with("production", "pro\\u0064uction"),
        with("trust/policy.yaml\":", "trust/policy.yaml\":\"\",\"trust/policy.yaml\":")}) {
    CAPTURE(text.substr(0, 100));
    CHECK_FALSE(emit::read_proof(text).has_value());
  }
}

TEST_CASE("thief: a flag under a name that looks like another is another, and nobody approved it") {
  for (const std::string name : {"Checkout", "checkout ", "check\xD0\xBEut", "checkout@production",
                                 "../checkout", "file/trust/policy.yaml", "__proto__"}) {
    CAPTURE(name);
    Shop shop;
    std::string first;
    State state = begun(shop, first, model::Risk::L0);
    FlagFacts copy = shop.flags["checkout"];
    copy.on = true;
    copy.signers.clear();
    shop.flags[name] = copy;
    shop.publish({.seq = 2, .prev = first});
    visit(state, shop.mirror);
    const auto document = active_document(state);
    REQUIRE(document.has_value());
    CHECK(document->find("flags")->find(name) == nullptr);
    CHECK(*document->find("flags")->find("checkout")->find("defaultVariant") == Json("off"));
  }
}

}  // namespace ensign::client
