// A bundle that a mirror offers, looked at in the order that DESIGN gives to clients: size,
// signature on the raw bytes, then the same bytes parsed, project and environment, trusted comment,
// sequence, expiry. Nothing is believed before the check that stands before it.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "client/mirror.h"
#include "client/state.h"
#include "model/root.h"

namespace ensign::client {

inline constexpr std::int64_t largest_jump = std::int64_t{1} << 20;  // of `seq` in one update
inline constexpr std::int64_t clock_tolerance = 300;                 // seconds, as for statements

struct CheckedBundle {
  std::string bytes, sha256, prev;
  Json document;
  std::string project, environment;
  std::int64_t seq = 0, root_version = 0;
  Instant issued, expires;
};

// A failure that means more than a bad mirror: two different histories are signed, or somebody
// offers an old one. Somebody has to look.
enum class Grave : bool { no, yes };
struct Refusal {
  Failure failure;
  Grave grave = Grave::no;
};
template <typename T>
using Checked = std::expected<T, Refusal>;

// Whether it says of itself that its environment is protected, and so has timestamps.
bool says_protected(const Json& document);

// Everything that can be said of a bundle with nothing but a root: it is signed by the threshold of
// `bundle/<environment>`, it is what it says, and its comment is its own. `path` is for messages.
Result<CheckedBundle> check_bundle(const std::string& path, std::string bytes,
                                   const std::vector<std::string>& signatures,
                                   const model::Root& root, const std::string& environment);

// Whether it may follow what the client holds at `now`.
Checked<void> may_follow(const CheckedBundle& bundle, const State& state, Instant now);

// What the mirror offers, checked in full; nothing when it has none.
Checked<std::optional<CheckedBundle>> fetch_bundle(const Mirror& mirror, const State& state,
                                                   const model::Root& root, Instant now);

}  // namespace ensign::client
