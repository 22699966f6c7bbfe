// Which commit may be issued for a protected environment.

#include "driver/build_origin.h"

#include "git_fixture.h"

using namespace ensign;
using namespace ensign::test;

namespace {

const std::string files =
    "project: 5f0c2d7e9b1a4c33\nname: shop\nenvironments: { staging: {}, production: {} }\n"
    "channels: { main: [staging], release: [production] }\n";

struct Case {
  GitFixture git;
  driver::Emission emission;

  Case() { commit("first"); }

  std::string commit(const std::string& text) {
    git.write("ensign.yaml", files + "# " + text + "\n");
    return git.commit_all();
  }

  // What is said against it; the remarks when it may be built.
  std::string said(std::vector<std::string> guarded, const std::string& before = "") const {
    driver::Input input;
    input.repository = git.path();
    const auto world = source::World::open(git.path(), {});
    REQUIRE(world.has_value());
    const auto frozen = (*world)->freeze({"ensign.yaml"}, {});
    REQUIRE(frozen.has_value());
    const auto model = model::read(frozen->snapshot, 1).model;
    const auto checked =
        driver::check_origin(model, input, emission, guarded, {{"production", before}});
    if (!checked) return checked.error().message + " -- " + checked.error().help;
    std::string remarks;
    for (const std::string& remark : checked->remarks) remarks += "remark: " + remark;
    return remarks;
  }
};

bool says(const std::string& text, const std::string& words) {
  CAPTURE(text);
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a protected environment is built from the tip of its channel") {
  Case one;
  CHECK(says(one.said({"production"}), "published from `release` alone"));
  CHECK(one.said({}) == "");
  one.git.run("git checkout -q -b release");
  CHECK(one.said({"production"}) == "");
  one.git.write("ensign.yaml", files + "# not committed\n");
  CHECK(says(one.said({"production"}), "the files differ from the commit"));
  one.git.run("git checkout -q . && git checkout -q --detach");
  CHECK(one.said({"production"}) == "");  // the branch points here
  one.commit("beyond it");
  CHECK(says(one.said({"production"}), "is no tip of it"));
  one.emission.channel = "main";
  CHECK(says(one.said({"production"}), "is protected and published from"));
}

TEST_CASE(
    "where no branch has the name of the channel, the cure is to rename or to write another") {
  Case one;
  one.git.run("git branch -q -m master");
  const std::string said = one.said({"production"});
  CHECK(says(said, "published from `release` alone"));
  CHECK(says(said, "no branch or tag has that name, and this is `master`"));
  CHECK(says(said, "`git branch -m release`, or write `master` instead under `channels:`"));
  one.git.run("git branch release HEAD && git commit -q --allow-empty -m later");
  CHECK(says(one.said({"production"}), "check out release as it was pushed"));
}

TEST_CASE("what was published before is in the history") {
  Case one;
  one.git.run("git checkout -q -b release");
  const std::string published = one.commit("published");
  CHECK(one.said({"production"}, published) == "");
  one.commit("later");
  CHECK(one.said({"production"}, published) == "");
  one.git.run("git reset -q --hard HEAD~2");
  one.commit("another history");
  CHECK(says(one.said({"production"}, published), "history was rewritten since the last bundle"));
  CHECK(says(one.said({}, published), "remark: history was rewritten"));
  one.emission.history_reason = "a secret was committed";
  CHECK(says(one.said({"production"}, published), "remark: history was rewritten"));
}

TEST_CASE("a shallow clone cannot verify it, and that is a failure") {
  Case one;
  one.git.run("git checkout -q -b release");
  const std::string published = one.commit("published");
  one.commit("a");
  one.commit("b");
  Case clone;
  clone.git.run("git remote add origin 'file://" + one.git.path() +
                "' && git fetch -q --depth 1 origin release && git checkout -q -B release "
                "FETCH_HEAD && git update-ref -d refs/heads/main");
  CHECK(says(clone.said({"production"}, published), "cannot be verified"));
}
