// interop/: what `outputs:` lists, for whom, and the rules of the formats that are easily broken.
#include "emit/interop/interop.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "emit/interop/icalendar.h"
#include "emit/interop/identity.h"
#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

std::map<std::string, std::string> listing(const std::string& outputs,
                                           const std::string& more = {}) {
  auto files = small_repository();
  files["ensign.yaml"] += "outputs: [" + outputs + "]\n" + more;
  return files;
}

std::vector<std::string> paths(const OutFiles& files) {
  std::vector<std::string> all;
  for (const OutFile& file : files) all.push_back(file.path);
  std::ranges::sort(all);
  return all;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("nothing is written that is not listed") {
  CHECK(interop(sealed(small_repository())).empty());
  CHECK(subscriptions(sealed(small_repository())).empty());
  CHECK(paths(interop(sealed(listing("codeowners")))) ==
        std::vector<std::string>{"interop/CODEOWNERS"});
}

TEST_CASE("feeds and calendars of a site for everybody tell nothing of the inside") {
  const auto inside = subscriptions(sealed(listing("atom, icalendar")));
  CHECK(paths(inside) == std::vector<std::string>{"calendar.ics", "expiry.ics", "feeds/all.atom",
                                                  "feeds/environment-production.atom",
                                                  "feeds/environment-staging.atom",
                                                  "feeds/team-team-web.atom"});
  const auto open = subscriptions(sealed(listing("atom, icalendar", "site: public\n")));
  CHECK(paths(open) == std::vector<std::string>{"calendar.ics", "feeds/all.atom",
                                                "feeds/environment-production.atom",
                                                "feeds/environment-staging.atom"});
  CHECK(paths(interop(sealed(listing("icalendar", "site: public\n")))) ==
        std::vector<std::string>{"interop/calendar.ics"});
}

TEST_CASE("a release and its entries are news when it is out, each in its feeds") {
  auto files = listing("atom");
  const auto feed = [&files](const char* path) {
    return file_at(subscriptions(sealed(files)), path);
  };
  CHECK_FALSE(holds(feed("feeds/all.atom"), "Released"));
  auto& release = files["releases/2.4.0/release.md"];
  release.replace(release.find("state: planned"), 14, "state: released\ndate: 2026-11-19");
  const std::string all = feed("feeds/all.atom");
  CHECK(
      holds(all, "<title>Released 2.4.0: Engine</title>\n<updated>2026-11-19T00:00:00Z</updated>"));
  CHECK(holds(all, "<title>Fixed: Links</title>"));
  CHECK(holds(all, "href=\"../releases/2.4.0.html\""));
  // No plan is named, so it is where the promotion ends.
  CHECK(holds(feed("feeds/environment-production.atom"), "Released 2.4.0"));
  CHECK_FALSE(holds(feed("feeds/environment-staging.atom"), "Released 2.4.0"));
  CHECK(holds(feed("feeds/team-team-web.atom"), "New engine for pilots"));
  CHECK_FALSE(holds(feed("feeds/team-team-web.atom"), "Fixed: Links"));
}

TEST_CASE("the end of a flag is news two weeks ahead, and again when it is over") {
  auto files = listing("atom");
  auto& flag = files["flags/search/new-engine.md"];
  const auto with_end = [&](const std::string& day) {
    flag.replace(flag.find("expires: ") + 9, 10, day);
    return file_at(subscriptions(sealed(files)), "feeds/all.atom");
  };
  CHECK_FALSE(holds(with_end("2026-12-05"), "ends on"));  // as-of is 2026-11-20
  CHECK(holds(with_end("2026-12-04"), "Flag new-engine ends on 2026-12-04"));
  CHECK_FALSE(holds(with_end("2026-11-20"), "is past its end"));
  CHECK(holds(with_end("2026-11-19"), "Flag new-engine is past its end, 2026-11-19"));
}

TEST_CASE("RFC 5545: lines of 75 octets, folded between code points, texts escaped") {
  Calendar calendar("Name", *parse_as_of("2026-11-20"));
  std::string summary = "a";
  for (int i = 0; i < 60; ++i) summary += "\xC3\xBC";
  calendar.add_days(
      {.uid = "u", .summary = summary, .description = "a; b, c\\\nd", .category = {}, .status = {}},
      *parse_date("2026-12-31"));
  const std::string text = calendar.take();
  std::size_t begin = 0;
  std::string unfolded;
  for (std::size_t end = text.find("\r\n"); end != std::string::npos;
       begin = end + 2, end = text.find("\r\n", begin)) {
    const std::string line = text.substr(begin, end - begin);
    CHECK(line.size() <= 75);
    CHECK(line.find('\n') == std::string::npos);
    CHECK((static_cast<unsigned char>(line.back()) & 0xC0U) != 0xC0U);  // no lead byte at its end
    unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
  }
  CHECK(begin == text.size());
  CHECK(holds(unfolded, "\nSUMMARY:" + summary + "\n"));
  CHECK(holds(unfolded, "\nDESCRIPTION:a\\; b\\, c\\\\\\nd\n"));
  CHECK(holds(unfolded, "\nDTSTAMP:20261120T235959Z\n"));
  CHECK(holds(unfolded, "\nDTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101\n"));
}

TEST_CASE("names are UUIDs of version 8, of the project and the thing alone") {
  model::Config config;
  config.project.value = "5f0c2d7e9b1a4c33";
  const std::string name = stable_uuid(config, "flag/a");
  REQUIRE(name.size() == 36);
  CHECK(name[14] == '8');
  CHECK(std::string_view("89ab").contains(name[19]));
  CHECK(name == stable_uuid(config, "flag/a"));
  CHECK(name != stable_uuid(config, "flag/b"));
  config.project.value = "5f0c2d7e9b1a4c34";
  CHECK(name != stable_uuid(config, "flag/a"));
}

TEST_CASE("CODEOWNERS: contacts that a code host knows, and a comment for the others") {
  const std::string text = file_at(interop(sealed(listing("codeowners"))), "interop/CODEOWNERS");
  CHECK(holds(text, "\n/flags/search/new-engine.md ada@example.com\n"));
  auto files = listing("codeowners");
  auto& people = files["trust/people.yaml"];
  people.replace(people.find("title: Web,"), 11, "title: Web, contact: \"@shop/web\",");
  CHECK(holds(file_at(interop(sealed(files)), "interop/CODEOWNERS"),
              "\n/flags/search/new-engine.md @shop/web\n"));
  auto nobody = listing("codeowners");
  auto& unknown = nobody["trust/people.yaml"];
  unknown.replace(unknown.find("ada@example.com"), 15, "\"#web\"");
  CHECK(holds(file_at(interop(sealed(nobody)), "interop/CODEOWNERS"),
              "\n# flags/search/new-engine.md: team-web has no contact that a code host knows\n"));
}

TEST_CASE("the flag manifest: what a program gets without a provider") {
  const std::string text =
      file_at(interop(sealed(listing("openfeature-cli"))), "interop/openfeature/flags.json");
  CHECK(holds(text,
              "\"new-engine\": {\n      \"flagType\": \"boolean\",\n"
              "      \"defaultValue\": false,\n"));
}
