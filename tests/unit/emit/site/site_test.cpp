// The site of a small repository: what each reader looks for stands there, nothing is broken, and
// what people wrote stays text.
#include "emit/site/site.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

OutFiles site_of(const std::map<std::string, std::string>& files,
                 std::span<const OutFile> overrides = {}) {
  const auto result = site(sealed(files), policy::embedded_pages(), overrides);
  if (!result) return {{"FAILURE", result.error().message}};
  return *result;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every kind of page is there, under its contract name") {
  const OutFiles files = site_of(small_repository());
  const std::pair<const char*, const char*> expected[] = {
      {"site/index.html", "home"},
      {"site/flags/index.html", "flags"},
      {"site/flags/new-engine.html", "flag"},
      {"site/stages.html", "stages"},
      {"site/stages/engine.html", "stage"},
      {"site/releases/index.html", "releases"},
      {"site/releases/2.4.0.html", "release"},
      {"site/releases/v2.4-users.html", "notes"},
      {"site/releases/v2.4-operators.html", "notes"},
      {"site/runbooks/index.html", "playbooks"},
      {"site/runbooks/search-new-engine.html", "playbook"},
      {"site/kill-switches.html", "kill-switches"},
      {"site/segments/pilots.html", "segment"},
      {"site/people/ada.html", "person"},
      {"site/teams/team-web.html", "team"},
      {"site/expiry.html", "expiry"},
      {"site/policy.html", "policy"},
      {"site/rules/EN201.html", "rule"},
      {"site/verify.html", "verify"},
      {"site/404.html", "not-found"}};
  for (const auto& [path, kind] : expected) {
    CAPTURE(path);
    CHECK(has(file_at(files, path), "<body data-page=\"" + std::string(kind) + "\">"));
  }
  CHECK(has(file_at(files, "site/style.css"), "prefers-color-scheme"));
  CHECK(has(file_at(files, "site/favicon.svg"), "<svg"));
}

TEST_CASE("a flag's page: how to stop it, who gets it, what it falls back to") {
  const std::string page = file_at(site_of(small_repository()), "site/flags/new-engine.html");
  CHECK(has(page, "# flags/search/new-engine.md\nenvironments:\n  production: { serve: off }\n"));
  CHECK(has(page, "If user.email ends with <code>@example.com</code>: <code>on</code>"));
  CHECK(has(page, "Everyone else: <code>off</code>"));
  CHECK(has(page, "Classic search"));
  CHECK(has(page, "FEATURE_NEW_ENGINE"));
  CHECK(has(page, "href=\"../kill-switches.html#KS1\""));
  CHECK(has(page, "recovery within 30 minutes"));
  CHECK(has(page, "href=\"../runbooks/search-new-engine.html\">the way back</a>"));
  CHECK(has(page, "<code>flags/search/new-engine.md</code>"));
}

TEST_CASE("where somebody may sign a kill, its command comes first and names them") {
  auto files = small_repository();
  const char* command = "ensign kill new-engine --env production --reason";
  CHECK_FALSE(has(file_at(site_of(files), "site/flags/new-engine.html"), command));
  std::string& people = files["trust/people.yaml"];
  const std::string_view contact = "contact: ada@example.com";
  people.insert(people.find(contact) + contact.size(),
                ", keys: [ { key: \"ssh-ed25519 "
                "AAAAC3NzaC1lZDI1NTE5AAAAIDnZtpZ69W3FkEWMOZa4H1B7HVlI37vwEYVX87XOqYix\" } ]");
  const OutFiles site = site_of(files);
  const std::string page = file_at(site, "site/flags/new-engine.html");
  CHECK(has(page, command));
  CHECK(page.find(command) < page.find("# flags/search/new-engine.md"));
  CHECK(has(page, "<a href=\"../people/ada.html\">Ada Obi</a>"));
  CHECK(has(file_at(site, "site/kill-switches.html"), "ensign kill KS1 --env production"));

  // On call is only who holds the role, where there is one.
  people += "  emergency/production: { title: On call, holders: [] }\n";
  CHECK_FALSE(has(file_at(site_of(files), "site/flags/new-engine.html"), command));
}

