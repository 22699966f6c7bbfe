// How often a subject was changed, as its statements count: each change is one more than the
// highest before it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "model/model.h"

namespace ensign::trust {

class Revisions {
 public:
  explicit Revisions(const model::Model& model);

  // The highest that any statement gives this subject, itself or through a set, whether it counts
  // or not; 0 when there is none.
  std::int64_t highest(const std::string& subject) const;

 private:
  std::unordered_map<std::string, std::int64_t> highest_;
};

// The records that a statement about a set signs; nullptr when it is about something else, or about
// another set than the one that lies there.
const model::RecordSet* set_of(const model::Model& model, const model::Statement& statement);

}  // namespace ensign::trust
