// Kills, from a bundle alone: what its ladder offers, and what its flags are under overlays.
// Whoever asks has nothing but bundle.json, at night, with the repository red or out of reach.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "emit/bundle/overlay.h"

namespace ensign::emit {

struct Rung {
  std::string level;  // `KS2`
  std::set<std::string> flags;
};

struct Ladder {
  std::vector<Rung> rungs;  // from the smallest blast radius to the largest
  std::map<std::string, std::string>
      fallback;                  // variant by key; a flag without one cannot be killed
  std::set<std::string> flags;   // all keys of the bundle
  std::set<std::string> lifted;  // digests of overlays that no longer apply

  const Rung* rung(std::string_view level) const;
  // The first rung that forces all of them off; nullptr when none does.
  const Rung* smallest(const std::set<std::string>& flags) const;
};

// Of the document of a bundle, or of a target. A Failure message without path when it is none.
Result<Ladder> ladder_of(const Json& document);
Result<Ladder> read_ladder(std::string_view bytes);

// The flags of the ladder that an overlay kills: those that it names, or all, as far as they have a
// fallback.
std::set<std::string> killed_by(const Ladder& ladder, const Overlay& overlay);

// `flags` of the bundle with these flags killed: without targeting, `defaultVariant` the fallback.
// A killed flag stays ENABLED: a disabled one would serve what the program was compiled with.
Json killed_flags(const Json& flags, const Ladder& ladder, const std::set<std::string>& killed);

}  // namespace ensign::emit