TEST_CASE("a plan says whether it is at a stage or waits for it; no line of days without days") {
  auto files = small_repository();
  CHECK(has(file_at(site_of(files), "site/stages/engine.html"), "<li>now at <a"));
  CHECK(has(file_at(site_of(files), "site/stages/engine.html"), "<svg class=\"timeline\""));
  files.erase("releases/evidence/engine/pilot/go-pilot.yaml");
  std::string& plan = files["releases/stages/engine.yaml"];
  for (const std::string gone :
       {", evidence: go-pilot", "    starts: 2026-10-01\n    duration: 2d..3d\n"}) {
    if (plan.find(gone) != plan.npos) plan.erase(plan.find(gone), gone.size());
  }
  const std::string title = "    title: Pilot\n";
  plan.replace(plan.find(title), title.size(), "    title: " + std::string(60, 'P') + "\n");
  const std::string page = file_at(site_of(files), "site/stages/engine.html");
  CHECK(has(page, "<li>waits for <a"));
  CHECK_FALSE(has(page, "<svg class=\"timeline\""));
  plan.insert(plan.find("    serves:"), "    duration: 2d\n");
  CHECK(has(file_at(site_of(files), "site/stages/engine.html"), ">" + std::string(47, 'P') + "…<"));
}

TEST_CASE("what people wrote stays text") {
  const std::string page = file_at(site_of(small_repository()), "site/flags/new-engine.html");
  CHECK(has(page, "<h1>New engine &lt;b&gt;</h1>"));
  CHECK_FALSE(has(page, "engine <b>"));
}

TEST_CASE("no page holds inline script or style or an absolute path; all carry the strict policy") {
  for (const OutFile& file : site_of(small_repository())) {
    if (!file.path.ends_with(".html")) continue;
    CAPTURE(file.path);
    CHECK(has(file.bytes, "content=\"default-src 'none'"));
    const bool deep = std::count(file.path.begin(), file.path.end(), '/') > 2;
    const bool missing = file.path == "site/404.html";
    std::string rest = file.bytes;
    const std::string script = "<script defer src=\"";
    const std::size_t at = rest.find(script);
    CHECK((at == std::string::npos) == missing);
    if (!missing) {
      const std::string_view root = deep                                        ? "../../"
                                    : file.path.find('/', 5) < file.path.size() ? "../"
                                                                                : "";
      CHECK(rest.substr(at + script.size()).starts_with(std::string(root) + "site.js\"></script>"));
      rest.erase(at, script.size());
    }
    CHECK_FALSE(has(rest, "<script"));
    CHECK_FALSE(has(file.bytes, " style=\""));
    CHECK_FALSE(has(file.bytes, "href=\"/"));
    CHECK(has(file.bytes, "<main"));
  }
}

TEST_CASE("gates show what opened them, playbooks their sum against the window") {
  const OutFiles files = site_of(small_repository());
  const std::string plan = file_at(files, "site/stages/engine.html");
  CHECK(has(plan, "1 of 2"));
  CHECK(has(plan, "sign-off by Product owner"));
  CHECK(has(plan, "Evidence <a href=\"#evidence-go-pilot\">go-pilot</a>"));
  CHECK(has(plan, "48 hours of watching without a trigger"));
  CHECK(has(plan, "Under way"));
  CHECK(has(file_at(files, "site/runbooks/search-new-engine.html"), "27 minutes of 30 minutes"));
}

TEST_CASE("the page of verification names the project as trusted comments do") {
  const std::string page = file_at(site_of(small_repository()), "site/verify.html");
  CHECK(has(page, "<dt>Project</dt><dd><code>5f0c2d7e9b1a4c33</code></dd>"));
}

TEST_CASE("the same model gives the same bytes") {
  const OutFiles a = site_of(small_repository()), b = site_of(small_repository());
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].path == b[i].path);
    CHECK(a[i].bytes == b[i].bytes);
  }
}

