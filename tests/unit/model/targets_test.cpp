// `targets:` and the names of environments in ensign.yaml.

#include <doctest/doctest.h>

#include "model/reading.h"

using namespace ensign;
using namespace ensign::model;

namespace {

std::vector<std::string> judged(const std::string& targets,
                                const std::string& environments = "{ production: {} }") {
  return messages(read_files(
      {{"ensign.yaml", "project: 5f0c2d7e9b1a4c33\nname: shop\nenvironments: " + environments +
                           "\nattributes:\n"
                           "  client: { type: string, values: [web, tv] }\n"
                           "  joined: { type: timestamp }\n"
                           "  seats: { type: integer }\n"
                           "  user: { type: string }\n"
                           "  user.email: { type: string }\n"
                           "targets:\n" +
                           targets}}));
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a target knows values that a context can hold") {
  CHECK(judged("  web: { known: { client: web, seats: 5 } }\n").empty());
  CHECK(judged("  web: { known: { client: radio } }\n") ==
        Lines{"EN025 `client` is never `radio`"});
  CHECK(judged("  web: { known: { seats: many } }\n") ==
        Lines{"EN024 `seats` is never `many`: its type is integer"});
  CHECK(judged("  web: { known: { joined: 2026-01-01 } }\n") ==
        Lines{"EN024 `joined` is a moment, which no target knows"});
}

TEST_CASE("nothing is read through what a target knows") {
  CHECK(judged("  web: { known: { user.email: a@example.com } }\n") ==
        Lines{"EN034 `user.email` cannot be known: `user` is an attribute as well"});
  CHECK(judged("  web: { known: { user: ada } }\n") ==
        Lines{"EN034 `user` cannot be known: `user.email` is an attribute as well"});
}

TEST_CASE("names of other files are taken") {
  for (const char* name : {"bundle", "flagd", "kill", "proof", "timestamp", "Bundle"}) {
    CHECK(judged("  " + std::string(name) + ": {}\n") ==
          Lines{"EN123 `" + std::string(name) + ".json` is another file of every environment"});
  }
  CHECK(judged("  bundles: {}\n").empty());
  CHECK(judged("  web: {}\n", "{ log: {}, production: {} }") ==
        Lines{"EN123 `log` is where bundles are logged"});
}
