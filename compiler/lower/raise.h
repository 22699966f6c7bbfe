// The way back from a flag as clients evaluate it to the conditions that it was lowered from. Only
// what lowering 1 writes is read, to the byte: what comes out was lowered again and compared, so
// whoever reasons about it reasons about what clients do. Everything else is nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/model.h"

namespace ensign::lower {

// The slot of the flag in its group: outside of it the flag serves one variant.
struct RaisedSlot {
  std::string salt;  // what is hashed before `:` and the value of `by`
  std::string by;
  std::int64_t begin = 0, end = 0;  // of 100,000; both 0 for a flag without users
};

// One branch of the chain: who fulfils `condition`, or stands outside of the slot, is served.
struct RaisedBranch {
  std::optional<RaisedSlot> slot;  // then there is no condition
  model::Condition condition;
  model::Serve serve;
};

struct RaisedFlag {
  // The declarations that the conditions are read with, the segments that they name, and one flag:
  // its key, variants and salt.
  model::Model model;
  std::vector<RaisedBranch> branches;
  std::uint32_t resting = 0;  // the variant of everybody else

  const model::Flag& flag() const { return model.flags.front(); }
};

// `flag` is a flagd flag object, `evaluators` an object that holds the shared ones by name (others
// may stand there too), `config` declares which attributes are timestamps.
std::optional<RaisedFlag> raise_flag(const std::string& key, const Json& flag,
                                     const Json& evaluators, const model::Config& config);

}  // namespace ensign::lower
