// One governed file: bytes to a decoded entity.
#pragma once

#include <variant>

#include "model/decode.h"

namespace ensign::model {

using Decoded =
    std::variant<std::monostate, Config, Roster, Policy, Waiver, RootFile, RootSignature, Honoured,
                 Statement, RecordSet, Flag, Segment, Group, Profile, std::vector<Tombstone>,
                 Ladder, Plan, Evidence, Release, Note, Playbook, Observability,
                 std::vector<CalendarEntry>, Freeze, Incident, JournalEntry, Drill>;

struct FileResult {
  Decoded decoded;  // std::monostate: nothing could be read, or there is nothing to decode
  Report report;
};

FileResult read_file(const source::File& file, const Place& place);

}  // namespace ensign::model
