// notes/: one text for each kind of reader, in three forms from one tree.
#include "emit/notes/notes.h"

#include <doctest/doctest.h>

#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

OutFiles notes_of(const std::map<std::string, std::string>& files) {
  const auto result = notes(sealed(files), {});
  REQUIRE(result.has_value());
  return *result;
}

}  // namespace

TEST_CASE("Markdown for users: grouped by kind, highlights and known issues of the release") {
  CHECK(file_at(notes_of(small_repository()), "notes/v2.4.users.md") ==
        "# Engine (2.4.0) for users\n\n"
        "Release 2.4.0, minor, risk L2 core logic, planned.\n\n"
        "## Highlights\n\n- Faster search\n\n"
        "## Added\n\n### New engine for pilots\n\nSearch is *new*.\n\n"
        "## Fixed\n\n### Links\n\nLinks work again.\n\n"
        "## Known issues\n\n- Old links are slow\n");
}

TEST_CASE("Markdown for operators: their own text, and what it means for running the system") {
  CHECK(file_at(notes_of(small_repository()), "notes/v2.4.operators.md") ==
        "# Engine (2.4.0) for operators\n\n"
        "Release 2.4.0, minor, risk L2 core logic, planned.\n\n"
        "## Highlights\n\n- Faster search\n\n"
        "## Added\n\n### New engine for pilots\n\nWatch the errors.\n\n"
        "- Risk: L2 core logic\n"
        "- Flag: `new-engine` (`FEATURE_NEW_ENGINE`): staging ● On, production ◐ For some\n"
        "- Migration: none\n"
        "- Rollback: Turn `new-engine` off.\n\n"
        "## Known issues\n\n- Old links are slow\n");
}

TEST_CASE("readers without entries are told so; without a milestone there is nothing") {
  const OutFiles files = notes_of(small_repository());
  CHECK(files.size() == 3 * 3 + 1);
  CHECK(file_at(files, "notes/v2.4.engineers.md").find("Nothing in v2.4 is for engineers.") !=
        std::string::npos);
  auto without = small_repository();
  without.erase("releases/notes/engine-pilot.md");
  without.erase("releases/notes/fixed-links.md");
  without.erase("releases/2.4.0/release.md");
  CHECK(notes_of(without).empty());
}

TEST_CASE("what breaks comes first, then what has to be migrated, then the way back") {
  auto files = small_repository();
  files["releases/notes/zz-api.md"] =
      "---\nnote: zz-api\ntitle: The old address is gone\nkind: added\nrisk: L3\n"
      "milestone: v2.4\naudience: [users, operators]\nbreaking: true\nmigration: Call `/v2`.\n"
      "documents: [ { title: Guide, link: \"https://example.com/guide\" } ]\n---\nUse the new "
      "one.\n";
  files["releases/2.4.0/release.md"].replace(
      files["releases/2.4.0/release.md"].find("highlights:"), 0,
      "rollback_flag: Turn it off.\nrollback_deployment: Deploy 2.3.\nnew_checks: [Latency]\n");
  const OutFiles out = notes_of(files);
  const std::string operators = file_at(out, "notes/v2.4.operators.md");
  CHECK(operators.find("## Breaking changes and migrations\n\n"
                       "- Breaking: The old address is gone\n- Migration: Call `/v2`.\n\n"
                       "## Operation\n\n- New check: Latency\n\n"
                       "## Rollback\n\n- By flag: Turn it off.\n- By deployment: Deploy 2.3.\n\n"
                       "## Added\n\n### The old address is gone\n") != std::string::npos);
  CHECK(operators.find("See [Guide](<https://example.com/guide>).") != std::string::npos);
  const std::string users = file_at(out, "notes/v2.4.users.md");
  CHECK(users.find("## Breaking changes\n\n- Breaking: The old address is gone\n\n## Added") !=
        std::string::npos);
  for (const std::string_view inside : {"Turn it off", "Latency", "Call `/v2`", "Risk: "}) {
    CHECK(users.find(inside) == std::string::npos);
    CHECK(file_at(out, "notes/v2.4.users.json").find(inside) == std::string::npos);
  }
}

TEST_CASE("JSON: the entries of the audience, and the state of their flags") {
  const std::string json = file_at(notes_of(small_repository()), "notes/v2.4.operators.json");
  const Json entry = Json::object({{"id", "engine-pilot"},
                                   {"title", "New engine for pilots"},
                                   {"breaking", false},
                                   {"text", "Watch the errors.\n"},
                                   {"documents", Json::array()},
                                   {"risk", "L2"},
                                   {"notable", nullptr},
                                   {"flags", Json::array({"new-engine"})},
                                   {"migration", "none"},
                                   {"rollback", "Turn `new-engine` off."}});
  const Json release = Json::object({{"version", "2.4.0"},
                                     {"title", "Engine"},
                                     {"type", "minor"},
                                     {"level", "L2"},
                                     {"state", "planned"},
                                     {"date", nullptr},
                                     {"migrations", Json::array()},
                                     {"new_checks", Json::array()},
                                     {"rollback_flag", nullptr},
                                     {"rollback_deployment", nullptr},
                                     {"playbook", nullptr}});
  const auto state = [](const char* environment, const char* word) {
    return Json::object({{"environment", environment}, {"state", word}});
  };
  const Json flag = Json::object(
      {{"key", "new-engine"},
       {"title", "New engine <b>"},
       {"env_var", "FEATURE_NEW_ENGINE"},
       {"environments", Json::array({state("staging", "On"), state("production", "For some")})}});
  const Json group = Json::object({{"kind", "added"}, {"entries", Json::array({entry})}});
  CHECK(json == pretty(Json::object({{"format", "ensign-notes/1"},
                                     {"milestone", "v2.4"},
                                     {"audience", "operators"},
                                     {"releases", Json::array({release})},
                                     {"highlights", Json::array({"Faster search"})},
                                     {"known_issues", Json::array({"Old links are slow"})},
                                     {"groups", Json::array({group})},
                                     {"flags", Json::array({flag})}})));
}

TEST_CASE("the page stands alone beside its style sheet") {
  const OutFiles files = notes_of(small_repository());
  const std::string page = file_at(files, "notes/v2.4.users.html");
  CHECK(page.find("<link rel=\"stylesheet\" href=\"style.css\">") != std::string::npos);
  CHECK(page.find("<h3 id=\"new-engine-for-pilots\">New engine for pilots</h3>") !=
        std::string::npos);
  CHECK(file_at(files, "notes/style.css").find(":root") != std::string::npos);
}
