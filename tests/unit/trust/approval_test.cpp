// Who must agree, and who did. Cases 3, 5, 7, 15, 17, 31 and 33 of the hostile-case list.
#include "trust/approval.h"

#include <fmt/format.h>

#include "trust/world.h"

namespace ensign::trust {
namespace {

const std::string content = "what runs";

Lines by(const std::string& signer, const std::string& action = "approve") {
  return {.signer = signer, .action = action, .content = digest_text(content)};
}

Change change_of(const std::string& environment = "production") {
  Change change;
  change.subject = "flag/checkout@" + environment;
  change.content = crypto::sha256(content);
  change.environment = environment;
  change.area = "web";
  change.risk = model::Risk::L2;
  change.type = model::FlagType::release;
  change.fields = {"owner", "serves"};
  return change;
}

struct Outcome {
  bool needed = false;
  bool satisfied = false;
  std::vector<std::string> missing;  // `a proposal: ada, ben`
  std::size_t stale = 0, replayed = 0, too_old = 0;
  std::vector<std::string> signers;
};

Outcome outcome(const model::Model& head, const model::Model& rules, const Change& change) {
  const Ballot ballot(head, rules, standings(head, rules, {}, 1));
  const Approval approval = ballot.judge(change);
  Outcome result{approval.needed,          approval.satisfied,      {}, approval.stale.size(),
                 approval.replayed.size(), approval.too_old.size(), {}};
  for (const Missing& missing : approval.missing) {
    result.missing.push_back(fmt::format("{}: {}", missing.what, fmt::join(missing.who, ", ")));
  }
  for (const Signature& signature : approval.signatures) {
    result.signers.push_back(*rules.at(signature.person).id);
  }
  return result;
}

Outcome outcome(const World& world, const Change& change = change_of()) {
  const model::Model model = world.model();
  return outcome(model, model, change);
}

World asking(const std::string& rest) { return World().policy("  - { rule: all" + rest + " }\n"); }

bool matched(const std::string& match, const Change& change) {
  const model::Model model = asking(", match: { " + match + " }").model();
  return matches(model.policy.approvals.at(0), change);
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an entry of a protected environment needs a proposal and a rule that matches") {
  CHECK_FALSE(outcome(World().sign(by("ada", "propose"))).satisfied);
  CHECK(outcome(asking("").sign(by("ada", "propose"))).satisfied);
  const Outcome unproposed = outcome(asking("").sign(by("ada")));
  CHECK_FALSE(unproposed.satisfied);
  CHECK(unproposed.missing == Strings{"a proposal: ada, ben, cora, dan, eve"});
  CHECK_FALSE(outcome(asking(", people: 0")).satisfied);
}

TEST_CASE("nothing is asked where nothing is protected") {
  const Outcome staging = outcome(asking(""), change_of("staging"));
  CHECK_FALSE(staging.needed);
  CHECK(staging.satisfied);
  World unprotected = asking("");
  unprotected.files["trust/policy.yaml"] += "unprotected: [production]\n";
  CHECK_FALSE(outcome(unprotected).needed);
  model::Model model = asking("").model();
  model.roots.clear();
  CHECK_FALSE(outcome(model, model, change_of()).needed);
}

TEST_CASE("people are counted, the proposer among them") {
  const World two = asking(", people: 2");
  CHECK(outcome(World(two).sign(by("ada", "propose"))).missing ==
        Strings{"1 person more: ben, cora, dan, eve"});
  CHECK(outcome(World(two).sign(by("ada", "propose")).sign(by("ada"))).missing ==
        Strings{"1 person more: ben, cora, dan, eve"});
  const Outcome both = outcome(World(two).sign(by("ada", "propose")).sign(by("ben")));
  CHECK(both.satisfied);
  CHECK(both.signers == Strings{"ada", "ben"});
}

TEST_CASE("one person with two keys is one person") {
  World world = asking(", people: 2");
  const std::string second = "\" }, { key: \"" + Signer("ada, again").public_line();
  std::string& people = world.files["trust/people.yaml"];
  const std::string first = Signer("ada").public_line();
  people.insert(people.find(first) + first.size(), second);
  world.sign(by("ada", "propose")).sign(by("ada"), Signer("ada, again"));
  CHECK(outcome(world).missing == Strings{"1 person more: ben, cora, dan, eve"});
}

TEST_CASE("who proposes does not approve for a group, and one person may stand for two") {
  const World security = asking(", from: [ { team: team-security, count: 1 } ]");
  CHECK(outcome(World(security).sign(by("dan", "propose"))).missing ==
        Strings{"1 of team `team-security`: eve"});
  CHECK(outcome(World(security).sign(by("dan", "propose")).sign(by("dan"))).missing ==
        Strings{"1 of team `team-security`: eve"});
  CHECK(outcome(World(security).sign(by("ada", "propose")).sign(by("dan"))).satisfied);
  CHECK_FALSE(outcome(World(security).sign(by("ada", "propose")).sign(by("ben"))).satisfied);
  const World owner = asking(", people: 2, from: [ { team: team-web }, { role: product-owner } ]");
  CHECK(outcome(World(owner).sign(by("ada", "propose")).sign(by("cora"))).satisfied);
  CHECK(outcome(World(owner).sign(by("ada", "propose")).sign(by("ben"))).missing ==
        Strings{"1 of role `product-owner`: cora"});
  const World person = asking(", from: [ { person: eve } ]");
  CHECK(outcome(World(person).sign(by("ada", "propose"))).missing == Strings{"`eve`: eve"});
}

TEST_CASE("every rule that matches must hold, in any order") {
  const std::string one = "  - { rule: one }\n";
  const std::string two = "  - { rule: two, people: 2 }\n";
  const std::string other = "  - { rule: other, people: 5, match: { risk: [L3] } }\n";
  for (const std::string& rules : {one + two + other, two + one, other + two}) {
    CAPTURE(rules);
    World world = World().policy(rules).sign(by("ada", "propose"));
    CHECK_FALSE(outcome(world).satisfied);
    CHECK(outcome(world.sign(by("ben"))).satisfied);
  }
}

TEST_CASE("what a rule matches") {
  const Change change = change_of();
  struct Row {
    std::string match;
    bool matches;
  };
  for (const Row& row : {
           Row{"", true},
           Row{"kinds: [flag]", true},
           Row{"kinds: [plan]", false},
           Row{"environments: [production]", true},
           Row{"environments: [staging]", false},
           Row{"risk: [L2, L3]", true},
           Row{"risk: [L3]", false},
           Row{"types: [release]", true},
           Row{"types: [config]", false},
           Row{"release: [hotfix]", false},
           Row{"direction: more", true},
           Row{"direction: less", false},
           Row{"fields: [owner]", true},
           Row{"fields: [expires, serves]", true},
           Row{"fields: [expires]", false},
           Row{"areas: [web]", true},
           Row{"environments: [production], risk: [L3]", false},
       }) {
    CAPTURE(row.match);
    CHECK(matched(row.match, change) == row.matches);
  }
  Change less = change;
  less.direction = model::Direction::less;
  CHECK(matched("direction: less", less));
  CHECK_FALSE(matched("direction: more", less));
}

TEST_CASE("what lies outside of environments is asked about where its kind is named") {
  Change plan;
  plan.kind = model::SubjectKind::plan;
  plan.environments = {"staging", "production"};
  CHECK_FALSE(matched("", plan));
  CHECK(matched("kinds: [plan]", plan));
  CHECK(matched("kinds: [plan], environments: [production]", plan));
  plan.environments = {"staging"};
  CHECK_FALSE(matched("kinds: [plan], environments: [production]", plan));
}

TEST_CASE("a statement is of one subject and one content") {
  CHECK(outcome(asking("").sign(by("ada", "propose"))).satisfied);
  Lines staging = by("ada", "propose");
  staging.subject = "flag/checkout@staging";
  World elsewhere = asking("");
  elsewhere.files["flags/web/checkout.yaml"] += "  staging: { serve: on }\n";
  CHECK_FALSE(outcome(elsewhere.sign(staging)).satisfied);
  Lines old = by("ada", "propose");
  old.content = digest_text("what ran before");
  const Outcome stale = outcome(asking("").sign(old));
  CHECK_FALSE(stale.satisfied);
  CHECK(stale.stale == 1);
}

TEST_CASE("a removal is approved as such") {
  Change removal = change_of();
  removal.content.reset();
  World world = asking("").sign({.action = "propose"});
  CHECK(outcome(world, removal).satisfied);
  CHECK_FALSE(outcome(world).satisfied);
  CHECK_FALSE(outcome(asking("").sign(by("ada", "propose")), removal).satisfied);
}

TEST_CASE("who withdraws takes back what they said until then") {
  Lines withdraw = by("ada", "withdraw");
  for (const auto& [issued, satisfied] :
       std::map<std::string, bool>{{"2026-05-20T08:59:59Z", true},
                                   {"2026-05-20T09:00:00Z", false},
                                   {"2026-05-21T09:00:00Z", false}}) {
    CAPTURE(issued);
    withdraw.issued = issued;
    CHECK(outcome(asking("").sign(by("ada", "propose")).sign(withdraw)).satisfied == satisfied);
  }
  Lines other = by("ben", "withdraw");
  CHECK(outcome(asking("").sign(by("ada", "propose")).sign(other)).satisfied);
  other = by("ada", "withdraw");
  other.content = digest_text("what ran before");
  CHECK(outcome(asking("").sign(by("ada", "propose")).sign(other)).satisfied);
}

TEST_CASE("what was withdrawn stays so when the withdrawal is deleted") {
  const World proposed = asking("").sign(by("ada", "propose"));
  const model::Model base = World(proposed).sign(by("ada", "withdraw")).model();
  const model::Model head = proposed.model();
  CHECK_FALSE(outcome(head, base, change_of()).satisfied);
  CHECK(outcome(head, proposed.model(), change_of()).satisfied);
  Lines again = by("ada", "propose");
  again.issued = "2026-05-22T09:00:00Z";
  CHECK(outcome(World(proposed).sign(again).model(), base, change_of()).satisfied);
}

TEST_CASE("one signature over a set is a statement about each of its records") {
  const std::string records = "flag/checkout@production " + digest_text(content) + " 1 none\n" +
                              "flag/other@production " + digest_text("other") + " 3 " +
                              digest_text("before") + "\n";
  const std::string name = crypto::hex(crypto::sha256(records));
  Lines lines{.action = "propose", .subject = "set/" + name, .content = "sha256:" + name};
  World world = asking("");
  world.files["approvals/set/" + name + "/records"] = records;
  world.sign(lines);
  CHECK(outcome(world).satisfied);
  const model::Model model = world.model();
  const Ballot ballot(model, model, standings(model, 1));
  CHECK(ballot.highest_revision("flag/other@production") == 3);
  CHECK(ballot.highest_revision("flag/none@production") == 0);

  World withdrawn = world;
  Lines back = lines;
  back.action = "withdraw";
  CHECK_FALSE(outcome(withdrawn.sign(back)).satisfied);
  Lines one = by("ada", "withdraw");
  CHECK_FALSE(outcome(World(world).sign(one)).satisfied);
}

TEST_CASE("with a base, a change is the successor of what the base has") {
  struct Row {
    std::string revision, previous;
    bool satisfied;
  };
  const std::string before = digest_text("what ran before");
  for (const Row& row : {Row{"3", before, true}, Row{"2", before, false}, Row{"4", before, false},
                         Row{"1", "none", false}, Row{"3", "none", false},
                         Row{"3", digest_text("long ago"), false}}) {
    CAPTURE(row.revision);
    CAPTURE(row.previous);
    Lines lines = by("ada", "propose");
    lines.revision = row.revision;
    lines.previous = row.previous;
    const model::Model base = asking("").model();
    const model::Model head = asking("").sign(lines).model();
    Change change = change_of();
    change.compared = true;
    change.base_revision = 2;
    change.base_content = crypto::sha256("what ran before");
    const Outcome result = outcome(head, base, change);
    CHECK(result.satisfied == row.satisfied);
    CHECK(result.replayed == (row.satisfied ? 0u : 1u));
    change.compared = false;
    CHECK(outcome(head, base, change).satisfied);
  }
}

TEST_CASE("what is older than what was published approves nothing") {
  const auto judged = [](const std::string& revision, const Published& published) {
    Lines lines = by("ada", "propose");
    lines.revision = revision;
    const model::Model head = asking("").sign(lines).model();
    Change change = change_of();
    change.published = published;
    const Outcome result = outcome(head, head, change);
    CHECK(result.replayed == (result.satisfied ? 0u : 1u));
    return result.satisfied;
  };
  const auto same = change_of().content;
  const auto other = crypto::sha256("what ran before");
  CHECK(judged("3", {2, other}));
  CHECK(judged("2", {2, same}));
  CHECK_FALSE(judged("2", {2, other}));
  CHECK_FALSE(judged("1", {2, other}));
  CHECK_FALSE(judged("1", {2, same}));
  CHECK_FALSE(judged("2", {2, std::nullopt}));  // it was removed
  CHECK(judged("1", {0, other}));               // nobody was asked
  // Under a plan: back to the newest approval of its own, and to no older one.
  CHECK(judged("2", {2, other, true}));
  CHECK_FALSE(judged("1", {2, other, true}));
}

TEST_CASE("a window is asked of what comes in, and what is in the base does not age") {
  const World world = asking(", window: 10d");
  Lines old = by("ada", "propose");
  old.issued = "2026-05-01T00:00:00Z";
  const model::Model base = world.model();
  const model::Model head = World(world).sign(old).model();
  const Outcome late = outcome(head, base, change_of());
  CHECK_FALSE(late.satisfied);
  CHECK(late.too_old == 1);
  CHECK(outcome(head, head, change_of()).satisfied);
  const model::Model same = World(world).sign(old).model();
  CHECK(outcome(head, same, change_of()).satisfied);
  Lines fresh = by("ada", "propose");
  fresh.issued = "2026-05-23T00:00:00Z";
  CHECK(outcome(World(world).sign(fresh).model(), base, change_of()).satisfied);
}

TEST_CASE("the policy and the roster of the base judge") {
  const model::Model strict = asking(", people: 2").model();
  const model::Model lax = asking("").sign(by("ada", "propose")).model();
  CHECK(outcome(lax, lax, change_of()).satisfied);
  CHECK_FALSE(outcome(lax, strict, change_of()).satisfied);
}

TEST_CASE("who no longer belongs to a group does not stand for it") {
  World world = asking(", from: [ { team: team-security } ]");
  world.sign(by("ada", "propose")).sign(by("dan"));
  CHECK(outcome(world).satisfied);
  std::string& people = world.files["trust/people.yaml"];
  people.replace(people.find("[dan, eve]"), 10, "[eve]");
  CHECK(outcome(world).missing == Strings{"1 of team `team-security`: eve"});
}

}  // namespace ensign::trust
