#include "base/nearest.h"

#include <array>
#include <doctest/doctest.h>

using ensign::edit_distance;
using ensign::nearest;

TEST_CASE("optimal string alignment distances, by hand") {
  CHECK(edit_distance("kitten", "sitting", 9) == 3);
  CHECK(edit_distance("", "abc", 9) == 3);
  CHECK(edit_distance("abc", "abc", 9) == 0);
  CHECK(edit_distance("ab", "ba", 9) == 1);   // one swap
  CHECK(edit_distance("ca", "abc", 9) == 3);  // no edit inside a swapped pair
  CHECK(edit_distance("owner", "onwre", 9) == 2);
}

TEST_CASE("distances above the limit are reported as one more than it") {
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
  CHECK(edit_distance("a", "abcdefgh", 2) == 3);
}

TEST_CASE("the nearest known name is what was meant") {
  constexpr std::array<std::string_view, 4> names{"owner", "expires", "description", "kill_switch"};
  CHECK(nearest("onwer", names) == "owner");
  CHECK(nearest("expire", names) == "expires");
  CHECK(nearest("Kill-Switch", names) == "kill_switch");
  CHECK(nearest("descripton", names) == "description");
}

TEST_CASE("nothing is suggested for what is too far, and ties go to the first") {
  constexpr std::array<std::string_view, 2> names{"cat", "car"};
  CHECK(nearest("cap", names) == "cat");
  CHECK(nearest("payment", names).empty());
  CHECK(nearest("", names).empty());
  constexpr std::array<std::string_view, 1> short_name{"b"};
  CHECK(nearest("a", short_name).empty());  // everything of a short name would have to change
}
