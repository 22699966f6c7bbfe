// `ensign new`: one correct file of one kind, at its place, filled from what the repository holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/pipeline.h"

namespace ensign::driver {

struct Wanted {
  // flag, segment, group, profile, tombstone, plan, evidence, release, note, playbook, freeze,
  // incident, journal, drill, waiver, metrics, calendar, policy
  std::string kind;
  std::string id;  // KEY or AREA/KEY, NAME, KEY of a tombstone, PLAN, PLAN/STAGE/ID, VERSION, ID,
                   // DOMAIN/NAME, DAY
  std::string owner;  // a team or a person; empty: the first team, or else the first person
};

// Without a mistake the file was written. A mistake is one in what was asked: an unknown kind, an
// id that cannot be one or is taken, an owner or stage that nobody knows.
struct Created {
  std::string path;               // relative to the governed folder
  std::vector<std::string> next;  // what to do with it, in words
  std::optional<Failure> mistake;
};

// Kinds of which a repository has one file, whose place is fixed: policy, metrics, calendar.
bool is_single_file(std::string_view kind);

// The work tree is read, whatever `input.selection` says; `input.as_of` is its date. Fails when
// there is no ensign.yaml, and when something is at the file's place already.
Result<Created> create(const Input& input, const Wanted& wanted);

}  // namespace ensign::driver
