// What search and filters read: words and where they stand, records of flags, lists.
#include <algorithm>
#include <doctest/doctest.h>

#include "emit/site/search_index.h"
#include "emit/site/search_words.h"
#include "emit/site/site.h"
#include "emit/small_repository.h"

using namespace ensign;
using namespace ensign::emit;
using namespace ensign::emit::test;

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string buffer;
  pages::each_word(text, buffer, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

}  // namespace

TEST_CASE("words are letters and digits in lower case, three at least") {
  CHECK(words_of("The new-Engine v2.4, at once: it is HTTP2.") ==
        std::vector<std::string>{"the", "new", "engine", "once", "http2"});
  CHECK(words_of("\xc3\x84ndern \xc3\x97 na\xc3\xafve") ==
        std::vector<std::string>{"\xc3\xa4ndern", "na\xc3\xafve"});
  CHECK(words_of(std::string(41, 'x')).empty());
}

TEST_CASE("postings are differences in base 36, shards split where they are long") {
  pages::SearchWords words;
  words.add(0, "engine engine");
  words.add(35, "engine");
  words.add(71, "engine other");
  const auto whole = words.shards(72, 1'000);
  REQUIRE(whole.size() == 2);
  // 0, 35 = z, 71 - 35 = 36 = 10
  CHECK(whole.at("e") == "{\"engine\":\"0 z 10\"}");
  CHECK(whole.at("o") == "{\"other\":\"1z\"}");
  const auto split = words.shards(72, 10);
  CHECK(split.at("en") == "{\"engine\":\"0 z 10\"}");
  CHECK(split.at("ot") == "{\"other\":\"1z\"}");
}

TEST_CASE("a word that stands nearly everywhere is left out where there is much") {
  pages::SearchWords words;
  for (std::uint32_t i = 0; i < 1'000; ++i) words.add(i, i == 7 ? "common rare" : "common");
  const auto shards = words.shards(1'000, 60'000);
  CHECK_FALSE(shards.contains("c"));
  CHECK(shards.at("r") == "{\"rare\":\"7\"}");
}

TEST_CASE("a script holds JSON as a string that a browser reads back") {
  CHECK(pages::as_script("x", R"({"a":"it's \"b\""})") ==
        "ensign('x',JSON.parse('{\"a\":\"it\\'s \\\\\"b\\\\\"\"}'))\n");
}

TEST_CASE("the index of flags, the pages beside it, and lists by what flags share") {
  const auto files = *site(sealed(small_repository()), policy::embedded_pages(), {});
  CHECK(
      file_at(files, "site/index/flags.json") ==
      "{\"as_of\":\"2026-11-20T23:59:59Z\",\"commit\":\"\",\"environments\":[{\"name\":\"staging\","
      "\"title\":\"staging\"},{\"name\":\"production\",\"title\":\"Production\"}],\"flags\":[{"
      "\"area\":\"search\",\"end\":\"later\",\"expires\":\"2026-12-31\",\"key\":\"new-engine\","
      "\"owner\":\"team-web\",\"page\":\"flags/new-engine.html\",\"risk\":\"L3\",\"stage\":"
      "\"Pilot\",\"states\":{\"production\":{\"state\":\"part\",\"words\":\"For "
      "some\"},\"staging\":"
      "{\"state\":\"on\",\"words\":\"On\"}},\"title\":\"New engine <b>\",\"type\":\"release\"}],"
      "\"version\":1}\n");
  CHECK(file_at(files, "site/index/flags.js").starts_with("ensign('flags',JSON.parse('{"));
  CHECK(
      file_at(files, "site/index/pages.js").find("[\"Engine\",\"stage\",\"stages/engine.html\"]") !=
      std::string::npos);
  CHECK(file_at(files, "site/index/words-s.js").find("\"saved\":") != std::string::npos);
  for (const char* list :
       {"owner/team-web", "type/release", "risk/L3", "stage/engine-pilot", "area/search"}) {
    CAPTURE(list);
    const std::string page = file_at(files, "site/flags/by-" + std::string(list) + ".html");
    CHECK(page.find("href=\"../new-engine.html\"") != std::string::npos);
  }
  CHECK(file_at(files, "site/site.js").size() <= 8 * 1024);
}

TEST_CASE("of more than a thousand flags the index has a row for each area, and areas are cut") {
  auto repository = small_repository();
  for (int i = 0; i < 1'100; ++i) {
    const std::string key = "f" + std::to_string(i);
    repository["flags/big/" + key + ".yaml"] =
        "key: " + key + "\ntitle: T\ntype: release\nowner: team-web\nrisk: L1\n" +
        "expires: 2026-12-31\nenvironments: { production: { serve: off } }\n";
  }
  const auto files = *site(sealed(repository), policy::embedded_pages(), {}, 2);
  const std::string index = file_at(files, "site/flags/index.html");
  CHECK(index.find("href=\"by-area/big.html\"") != std::string::npos);
  CHECK(index.size() < 500'000);
  const auto rows = [&](const std::string& path) {
    const std::string page = file_at(files, path);
    std::size_t count = 0;
    for (std::size_t at = page.find("<tr data-"); at != std::string::npos;
         at = page.find("<tr data-", at + 1)) {
      ++count;
    }
    return count;
  };
  CHECK(rows("site/flags/by-area/big.html") == 1'000);
  CHECK(rows("site/flags/by-area/big.part-2.html") == 100);
}