TEST_CASE("broken links in what people wrote are all listed") {
  auto files = small_repository();
  files["flags/search/new-engine.md"] += "[x](../../rollbacks/gone.md) and [y](#nowhere).\n";
  const OutFiles result = site_of(files);
  REQUIRE(result.size() == 1);
  CHECK(has(result[0].bytes, "site"));
  CHECK(has(result[0].bytes, "flags/new-engine.html: `../rollbacks/gone.md` leads nowhere"));
  CHECK(has(result[0].bytes, "`#text-nowhere` names no place in `flags/new-engine.html`"));
}

TEST_CASE("two names that differ only in letters are refused") {
  auto files = small_repository();
  files["releases/notes/other.md"] =
      "---\nnote: other\ntitle: T\nkind: fixed\nrisk: L1\nmilestone: V2.4\naudience: "
      "[users]\n---\nx\n";
  const OutFiles result = site_of(files);
  REQUIRE(result.size() == 1);
  CHECK(has(result[0].bytes, "two pages would be"));
}

TEST_CASE("a template of the repository wins; a misspelt one is named") {
  const OutFile own[] = {{"site-templates/404.html", "<p>{{heading}}</p>\n"}};
  CHECK(file_at(site_of(small_repository(), own), "site/404.html") ==
        "<p>There is no such page</p>\n");
  const OutFile misspelt[] = {{"site-templates/flgs.html", "<p></p>"}};
  CHECK(has(site_of(small_repository(), misspelt)[0].bytes, "did you mean `flags.html`?"));
  const OutFile wrong[] = {{"site-templates/404.html", "<p>{{headng}}</p>\n"}};
  CHECK(
      has(site_of(small_repository(), wrong)[0].bytes,
          "site-templates/404.html:1:4: there is no field `headng` here; did you mean `heading`?"));
}

TEST_CASE("an empty repository has a site too") {
  const OutFiles files = site_of({{"ensign.yaml",
                                   "project: 5f0c2d7e9b1a4c33\nname: shop\n"
                                   "environments: { production: {} }\n"}});
  CHECK(has(file_at(files, "site/index.html"), "Nothing waits for anybody."));
  CHECK(has(file_at(files, "site/kill-switches.html"), "No ladder is written down."));
}

TEST_CASE("retired flags, groups and profiles stand where a reader of a flag looks") {
  auto files = small_repository();
  CHECK_FALSE(has(file_at(site_of(files), "site/flags/index.html"), "retired.html"));
  const std::string head = "title: A title\nowner: team-web\n";
  files["flags/retired.yaml"] =
      "retired:\n  old-engine: { on: 2026-05-01, type: release, reason: Done., "
      "successor: new-engine }\n";
  files["flags/groups/tries.yaml"] = "group: tries\n" + head + "flags: { new-engine: 40 }\n";
  files["flags/profiles/safe.yaml"] =
      "profile: safe\n" + head + "environment: production\nserves: { new-engine: off }\n";
  const OutFiles pages = site_of(files);
  CHECK(has(file_at(pages, "site/flags/index.html"), "href=\"retired.html\""));
  const std::string retired = file_at(pages, "site/flags/retired.html");
  CHECK(has(retired, "old-engine"));
  CHECK(has(retired, "href=\"new-engine.html\""));
  const std::string flag = file_at(pages, "site/flags/new-engine.html");
  CHECK(has(flag, "href=\"../groups/tries.html\">tries</a>: 40 % of the users by"));
  CHECK(has(flag, "safe in production: off"));
  CHECK(has(file_at(pages, "site/groups/tries.html"), "href=\"../flags/new-engine.html\""));
  CHECK(has(file_at(pages, "site/profiles/safe.html"), "href=\"../flags/new-engine.html\""));
  const std::string tombstone = file_at(pages, "site/flags/old-engine.html");
  CHECK(has(tombstone, "<body data-page=\"tombstone\">"));
  CHECK(has(tombstone, "2026-05-01"));
  CHECK(has(tombstone, "Done."));
  CHECK(has(tombstone, "href=\"new-engine.html\""));
}
