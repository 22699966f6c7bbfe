// Which kills the next bundle lifts: those under `lifted:` of an incident, once every role that
// `resume:` of flags/kill-switches.yaml names has agreed. With a root of trust to agree is to sign:
// the statement is about the file of the incident, so it ends when the incident is edited.
#pragma once

#include <string>
#include <vector>

#include "emit/bundle/bundle.h"
#include "model/model.h"
#include "source/snapshot.h"

namespace ensign::driver {

struct Lifts {
  emit::Lifted lifted;
  std::vector<std::string> remarks;  // what is not lifted, and who has not agreed
};

Lifts lifted_kills(const model::Model& model, const source::Snapshot& snapshot, unsigned threads);

}  // namespace ensign::driver
