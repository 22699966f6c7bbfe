// `site: public`: nobody of the roster, nothing of the inside, in any byte.
#include <algorithm>
#include <doctest/doctest.h>

#include "emit/site/site.h"
#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

std::map<std::string, std::string> open_repository() {
  auto files = small_repository();
  files["ensign.yaml"] += "site: public\n";
  files["flags/search/new-engine.md"] += "\nAsk Ada Obi, ada@example.com. Secret of the inside.\n";
  return files;
}

Result<OutFiles> site_of(const std::map<std::string, std::string>& files) {
  return site(sealed(files), policy::embedded_pages(), {});
}

bool any_has(const OutFiles& files, std::string_view text) {
  return std::any_of(files.begin(), files.end(), [&](const OutFile& file) {
    return file.path.find(text) != std::string::npos || file.bytes.find(text) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("a public site holds what is for everybody") {
  const auto files = site_of(open_repository());
  REQUIRE(files);
  for (const char* path :
       {"site/index.html", "site/flags/index.html", "site/flags/new-engine.html",
        "site/stages/engine.html", "site/releases/2.4.0.html", "site/releases/v2.4-users.html",
        "site/calendar.html", "site/production.html", "site/verify.html", "site/index/flags.json",
        "site/flags/by-risk/L3.html"}) {
    CAPTURE(path);
    CHECK(file_at(*files, path).find("there is no site/") == std::string::npos);
  }
  CHECK(file_at(*files, "site/flags/new-engine.html").find("Classic search") != std::string::npos);
}

TEST_CASE("a public site names nobody and says nothing of the inside") {
  const auto files = site_of(open_repository());
  REQUIRE(files);
  for (const char* text :
       {"Ada Obi", "ada@example.com", "people/", "teams/", "team-web", "runbooks/", "segments/",
        "kill-switches", "policy.html", "rules/", "v2.4-operators", "Secret of the inside",
        "flags/search/", "user.email", "@example.com", "go-pilot", "FEATURE_NEW_ENGINE", "Pilots",
        "Product owner"}) {
    CAPTURE(text);
    CHECK_FALSE(any_has(*files, text));
  }
}

TEST_CASE("a name in a text for everybody stops the site and is listed with its place") {
  auto files = open_repository();
  files["releases/notes/fixed-links.md"] =
      "---\nnote: fixed-links\ntitle: Links\nkind: fixed\nrisk: L1\nmilestone: v2.4\n"
      "audience: [users]\n---\nThanks to Ada Obi.\n";
  const auto result = site_of(files);
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find("releases/v2.4-users.html: `Ada Obi`") != std::string::npos);
  // Contacts too, in whatever signs they begin.
  auto contact = files;
  contact["trust/people.yaml"].replace(contact["trust/people.yaml"].find("ada@example.com"), 15,
                                       "\"@ada-obi\"");
  contact["releases/notes/fixed-links.md"].replace(
      contact["releases/notes/fixed-links.md"].find("Ada Obi."), 8, "@ada-obi!");
  const auto named = site_of(contact);
  REQUIRE_FALSE(named);
  CHECK(named.error().message.find("`@ada-obi`") != std::string::npos);
  // Part of another word is no name.
  files["releases/notes/fixed-links.md"].replace(
      files["releases/notes/fixed-links.md"].find("Ada Obi."), 8, "Ada Obito.");
  CHECK(site_of(files));
}
