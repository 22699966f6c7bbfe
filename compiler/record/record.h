// What people approve: the governed record of a subject, and its digest. A record of a flag is what
// clients will evaluate, with what it is governed by (docs/trust.md, "Records"); of a file its
// bytes. Records are functions of the linked model and of the frozen bytes, of nothing else.
//
//   flag/KEY@ENV      {"format":"ensign-record/1","subject","lowering":1,"serves","governs"}
//   plan/ID, profile/NAME@ENV, release/VERSION, drill/ID {"format":"ensign-record/1","subject",…}
//   file/PATH         the bytes of the file as Git stores them
//
// JSON records are canonical (RFC 8785), without a final line feed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "model/model.h"
#include "source/snapshot.h"

namespace ensign::record {

struct Record {
  std::string subject;    // `flag/checkout@production`
  std::string bytes;      // what the digest is of
  crypto::Sha256 digest;  // what a statement names as `content`
};

// The flag must be complete and name that environment (an index into Config::environments).
Record flag_record(const model::Model& model, const model::Flag& flag, std::uint32_t environment);

Record file_record(const std::string& path, std::string bytes);

// The record of any subject but a set or a promotion; nothing when it is not there, or not
// complete.
std::optional<Record> find_record(const model::Model& model, const source::Snapshot& snapshot,
                                  const model::Subject& subject);

}  // namespace ensign::record
