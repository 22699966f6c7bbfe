// The pages of running a release: incidents, drills, calendar, journal, waivers, audit, metrics,
// requirements, production.
#include <algorithm>
#include <doctest/doctest.h>

#include "emit/site/occurrences.h"
#include "emit/site/site.h"
#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

std::map<std::string, std::string> busy_repository() {
  auto files = small_repository();
  files["flags/kill-switches.yaml"] =
      "levels:\n  KS1: { title: Stop search, when: Search hurts, flags: [new-engine], playbook: "
      "rollbacks/search/new-engine.md }\n"
      "triggers:\n  wrong-results: { title: Wrong results, class: P0, levels: [KS1] }\n"
      "workflow: [Take the smallest level]\n";
  files["releases/incidents/2026-10-02-slow.md"] =
      "---\nincident: 2026-10-02-slow\ntitle: Slow queries\nseverity: high\nstate: mitigated\n"
      "trigger: wrong-results\nowner: team-web\nstarted: 2026-10-02T10:00:00Z\n"
      "detected: 2026-10-02T10:05:00Z\nmitigated: 2026-10-02T10:20:00Z\nflags: [new-engine]\n"
      "kill_switch: KS1\nplaybook: rollbacks/search/new-engine.md\nreleases: [2.4.0]\n"
      "timeline:\n  - { at: 2026-10-02T10:10:00Z, what: KS1 is pulled, by: ada }\n"
      "review: { due: 2026-10-09 }\n"
      "actions:\n  - { item: Add an index, done: false, owner: team-web, due: 2026-10-30 }\n"
      "---\nThe index was **cold**.\n";
  files["rollbacks/drills/2026-09-20-engine.md"] =
      "---\ndrill: 2026-09-20-engine\ntitle: Engine off\nkind: kill-switch\nowner: team-web\n"
      "kill_switch: KS1\nplaybook: rollbacks/search/new-engine.md\nby: [ada]\nresult: passed\n"
      "times: { detection: 1min, decision: 4min, execution: 3min, verification: 2min }\n---\nOk.\n";
  files["rollbacks/drills/2026-10-20-engine.md"] =
      "---\ndrill: 2026-10-20-engine\ntitle: Engine off again\nkind: kill-switch\nowner: team-web\n"
      "kill_switch: KS1\nplaybook: rollbacks/search/new-engine.md\nby: [ada]\nresult: passed\n"
      "times: { detection: 1min, decision: 4min, execution: 30min, verification: 2min "
      "}\n---\nOk.\n";
  files["releases/calendar.yaml"] =
      "entries:\n  regular: { title: Regular release, kind: release, every: 2w, first: 2026-09-15 "
      "}\n";
  files["releases/freezes/advent.yaml"] =
      "freeze: advent\ntitle: Advent\nreason: Few people are there\nowner: team-web\n"
      "from: 2026-11-20\nuntil: 2026-11-30\nflags: [new-engine]\n";
  files["releases/journal/2026-10-02.md"] =
      "---\njournal: 2026-10-02\ntitle: A long day\nby: ada\nincidents: [2026-10-02-slow]\n---\n"
      "## Observed\n\nMuch.\n";
  files["trust/waivers/late.yaml"] =
      "waiver: late\nrule: EN202\nsubject: flag/new-engine\nreason: The index comes first\n"
      "owner: team-web\ncreated: 2026-11-01\nexpires: 2026-11-25\n";
  files["releases/metrics.yaml"] =
      "metrics:\n  slow: { title: Slow queries, unit: ratio }\n"
      "alerts:\n  too-slow: { title: Too slow, severity: high, metric: slow, absolute: { at_most: "
      "0.02 }, runbook: rollbacks/search/new-engine.md, owner: team-web }\n";
  files["ensign.yaml"] += "requirements:\n  \"6.2\": { title: Staged }\n";
  return files;
}

OutFiles site_of(const std::map<std::string, std::string>& files) {
  const auto result = site(sealed(files), policy::embedded_pages(), {});
  if (!result) return {{"FAILURE", result.error().message}};
  return *result;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an incident: how long it lasted, what was pulled, what is owed") {
  const OutFiles files = site_of(busy_repository());
  const std::string page = file_at(files, "site/incidents/2026-10-02-slow.html");
  CHECK(has(page, "<body data-page=\"incident\">"));
  CHECK(has(page, "harm stopped after 20 minutes"));
  CHECK(has(page, "overdue since 2026-10-09"));
  CHECK(has(page, "href=\"../kill-switches.html#KS1\""));
  CHECK(has(page, "href=\"../releases/2.4.0.html\""));
  CHECK(has(page, "Wrong results"));
  CHECK(has(page, "KS1 is pulled"));
  CHECK(has(page, "✕</span> Overdue</span></td><th scope=\"row\">Add an index"));
  CHECK(has(page, "<strong>cold</strong>"));
  CHECK(has(page, "href=\"../journal/2026-10.html#day-2026-10-02\""));
  CHECK(has(file_at(files, "site/incidents.html"), "href=\"incidents/2026-10-02-slow.html\""));
  // And back.
  for (const char* other : {"site/flags/new-engine.html", "site/releases/2.4.0.html",
                            "site/runbooks/search-new-engine.html", "site/kill-switches.html"}) {
    CAPTURE(other);
    CHECK(has(file_at(files, other), "incidents/2026-10-02-slow.html\">Slow queries</a>"));
  }
}

