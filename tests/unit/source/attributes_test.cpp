// The second source is `git check-attr` itself.
#include "source/attributes.h"

#include <doctest/doctest.h>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "../git_fixture.h"
#include "source/wildcard.h"

using namespace ensign::source;
using namespace ensign::test;

namespace {

const std::vector<std::string> paths = {
    "flags/a.yaml",   "flags/search/b.yaml", "flags/search/deep/c.md", "trust/people.yaml",
    "flags/a b.yaml", "flags/[x].yaml",      "flags/x1.yaml",          "flags/xy.yaml",
    "README.md",      "flags/.hidden",       "flags/search/filter",    "lib/flags/a.yaml",
};

using Answers = std::map<std::pair<std::string, std::string>, std::string>;

// What Git says of every path and attribute, in the words of `conversions`.
Answers git_says(const GitFixture& git) {
  std::string script = "git check-attr -z filter ident working-tree-encoding --";
  for (const std::string& path : paths) script += " '" + path + "'";
  std::istringstream fields(git.run(script + " | tr '\\0' '\\n'; echo end"));
  Answers answers;
  std::string path, name, value;
  while (std::getline(fields, path) && std::getline(fields, name) && std::getline(fields, value)) {
    const bool is_switch = value.empty() || value == "unspecified" || value == "unset";
    const bool is_set = value == "set";
    std::string& answer = answers[{path, name}];
    if (name == "ident") {
      answer = is_set ? name : "";
    } else if (!is_switch && !is_set) {
      answer = name + "=" + value;
    }
  }
  REQUIRE(answers.size() == paths.size() * 3);
  return answers;
}

std::string we_say(const Attributes& attributes, const std::string& path, const std::string& name) {
  for (const Conversion& conversion : attributes.conversions(path)) {
    if (conversion.attribute.substr(0, conversion.attribute.find('=')) == name) {
      return conversion.attribute;
    }
  }
  return "";
}

}  // namespace

TEST_CASE("attributes are read as git reads them") {
  const std::vector<std::string> tops = {
      "*.yaml filter=a\n",
      "flags/*.yaml filter=b ident\n",
      "flags/** filter=c\n",
      "**/b.yaml filter=d\n",
      "/flags/search/** ident\nflags/search/deep/*.md -ident\n",
      "flags/**/c.md filter=e\n",
      "search/*.yaml filter=f\n",
      "*.yaml filter=g\nflags/a.yaml !filter\n",
      "*.yaml filter\n*.md filter=\n",
      "flags/ filter=h\nflags filter=i\n",
      "\"flags/a b.yaml\" filter=j\n\"flags/\\141.yaml\" ident\n",
      "flags/\\[x\\].yaml filter=k\nflags/[x].yaml ident\n",
      "flags/x[0-9].yaml filter=l\nflags/x[!0-9].yaml ident\n",
      "flags/?.yaml filter=m\nflags?a.yaml ident\n",
      "[attr]secret filter=n ident\nflags/*.yaml secret\ntrust/* -secret filter=o\n",
      "# *.yaml filter=p\n  *.md\tfilter=q  \r\n!*.yaml filter=r\n",
      "*.yaml working-tree-encoding=UTF-16LE\n*.md -working-tree-encoding\n",
      "*hidden filter=s\n* ident=yes\n",
      "flags/* filter=t\nflags/[ filter=u\n",
      "filter filter=v\n",
      "a*a*a*a*a*a*a*a*a*a*b filter=w\n**a.yaml ident\nflags/**.yaml filter=x\n",
  };
  const std::string deep =
      "*.yaml -filter\nb.yaml ident\n/deep/c.md filter=deep\n[attr]m filter=z\n";
  for (const std::string& top : tops) {
    CAPTURE(top);
    const GitFixture git;
    git.write(".gitattributes", top);
    git.write("flags/search/.gitattributes", deep);
    const std::vector<AttributeFile> files = {{"flags/search", deep}, {"", top}};
    const Attributes attributes(files);
    for (const auto& [asked, answer] : git_says(git)) {
      CAPTURE(asked.first);
      CAPTURE(asked.second);
      CHECK(we_say(attributes, asked.first, asked.second) == answer);
    }
  }
}

TEST_CASE("an encoding that changes nothing is none, and the line is named") {
  const std::vector<AttributeFile> files = {
      {"", "\n*.yaml working-tree-encoding=utf-8\n*.md working-tree-encoding=latin1 filter=x\n"}};
  const Attributes attributes(files);
  CHECK(attributes.conversions("a.yaml").empty());
  const auto found = attributes.conversions("docs/a.md");
  REQUIRE(found.size() == 2);
  CHECK(found[0].attribute == "working-tree-encoding=latin1");
  CHECK(found[0].path == ".gitattributes");
  CHECK(found[0].line == 3);
}

TEST_CASE("a pattern made to be slow is not") {
  const std::string text(4000, 'a');
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "*a";
  CHECK_FALSE(wildcard_matches(pattern + "*b", text));
  CHECK(wildcard_matches(pattern + "*", text));
}
