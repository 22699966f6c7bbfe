// Whether a statement is what it claims to be: signed over exactly its nine lines, for our purpose,
// by a key that belongs to the person it names and that still counts. Nothing here asks what the
// statement is about.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/model.h"

namespace ensign::trust {

inline constexpr std::size_t most_statements = 64;    // files about one subject
inline constexpr std::int64_t clock_tolerance = 300;  // seconds that a signer's clock may be ahead

enum class Standing : std::uint8_t {
  counts,
  bad_signature,     // tampered with: always an error
  unknown_key,       // no key of that person: always an error
  future,            // issued more than five minutes after the date of the run: always an error
  machine,           // a machine identity approves nothing: always an error
  too_many,          // one of more than `most_statements` about its subject: always an error
  newcomer,          // a key that the roster of the base does not know yet: not counted
  no_presence,       // a hardware key that nobody touched: not counted
  compromised,       // not counted, whatever the statement claims of its time
  suspended,         // not counted
  retired,           // not counted, unless honoured
  outside_validity,  // `issued` before `from` or after `until` of the key: not counted
  lapsed,            // `until` of the key is past: not counted, unless honoured
  left,              // the person has left: not counted, unless honoured
};

bool is_error(Standing standing);

// By index into Model::statements of `head`; deterministic at any number of threads, and each
// signature is verified once. `rules` is the model whose roster says whose keys count: that of the
// base where there is one, else `head` itself. With a base a key must still count in `head` too, so
// that a suspension works at once. `honoured` holds the digests of the statement files in lists
// that the root of trust approves.
//
// Statements about a subject that has more than `most_statements` are not verified at all: nobody
// can make a check slow with them.
std::vector<Standing> standings(const model::Model& head, const model::Model& rules,
                                const std::set<crypto::Sha256>& honoured, unsigned threads);

// Without a base, and nothing honoured.
std::vector<Standing> standings(const model::Model& model, unsigned threads);

// In words, after "the statement of `alice` does not count:".
std::string because(Standing standing);

}  // namespace ensign::trust
