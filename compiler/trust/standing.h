// Whether a statement is what it claims to be: signed over exactly its nine lines, for our purpose,
// by a key that belongs to the person it names and that still counts. Nothing here asks what the
// statement is about.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace ensign::trust {

enum class Standing : std::uint8_t {
  counts,
  bad_signature,     // tampered with: always an error
  unknown_key,       // no key of that person: always an error
  future,            // issued more than five minutes after the date of the run: always an error
  machine,           // a machine identity approves nothing: always an error
  no_presence,       // a hardware key that nobody touched: not counted
  compromised,       // not counted, whatever the statement claims of its time
  suspended,         // not counted
  retired,           // not counted, unless honoured
  outside_validity,  // `issued` before `from` or after `until` of the key: not counted
  left,              // the person has left: not counted, unless honoured
};

bool is_error(Standing standing);

// By index into Model::statements. Deterministic at any number of threads.
std::vector<Standing> standings(const model::Model& model, unsigned threads);

// In words, after "the statement of `alice` does not count:".
std::string because(Standing standing);

}  // namespace ensign::trust
