// What a preview goes on showing after good and bad builds.
#include "preview/state.h"

#include <doctest/doctest.h>

using namespace ensign;
using namespace ensign::preview;

namespace {

Result<driver::SiteBuilt> good(std::string bytes) {
  driver::SiteBuilt built;
  built.site = emit::OutFiles{{"site/index.html", std::move(bytes)}};
  return built;
}

std::string home(const State& state) {
  return state.site ? state.site->locate("/").file->bytes : "none";
}

}  // namespace

TEST_CASE("preview: the first build may fail, and the last good site stays") {
  History history("7");
  CHECK(home(*history.last()) == "none");
  const auto failed = history.after(failure("there is no disk", "buy one"));
  CHECK(failed->stale);
  CHECK(home(*failed) == "none");
  CHECK(failed->summary == "there is no disk");
  CHECK(failed->text == "there is no disk\n  = help: buy one\n");

  const auto first = history.after(good("one"));
  CHECK(!first->stale);
  CHECK(home(*first) == "one");
  CHECK(first->site_id == "7-1");

  const auto broken = history.after(driver::SiteBuilt{});
  CHECK(broken->stale);
  CHECK(home(*broken) == "one");
  CHECK(broken->site_id == first->site_id);
  CHECK(broken->state_id != first->state_id);
}

TEST_CASE("preview: the same outcome is the same state, and other bytes are another site") {
  History history("7");
  const auto first = history.after(good("one"));
  const auto again = history.after(good("one"));
  CHECK(again->site_id == first->site_id);
  CHECK(again->state_id == first->state_id);
  const auto other = history.after(good("two"));
  CHECK(other->site_id != first->site_id);
  CHECK(other->state_id != first->state_id);
  CHECK(event_json(*other) ==
        R"({"site":"7-2","state":"7-2","stale":false,"errors":"0 errors, 0 warnings"})");
}

TEST_CASE("preview: a site that cannot be made of sound files is told with its cure") {
  History history("7");
  history.after(good("one"));
  driver::SiteBuilt built;
  built.failure = Failure{"flag.html:3:1: there is no field `x`", "write another"};
  const auto state = history.after(std::move(built));
  CHECK(state->stale);
  CHECK(home(*state) == "one");
  CHECK(state->summary == "flag.html:3:1: there is no field `x`");
}
