#include "publish/proof_order.h"

#include <doctest/doctest.h>

namespace ensign::publish {
namespace {

emit::ProofEntry entry(const std::string& content, std::int64_t revision,
                       const std::string& covered_by = "") {
  return {"flag/a@production", crypto::sha256(content), revision, "web", covered_by};
}

std::string told(emit::ProofEntry before, emit::ProofEntry next) {
  emit::Proof old, newer;
  old.entries.push_back(std::move(before));
  newer.entries.push_back(std::move(next));
  const auto checked = check_revisions(old, newer);
  return checked ? "" : checked.error().message + "; " + checked.error().help;
}

}  // namespace

TEST_CASE("an older approval may not come back, nor another under the same revision") {
  CHECK(told(entry("x", 1), entry("y", 2)).empty());
  CHECK(told(entry("x", 1), entry("x", 1)).empty());
  CHECK(told(entry("x", 2), entry("x", 3)).empty());
  CHECK(told(entry("x", 0), entry("y", 0)).empty());
  CHECK(told(entry("x", 2), entry("y", 1)) ==
        "flag/a@production: revision 2 was published, and this is 1: an older approval came back; "
        "approve it again as revision 3");
  CHECK(told(entry("x", 2), entry("y", 2)) ==
        "flag/a@production: revision 2 was published with other contents; approve it again as "
        "revision 3");
  emit::ProofEntry gone = entry("", 2);
  gone.content.reset();
  CHECK(told(gone, entry("x", 1)).contains("an older approval came back"));
  CHECK(told(gone, entry("x", 2)).contains("with other contents"));
}

TEST_CASE("what a plan covers is in the order of the plan") {
  CHECK(told(entry("x", 2), entry("y", 2, "plan/p")).empty());
  CHECK(told(entry("y", 2, "plan/p"), entry("z", 2, "plan/p")).empty());
  CHECK(told(entry("y", 2, "plan/p"), entry("x", 2)).empty());
  CHECK_FALSE(told(entry("y", 2, "plan/p"), entry("x", 1)).empty());
}

}  // namespace ensign::publish
