// Feeds in Atom (RFC 4287): all, one for each team, one for each environment.
#pragma once

#include <string_view>

#include "emit/file.h"
#include "emit/interop/dates.h"
#include "model/model.h"

namespace ensign::emit {

// feeds/all.atom, feeds/team-<id>.atom, feeds/environment-<name>.atom, with the newest 100 items
// each. `site` leads from the folder feeds/ to the site: `../`. Everybody gets no feeds of teams.
OutFiles feeds(const model::Model& model, Readers readers, std::string_view site);

}  // namespace ensign::emit
