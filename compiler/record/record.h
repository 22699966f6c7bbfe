// What people approve: the governed record of a subject, and its digest. A record of a flag is what
// clients will evaluate, with what it is governed by (docs/trust.md, "Records"); of a file its
// bytes. Records are functions of the linked model and of the frozen bytes, of nothing else.
//
//   flag/KEY@ENV      {"format":"ensign-record/1","subject","lowering":1,"serves","governs"}
//   plan/ID           {…,"lowering":1,"owner","transitions","triggers","stages":[{…,"flags":
//                     {KEY:{"serve","record"}}}]}: what moves it, and what each stage makes of
//                     flags
//   profile/NAME@ENV  {…,"lowering":1,"flags":{KEY:{"serve","record"}}}
//   release/VERSION   {…,"release": the front matter without ticks,"entries": ids of its notes}
//   drill/ID          {…,"drill": what was walked through, by whom, how fast, and the result}
//   file/PATH         the bytes of the file as Git stores them
//
// JSON records are canonical (RFC 8785), without a final line feed. A "record" is the digest of the
// record of that flag, as the stage or the profile makes it; who approves the whole approves those.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
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
// The same before it is written out, as change/direction.h compares it.
Json flag_record_json(const model::Model& model, const model::Flag& flag,
                      std::uint32_t environment);

// Of every complete flag that names the environment, by key. The same at any number of threads.
std::vector<Record> flag_records(const model::Model& model, std::uint32_t environment,
                                 unsigned threads);

// What the record of a flag becomes when one variant is served to everybody. Nothing for another
// record, or a variant that the flag does not have.
std::optional<Json> fixed_form(const Json& record, std::string_view variant);

// The form of a flag that was killed: its fallback for everybody. Who approves a record approves
// this one too. Nothing for a flag without a fallback.
std::optional<Json> killed_form(const Json& record);

// A record of JSON under the subject that it names.
Record as_record(const Json& record);

// The shared evaluators that the records of flags may refer to: an object by name, of every segment
// that could be read.
Json shared_evaluators(const model::Model& model);

// These, too, must be complete.
Record plan_record(const model::Model& model, const model::Plan& plan);
Record profile_record(const model::Model& model, const model::Profile& profile);
// The records that these make of flags, of a plan in each of its stages.
std::vector<Record> yields_of(const model::Model& model, const model::Plan& plan);
std::vector<Record> yields_of(const model::Model& model, const model::Profile& profile);
Record drill_record(const model::Drill& drill);
// Of its front matter as it stands in the file, ticks left out.
std::optional<Record> release_record(const model::Model& model, const source::Snapshot& snapshot,
                                     const model::Release& release);

Record file_record(const std::string& path, std::string bytes);

// The record of any subject but a set or a promotion; nothing when it is not there, or not
// complete.
std::optional<Record> find_record(const model::Model& model, const source::Snapshot& snapshot,
                                  const model::Subject& subject);

}  // namespace ensign::record
