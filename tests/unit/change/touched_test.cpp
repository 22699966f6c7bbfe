#include "change/touched.h"

#include <doctest/doctest.h>

using ensign::Instant;
using ensign::source::Snapshot;

TEST_CASE("touched are the files of head that are new or differ") {
  const Snapshot base = Snapshot::from_memory(
      {{"flags/a.yaml", "1"}, {"flags/b.yaml", "1"}, {"flags/gone.yaml", "1"}}, Instant{});
  const Snapshot head = Snapshot::from_memory(
      {{"flags/a.yaml", "1"}, {"flags/b.yaml", "2"}, {"flags/new.yaml", "1"}}, Instant{});
  CHECK(ensign::change::touched(base, head).paths ==
        std::set<std::string>{"flags/b.yaml", "flags/new.yaml"});
  CHECK(ensign::change::touched(head, head).paths.empty());
}
