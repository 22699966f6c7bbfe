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
        "- Risk: L2 core logic\n- Flag: `new-engine` (`FEATURE_NEW_ENGINE`)\n- Migration: none\n"
        "- Rollback: Turn `new-engine` off.\n\n"
        "## Known issues\n\n- Old links are slow\n");
}

TEST_CASE("nothing is written for readers without entries, nor without a milestone") {
  const OutFiles files = notes_of(small_repository());
  CHECK(files.size() == 2 * 3 + 1);
  auto without = small_repository();
  without.erase("releases/notes/engine-pilot.md");
  without.erase("releases/notes/fixed-links.md");
  CHECK(notes_of(without).empty());
}

TEST_CASE("JSON has the documented shape") {
  const std::string json = file_at(notes_of(small_repository()), "notes/v2.4.operators.json");
  CHECK(json ==
        pretty(Json::object(
            {{"format", "ensign-notes/1"},
             {"milestone", "v2.4"},
             {"audience", "operators"},
             {"releases", Json::array({Json::object({{"version", "2.4.0"},
                                                     {"title", "Engine"},
                                                     {"type", "minor"},
                                                     {"level", "L2"},
                                                     {"state", "planned"},
                                                     {"date", nullptr}})})},
             {"highlights", Json::array({"Faster search"})},
             {"known_issues", Json::array({"Old links are slow"})},
             {"groups", Json::array({Json::object(
                            {{"kind", "added"},
                             {"entries", Json::array({Json::object(
                                             {{"id", "engine-pilot"},
                                              {"title", "New engine for pilots"},
                                              {"risk", "L2"},
                                              {"text", "Watch the errors.\n"},
                                              {"flags", Json::array({"new-engine"})},
                                              {"migration", "none"},
                                              {"rollback", "Turn `new-engine` off."}})})}})})}})));
}

TEST_CASE("the page stands alone beside its style sheet") {
  const OutFiles files = notes_of(small_repository());
  const std::string page = file_at(files, "notes/v2.4.users.html");
  CHECK(page.find("<link rel=\"stylesheet\" href=\"style.css\">") != std::string::npos);
  CHECK(page.find("<h3 id=\"new-engine-for-pilots\">New engine for pilots</h3>") !=
        std::string::npos);
  CHECK(file_at(files, "notes/style.css").find(":root") != std::string::npos);
}
