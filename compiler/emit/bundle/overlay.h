// bundles/<env>/kill/<digest>.json: an emergency overlay. It names flags and nothing else: what
// they are killed to is `ensign.kill.fallback` of the signed bundle. Overlays only ever add up;
// none ends by itself, and only a bundle that lists it in `ensign.lifted` lifts it. Beside it lies
// the signature `<digest>.json.sshsig`, which `ssh-keygen -Y verify -n breakglass.v1@ensign`
// accepts.
//
//   {"format":"ensign-kill/1","project","env","seq","bundle","flags":[key…] | "all":true,
//    "level":"KS2"|null,"reason","by","issued"}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "emit/file.h"
#include "trust/emergency.h"

namespace ensign::emit {

inline constexpr std::string_view overlay_namespace = trust::emergency_namespace;

struct Overlay {
  std::string project, environment;
  std::int64_t seq = 0;            // of the bundle that it was made from
  std::string bundle;              // sha256 of that bundle's bytes
  bool all = false;                // every flag of the environment
  std::vector<std::string> flags;  // keys, sorted, at least one; none with `all`
  std::optional<std::string> level;
  std::string reason, by;
  Instant issued;
};

std::string overlay_bytes(const Overlay& overlay);
std::string overlay_digest(std::string_view bytes);  // 64 hex digits
// bundles/<env>/kill/<digest>.json
std::string overlay_path(const std::string& environment, const std::string& digest);

// At most 64 KiB, one spelling. A Failure message without path when it is none. Nothing is said
// of who signed it.
Result<Overlay> read_overlay(std::string_view bytes);

}  // namespace ensign::emit
