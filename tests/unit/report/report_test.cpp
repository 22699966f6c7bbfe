#include "report/report.h"

#include <doctest/doctest.h>

#include "sample.h"

using namespace ensign::report;

TEST_CASE("a sorted report is the same whatever came first, and drops exact repetitions only") {
  const auto at = [](std::uint32_t file, std::uint32_t begin) {
    return ensign::Span{static_cast<ensign::FileId>(file), begin, begin + 1};
  };
  Report one, two, other;
  one.add(sample::expired, at(1, 0), "m");
  one.add(sample::expired, at(0, 5), "m");
  two.add(sample::expired, at(0, 5), "m").labels = {{at(0, 1), "l"}};
  two.add(sample::unowned, at(0, 2), "m");
  two.add(sample::expired, at(1, 0), "m");
  other = two;
  other.merge(one);
  one.merge(two);
  one.sort();
  other.sort();
  REQUIRE(one.findings().size() == 4);
  REQUIRE(other.findings().size() == 4);
  CHECK(one.findings()[0].rule->id == "EN301");
  CHECK(one.findings()[1].labels.empty());
  CHECK(one.findings()[2].labels.size() == 1);
  CHECK(one.findings()[3].span == at(1, 0));
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(one.findings()[i].span == other.findings()[i].span);
    CHECK(one.findings()[i].labels.size() == other.findings()[i].labels.size());
  }
  CHECK(one.count(Severity::error) == 3);
  CHECK(one.count(Severity::warning) == 1);
  CHECK(one.has_errors());
}
