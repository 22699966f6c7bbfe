// Keys put into a roster, whatever form its authors like.
#include "driver/roster_text.h"

#include <doctest/doctest.h>

using namespace ensign;
using driver::with_keys;

namespace {

const std::vector<std::string> one{"{ key: K }"}, two{"{ key: K }", "{ key: L }"};

std::string edited(std::string_view roster, std::string_view person,
                   const std::vector<std::string>& items) {
  const auto text = with_keys(roster, person, items);
  return text ? *text : "refused: " + text.error().message;
}

}  // namespace

TEST_CASE("roster text: a person who is new") {
  CHECK(edited("", "ada", one) == "people:\n  ada:\n    keys:\n      - { key: K }\n");
  CHECK(edited("# Nobody yet.\n", "ada", one) ==
        "# Nobody yet.\npeople:\n  ada:\n    keys:\n      - { key: K }\n");
  CHECK(edited("people:\nteams: {}\n", "ada", one) ==
        "people:\n  ada:\n    keys:\n      - { key: K }\nteams: {}\n");
  CHECK(edited("people:\n    bob: { name: Bob }  # boss\nteams: {}\n", "ada", two) ==
        "people:\n    bob: { name: Bob }  # boss\n    ada:\n      keys:\n        - { key: K }\n"
        "        - { key: L }\nteams: {}\n");
  CHECK(edited("people:\n  bob: {}", "ada", one) ==
        "people:\n  bob: {}\n  ada:\n    keys:\n      - { key: K }\n");
}

TEST_CASE("roster text: a person without keys") {
  CHECK(edited("people:\n  ada: { name: Ada }\n", "ada", two) ==
        "people:\n  ada: { name: Ada, keys: [{ key: K }, { key: L }] }\n");
  CHECK(edited("people:\n  ada: {}\n", "ada", one) == "people:\n  ada: { keys: [{ key: K }]}\n");
  CHECK(edited("people:\n  ada:\n  bob: {}\n", "ada", one) ==
        "people:\n  ada:\n    keys:\n      - { key: K }\n  bob: {}\n");
  CHECK(edited("people:\n  ada:\n      name: Ada\n      contact: |\n        a\n        b\n\n"
               "  bob: {}\n",
               "ada", one) ==
        "people:\n  ada:\n      name: Ada\n      contact: |\n        a\n        b\n"
        "      keys:\n        - { key: K }\n\n  bob: {}\n");
}

TEST_CASE("roster text: a person with keys") {
  CHECK(edited("people:\n  ada:\n    keys:\n      - { key: J }  # old\n    name: Ada\n", "ada",
               one) ==
        "people:\n  ada:\n    keys:\n      - { key: J }  # old\n      - { key: K }\n"
        "    name: Ada\n");
  CHECK(edited("people:\n  ada:\n    keys:\n    - key: J\n      reason: x-y\n", "ada", two) ==
        "people:\n  ada:\n    keys:\n    - key: J\n      reason: x-y\n    - { key: K }\n"
        "    - { key: L }\n");
  CHECK(edited("people:\n  ada:\n    keys: [{ key: J }]\n", "ada", one) ==
        "people:\n  ada:\n    keys: [{ key: J }, { key: K }]\n");
  CHECK(edited("people:\n  ada:\n    keys: []\n", "ada", one) ==
        "people:\n  ada:\n    keys: [ { key: K }]\n");
  CHECK(edited("people:\n  ada: { keys: [ { key: J } ], name: Ada }\n", "ada", one) ==
        "people:\n  ada: { keys: [ { key: J }, { key: K } ], name: Ada }\n");
  CHECK(edited("people:\n  ada:\n    keys:\n    name: Ada\n", "ada", one) ==
        "people:\n  ada:\n    keys:\n      - { key: K }\n    name: Ada\n");
}

TEST_CASE("roster text: forms that are left to people") {
  CHECK(edited("people: { ada: { name: Ada } }\n", "bob", one)
            .starts_with("refused: the roster writes the people"));
  CHECK(edited("{ teams: {} }\n", "bob", one).starts_with("refused: the roster writes everything"));
  CHECK(edited("people:\n  ada: nobody\n", "ada", one)
            .starts_with("refused: the roster writes the person"));
  CHECK(edited("people: [\n", "ada", one) == "refused: the roster cannot be read");
}

TEST_CASE("roster text: keys as lines") {
  crypto::AllowedSigner ada;
  ada.principal = "ada@example.com";
  ada.key.comment = "ada \"the\" first";
  ada.from = parse_date("2026-01-01");
  ada.until = parse_date("2026-12-31");
  crypto::AllowedSigner file;
  const std::string blob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + std::string(42, 'A') + "A";
  CHECK(driver::roster_lines({ada, file}) ==
        "people:\n  PERSON:\n    keys:\n      - { key: \"" + blob +
            "\" }\n  ada:\n    contact: \"ada@example.com\"\n    keys:\n      - { key: \"" + blob +
            " ada \\\"the\\\" first\", from: 2026-01-01, until: 2026-12-31 }\n");
}