TEST_CASE("a drill is held against the window of its playbook, in glyph and word") {
  const OutFiles files = site_of(busy_repository());
  // 1 + 4 + 3 + 2 minutes of 30; 1 + 4 + 30 + 2 of 30.
  const std::string fast = file_at(files, "site/drills/2026-09-20-engine.html");
  CHECK(has(fast, "<li>kill switch</li>"));
  CHECK(has(fast, "took 10 minutes of 30 minutes"));
  CHECK(has(fast, "✓</span> inside"));
  const std::string slow = file_at(files, "site/drills/2026-10-20-engine.html");
  CHECK(has(slow, "took 37 minutes of 30 minutes"));
  CHECK(has(slow, "✕</span> outside"));
  for (const char* list : {"site/runbooks/drills.html", "site/kill-switches.html",
                           "site/runbooks/search-new-engine.html"}) {
    CAPTURE(list);
    const std::string page = file_at(files, list);
    const std::size_t newer = page.find("2026-10-20-engine.html");
    CHECK(newer < page.find("2026-09-20-engine.html"));
    CHECK(newer != std::string::npos);
  }
}

TEST_CASE("days that come again are counted from the first") {
  model::CalendarEntry entry;
  entry.first = {*parse_date("2026-09-15"), {}};
  entry.every_seconds = {14 * 86'400, {}};
  CHECK(to_string(pages::next_day(entry, *parse_date("2026-01-01"))) == "2026-09-15");
  CHECK(to_string(pages::next_day(entry, *parse_date("2026-09-15"))) == "2026-09-15");
  CHECK(to_string(pages::next_day(entry, *parse_date("2026-09-16"))) == "2026-09-29");
  const auto days = pages::days_of(entry, *parse_date("2026-09-29"), *parse_date("2026-10-27"));
  REQUIRE(days.size() == 3);
  CHECK(to_string(days[2]) == "2026-10-27");
}

TEST_CASE("calendar, freezes, journal, waivers, metrics and requirements have their pages") {
  const OutFiles files = site_of(busy_repository());
  const std::string calendar = file_at(files, "site/calendar.html");
  // 2026-09-15 and every two weeks: the next after 2026-11-20 is 2026-11-24.
  CHECK(has(calendar, "2026-11-24"));
  CHECK(has(calendar, "id=\"freeze-advent\""));
  CHECK(has(calendar, "in force"));
  const std::string month = file_at(files, "site/journal/2026-10.html");
  CHECK(has(month, "<body data-page=\"journal\">"));
  CHECK(has(month, "id=\"day-2026-10-02\""));
  CHECK(has(month, "Journal of October 2026"));
  const std::string waivers = file_at(files, "site/waivers.html");
  CHECK(has(waivers, "ends in 5 days"));
  CHECK(has(waivers, "href=\"rules/EN202.html\""));
  CHECK(has(waivers, "href=\"flags/new-engine.html\""));
  const std::string metrics = file_at(files, "site/metrics.html");
  CHECK(has(metrics, "unless it is at most 2 %"));
  CHECK(has(metrics, "href=\"runbooks/search-new-engine.html\""));
  CHECK(has(file_at(files, "site/requirements.html"), "nothing names it"));
  const std::string flag = file_at(files, "site/flags/new-engine.html");
  CHECK(has(flag, "href=\"../waivers.html#waiver-late\""));
  CHECK(has(flag, "href=\"../calendar.html#freeze-advent\""));
  CHECK(has(file_at(files, "site/audit.html"), "Nobody has signed anything yet."));
  CHECK(has(file_at(files, "site/environments.html"), "<code>user.email</code>"));
  CHECK(has(file_at(files, "site/policy.html"), "fallback, kill switch, playbook"));
}

TEST_CASE("production says in words what is served, and what the next stage changes") {
  const std::string page = file_at(site_of(busy_repository()), "site/production.html");
  CHECK(has(page, "What is on in Production"));
  CHECK(has(page, "If user.email ends with <code>@example.com</code>: <code>on</code>"));
  CHECK(has(page, "Everyone else: <code>off</code>"));
}
