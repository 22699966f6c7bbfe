// bundles/<env>/proof.json: with it, bundle.json, its signatures and the digest of a root that was
// pinned, anyone can check offline that every entry of a protected environment was approved by the
// people whom the root of trust names. The proof itself is not signed: each of its parts is.
//
//   {"format":"ensign-proof/1","project","env","seq","sha256" (of bundle.json),
//    "roots":[{"root":TEXT,"signatures":[TEXT…]}…],       by version, without a gap
//    "files":{PATH:TEXT},                                 ensign.yaml, people, policy, honoured …
//    "statements":[TEXT…],"sets":[TEXT…],                 sorted, each once
//    "records":{SUBJECT:TEXT},                            the governed record of each flag, and of
//                                                         plans and profiles that cover some
//    "yields":[TEXT…],                                    records that these make of flags, where
//    no
//                                                         other says the risk of the flag; sorted
//    "before":{SUBJECT:TEXT},                             what it was approved against
//    "evaluators":{NAME:TEXT},                            shared ones of `before` that are gone
//    "entries":[{"subject","content","revision","area","covered_by"}], by subject; content may be
//                                                         "absent"
//    "carried":[SUBJECT…]}                                sorted: kept from the bundle before
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"

namespace ensign::emit {

inline constexpr std::size_t largest_proof = 64 * 1024 * 1024;  // bytes

struct ProofRoot {
  std::string root;  // bytes of trust/root/<n>.json
  std::vector<std::string> signatures;
};

// An entry of the bundle, or one that was removed from it with approval.
struct ProofEntry {
  std::string subject;                    // flag/KEY@ENV
  std::optional<crypto::Sha256> content;  // of its record; nothing: it is absent
  std::int64_t revision = 0;              // of the statements about it; 0 when nobody was asked
  std::string area;                       // folder below flags/, for rules that match on it
  // The plan or profile whose approval is its own; empty: it has been approved itself. Then
  // `revision` is that of the newest statements about it, whatever they approve.
  std::string covered_by = {};
};

struct Proof {
  std::string project, environment;
  std::int64_t seq = 0;
  std::string sha256;  // of bundle.json, 64 hex digits
  std::vector<ProofRoot> roots;
  std::map<std::string, std::string> files;    // by path in the repository
  std::vector<std::string> statements, sets;   // bytes of the files
  std::map<std::string, std::string> records;  // bytes, by subject
  std::vector<std::string> yields;
  std::map<std::string, std::string> before;
  std::map<std::string, std::string> evaluators;  // canonical JSON, by name
  std::vector<ProofEntry> entries;
  std::vector<std::string> carried;

  const ProofEntry* entry(std::string_view subject) const;
};

// bundles/<env>/proof.json
std::string proof_path(const std::string& environment);

// Sorts what has an order, so the same parts always give the same bytes.
std::string proof_bytes(Proof proof);

// Strict: one spelling, every list in its order, no member that is unknown. A Failure message
// without path when it is none. Nothing is verified.
Result<Proof> read_proof(std::string_view bytes);

}  // namespace ensign::emit
