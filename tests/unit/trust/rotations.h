// Sequences of roots: the keys of each version, its threshold, who signs, and whether it is taken.
// Whoever walks a chain is held to the same table: the check of a repository, and a client.
#pragma once

#include <cstdint>
#include <vector>

#include "trust/roots.h"

namespace ensign::test {

// One version: its root keys, how many must sign, who signs, and whether a client goes on to it.
struct Version {
  std::vector<int> keys;
  std::int64_t threshold;
  std::vector<int> signers;
  bool holds = true;
};

// The sequences of tuf-conformance, tests/test_keys.py and test_updater_key_rotations.py.
struct Rotation {
  const char* name;
  std::vector<Version> versions;
};
inline const std::vector<Rotation>& rotations() {
  static const std::vector<Rotation> all{
      {"1 of 1, key rotated", {{{1}, 1, {1}}, {{2}, 1, {2, 1}}, {{2}, 1, {2}}}},
      {"1 of 1, key rotated, others sign too",
       {{{1}, 1, {3, 1, 4}}, {{2}, 1, {3, 2, 1, 4}}, {{2}, 1, {3, 2, 4}}}},
      {"1 of 1, not signed with the old key", {{{1}, 1, {1}}, {{2}, 1, {2, 3, 4}, false}}},
      {"1 of 1, not signed with the new key", {{{1}, 1, {1}}, {{2}, 1, {1, 3, 4}, false}}},
      {"3 of 5, different ones sign",
       {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
        {{0, 1, 2, 3, 4}, 3, {0, 4, 1}},
        {{0, 1, 2, 3, 4}, 3, {0, 1, 3}},
        {{0, 1, 2, 3, 4}, 3, {0, 1, 3}}}},
      {"3 of 5, one key rotated",
       {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 1}}}},
      {"3 of 5, one key rotated, only two of the new ones sign",
       {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4}, false}}},
      {"3 of 5, one key rotated in two steps",
       {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
        {{0, 1, 3, 4, 5}, 3, {0, 2, 4, 5}},
        {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}}},
      {"3 of 5, all keys rotated in two steps",
       {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
        {{5, 6, 7, 8, 9}, 3, {0, 2, 4, 5, 6, 7}},
        {{5, 6, 7, 8, 9}, 3, {5, 6, 7}}}},
      {"1 of 3 to 2 of 3", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {1, 2}}}},
      {"1 of 3 to 2 of 3, the new threshold is not reached",
       {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {2}, false}}},
      {"2 of 3 to 1 of 3", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1, 2}}, {{1, 2, 3}, 1, {1}}}},
      {"2 of 3 to 1 of 3, the old threshold is not reached",
       {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1}, false}}},
      {"1 of 2 to 2 of 2", {{{1}, 1, {1}}, {{1, 2}, 2, {1, 2}}}},
      {"1 of 2 to 2 of 2, the new threshold is not reached",
       {{{1}, 1, {1}}, {{1, 2}, 2, {2}, false}}},
      {"2 of 2, one key signs twice", {{{1, 2}, 2, {1, 2}}, {{1, 2}, 2, {1, 1}, false}}},
      {"2 of 3 to 3 of 3, too few for the new threshold",
       {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 3, {1, 2}, false}}},
      {"1 of 1 with another's signature beside it", {{{1}, 1, {1}}, {{1}, 1, {1, 9}}}},
      {"1 of 1, the first does not sign itself", {{{1}, 1, {2}, false}}},
  };
  return all;
}

}  // namespace ensign::test
