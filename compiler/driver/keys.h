// `ensign key`: keys of people between files of OpenSSH and the roster.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/allowed_signers.h"
#include "driver/pipeline.h"

namespace ensign::driver {

// The roster of a selection, whatever else is wrong there: `report` holds the findings of its file
// alone.
struct RosterRead {
  source::Snapshot snapshot;
  model::Model model;
  report::Report report;
};
Result<RosterRead> read_roster(const Input& input);

struct KeysAdded {
  std::string path;  // of the roster, from the governed folder
  std::size_t added = 0;
  std::size_t there = 0;  // that the person had already
  bool governed = false;  // a root of trust says whose word the roster needs
};

// Writes the keys of one person into the roster of the work tree. Nothing is written where a key
// is somebody else's, or where the roster would read in any other way than with these keys more.
Result<KeysAdded> add_keys(const Input& input, const std::string& person,
                           const std::vector<crypto::AllowedSigner>& signers);

}  // namespace ensign::driver
