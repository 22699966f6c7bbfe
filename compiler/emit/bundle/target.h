// bundles/<env>/<target>.json: the flags that one kind of client needs, with what is known of all
// its clients folded away. A function of the bytes of bundle.json, a name, known values and keys of
// flags, all of which the target itself holds: so whoever has both files can repeat it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "emit/bundle/bundle.h"
#include "emit/file.h"
#include "lower/fold.h"

namespace ensign::emit {

struct TargetChoice {
  std::string name;
  lower::KnownValues known;
  std::vector<std::string> flags;  // keys
};

// A bundle's members, with `flags`, `$evaluators` and the kill state of the chosen flags alone, a
// `metadata` of its own, and in `ensign` two members more: `derived_from`, the sha256 of the
// bundle's bytes, and `target`, {name, known}. A Failure when a flag is not in the bundle, or its
// logic is not of lowering 1.
Result<Json> derive_target(const Json& bundle, std::string_view sha256, const TargetChoice& choice);

// Of a target that was published: what it was derived by, and the digest of the bundle that it
// names. A Failure message without path when it is none. Nothing here compares it with a bundle.
struct PublishedTarget {
  TargetChoice choice;
  std::string project, environment;
  std::string derived_from;  // 64 hex digits
  std::int64_t seq = 0;
  Instant issued, expires;
};
Result<PublishedTarget> read_target(std::string_view bytes);

// "ensign-bundle/1 project=… env=… target=… seq=… issued=… expires=…": that of the bundle with one
// word more, so that neither the bundle nor another target can stand in its place.
std::string target_comment(const std::string& project, const std::string& environment,
                           const std::string& target, std::int64_t seq, Instant issued,
                           Instant expires);

struct TargetFile {
  OutFile file;
  std::string trusted_comment;
};

// The targets of ensign.yaml for the environment of this bundle, in the order of the file. What is
// carried stays in those that it was in.
std::vector<TargetFile> targets(const seal::GovernedModel& governed, const Bundle& bundle);

}  // namespace ensign::emit
