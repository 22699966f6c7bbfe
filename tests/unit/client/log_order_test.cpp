// The log of an environment against a bundle and what was proven of it.
#include "client/log_order.h"

#include <algorithm>

#include "client/shop.h"
#include "crypto/stock_tools.h"
#include "emit/bundle/log.h"

namespace ensign::client {
namespace {

const std::string subject = "flag/checkout@production";

struct Step {
  std::string subject;
  std::int64_t revision = 0;
  std::string content;  // what it is the digest of; empty: absent
};

std::string digest(std::string_view text) { return crypto::hex(crypto::sha256(text)); }

// Entries as they were written, each after the one before it.
class Log {
 public:
  void add(const std::vector<Step>& steps) {
    ++seq_;
    emit::Bundle bundle;
    bundle.environment = environment;
    bundle.seq = seq_;
    bundle.sha256 = digest(fmt::format("bundle {}", seq_));
    bundle.document = Json::object(
        {{"ensign",
          Json::object({{"project", "5f0c2d7e9b1a4c33"},
                        {"prev", seq_ == 1 ? Json() : Json(before_)},
                        {"issued", "2026-06-10T09:00:00Z"},
                        {"source", Json::object({{"commit", nullptr}, {"tree", nullptr}})}})}});
    bundle.approved.emplace();
    for (const Step& step : steps) {
      bundle.approved->push_back(
          {step.subject, step.content.empty() ? std::nullopt : std::optional(digest(step.content)),
           step.revision});
    }
    const emit::OutFile file = emit::log_entry(bundle, entry_);
    write(seq_, file.bytes);
    before_ = bundle.sha256;
    entry_ = digest(file.bytes);
  }

  void write(std::int64_t seq, const std::string& bytes) {
    folder_.write(fmt::format("{}.json", seq), bytes);
  }
  std::string read(std::int64_t seq) const { return folder_.read(fmt::format("{}.json", seq)); }

  std::string folder() const { return folder_.path().string(); }

  CheckedBundle bundle() const {
    CheckedBundle bundle;
    bundle.project = "5f0c2d7e9b1a4c33";
    bundle.environment = environment;
    bundle.seq = seq_;
    bundle.sha256 = before_;
    return bundle;
  }

  // What is complained of, without the folder.
  std::string told(const Proven& proven) const {
    const LogOrder order = check_log(folder_.path().string(), bundle(), proven);
    std::string text;
    for (const Failure& problem : order.problems) {
      const std::size_t slash = problem.message.rfind('/', problem.message.find(".json"));
      const bool has_path = problem.message.contains(".json");
      text += (has_path ? problem.message.substr(slash + 1) : problem.message) + "\n";
    }
    return text;
  }

 private:
  stock::TemporaryFolder folder_;
  std::int64_t seq_ = 0;
  std::string before_, entry_;
};

Proven proven(const Step& step, const std::string& covered_by = "") {
  Verdict verdict;
  verdict.key = "checkout";
  verdict.proven = true;
  verdict.revision = step.revision;
  verdict.removed = step.content.empty();
  if (!step.content.empty()) verdict.content = digest(step.content);
  if (!covered_by.empty()) {
    verdict.covered_by = covered_by;
    verdict.cover_content = verdict.content;
  }
  Proven all;
  all.is_protected = true;
  all.verdicts.push_back(std::move(verdict));
  return all;
}

TEST_CASE("log: a chain that leads to the bundle and knows nothing newer is sound") {
  Log log;
  log.add({{subject, 1, "off"}});
  log.add({});
  log.add({{subject, 2, "on"}});
  CHECK(log.told(proven({subject, 2, "on"})).empty());
  CHECK(check_log("nowhere", log.bundle(), {}).problems.size() == 1);
}

TEST_CASE("log: a folder of another environment, or none, is a wrong question and no forgery") {
  Log log;
  log.add({});
  CheckedBundle other = log.bundle();
  other.environment = "staging";
  const LogOrder order = check_log(log.folder(), other, {});
  REQUIRE_EQ(order.problems.size(), 1u);
  CHECK(order.problems.front().message.ends_with(
      "is the log of `production`, and the bundle is of `staging`"));
  CHECK_FALSE(order.problems.front().help.contains("rewritten"));
  CHECK_FALSE(check_log("nowhere", other, {}).problems.front().help.contains("rewritten"));
}

TEST_CASE("log: an approval that is older than one in it is told, with the seq of that") {
  Log log;
  log.add({{subject, 1, "off"}});
  log.add({{subject, 2, "on"}});
  CHECK(log.told(proven({subject, 1, "off"})) ==
        subject + ": its approval is of revision 1, and the log knows revision 2 since seq 2\n");
  CHECK(log.told(proven({subject, 2, "other"})) ==
        subject + ": revision 2 is of other content than in seq 2 of the log\n");
  Proven gone;
  gone.is_protected = true;
  CHECK(log.told(gone) == subject + ": it was there in seq 2, and nobody approved that it goes\n");
  CHECK(log.told(proven({subject, 3, ""})).empty());
}

TEST_CASE("log: what a plan covers is as new as the approval of the plan") {
  Log log;
  log.add({{subject, 3, "off"}});
  log.add({{subject, 3, "on"}, {"plan/rollout", 2, "plan"}});
  Proven covered = proven({subject, 2, "plan"}, "plan/rollout");
  CHECK(log.told(covered).empty());
  covered.verdicts.front().revision = 1;
  CHECK(log.told(covered) ==
        "plan/rollout: its approval is of revision 1, and the log knows revision 2 since seq 2\n");
}

TEST_CASE("log: what was rewritten no longer leads to the bundle") {
  Log log;
  log.add({{subject, 1, "off"}});
  log.add({{subject, 2, "on"}});
  log.add({});
  const Proven newest = proven({subject, 2, "on"});
  REQUIRE(log.told(newest).empty());
  const std::string second = log.read(2);
  SUBCASE("an entry changed") {
    std::string changed = second;
    changed.replace(changed.find("\"revision\":2"), 12, "\"revision\":1");
    log.write(2, changed);
    CHECK(log.told(newest).starts_with("2.json: flag/checkout@production goes back") == false);
    CHECK(log.told(newest).contains("3.json: it does not follow from the entry before it"));
  }
  SUBCASE("an entry in the place of another") {
    log.write(2, log.read(3));
    CHECK(log.told(newest).starts_with(
        "2.json: it is the entry of project 5f0c2d7e9b1a4c33, environment `production`, seq 3"));
  }
  SUBCASE("an entry is missing") {
    log.write(2, "");
    CHECK(log.told(newest).starts_with("2.json: "));
  }
  SUBCASE("the last entry is of another bundle") {
    std::string changed = log.read(3);
    const std::size_t place = changed.find("\"sha256\":\"") + 10;
    changed[place] = changed[place] == 'a' ? 'b' : 'a';
    log.write(3, changed);
    CHECK(log.told(newest).contains("entry 3 is of another bundle than this one"));
  }
}

TEST_CASE("log: an entry that goes back is told where it stands") {
  Log log;
  log.add({{subject, 2, "on"}});
  log.add({{subject, 1, "off"}});
  CHECK(log.told(proven({subject, 2, "on"})) ==
        "2.json: flag/checkout@production goes back from revision 2 to 1\n");
}

}  // namespace
}  // namespace ensign::client
