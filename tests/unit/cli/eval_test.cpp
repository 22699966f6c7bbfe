#include <doctest/doctest.h>

#include "cli/program.h"

using namespace ensign::test;

namespace {

// Staff get it, half of the workspaces get it, the others do not.
void write_flag(const TempFolder& folder) {
  ensign_exits(0, {"init", folder.path(), "--team", "solo", "--as-of", "2026-09-01"});
  write_file(
      folder / "flags/web/checkout.yaml",
      "key: checkout\ntitle: New checkout\ntype: release\nowner: you\nrisk: L1\n"
      "expires: 2026-12-31\nenvironments:\n  production:\n    serve: off\n    rules:\n"
      "      - { name: staff, if: { user.email: { ends_with: \"@example.com\" } }, serve: on }\n"
      "      - { name: half, if: { user.email: { exists: true } },\n"
      "          serve: { on: 50, off: 50 } }\n");
}

Ran evaluate(const TempFolder& folder, const std::vector<std::string>& more) {
  std::vector<std::string> words{"eval",       folder.path(), "--env",
                                 "production", "--as-of",     "2026-09-01"};
  words.insert(words.end(), more.begin(), more.end());
  return ensign_exits(0, words);
}

}  // namespace

TEST_CASE("eval: one flag answers with four fields, and with its chain when asked") {
  const TempFolder folder;
  write_flag(folder);
  const std::string staff = R"({"user":{"email":"a@example.com"}})";
  CHECK(evaluate(folder, {"--flag", "checkout", "--context", staff}).out ==
        "{\"value\":true,\"variant\":\"on\",\"reason\":\"TARGETING_MATCH\",\"rule\":\"staff\"}\n");
  CHECK(evaluate(folder, {"--flag", "checkout", "--context", staff, "--chain"})
            .out.contains(R"("chain":[{"held":true,"rule":"staff"}])"));
  const std::string guest = R"({"targetingKey":"u","user":{"email":"a@example.org"}})";
  CHECK(
      evaluate(folder, {"--flag", "checkout", "--context", guest, "--chain"})
          .out.contains(R"("chain":[{"held":false,"rule":"staff"},{"held":true,"rule":"half"}])"));
  CHECK(evaluate(folder, {"--flag", "checkout", "--chain", "--format", "text"}).out ==
        "checkout: off (DEFAULT)\n  no  staff\n  no  half\n");
}

TEST_CASE("eval: simulated users fall into the shares that the flag names") {
  const TempFolder folder;
  write_flag(folder);
  const auto ran = evaluate(folder, {"--flag", "checkout", "--simulate", "targetingKey",
                                     "--context", R"({"user":{"email":"a@example.org"}})"});
  const std::size_t at = ran.out.find(R"("users":{"off":)");
  REQUIRE(at != ran.out.npos);
  const int off = std::stoi(ran.out.substr(at + 15));
  CHECK(off > 4850);  // three standard deviations around 5,000
  CHECK(off < 5150);
  CHECK(ran.out.contains("\"on\":" + std::to_string(10'000 - off)));
}

TEST_CASE("eval: without a key, every flag of the environment") {
  const TempFolder folder;
  write_flag(folder);
  const auto ran = evaluate(folder, {});
  CHECK(ran.out.starts_with(R"({"version":1,"flags":{"checkout":{"value":false,)"));
  CHECK(ran.out.contains(R"("new-start-page":{)"));
  ensign_exits(2, {"eval", folder.path(), "--env", "production", "--flag", "chekout"});
  ensign_exits(2, {"eval", folder.path(), "--env", "prodction"});
}
