// Where imported flags go: a governed repository that is there, or one that begins with them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/import_parts.h"
#include "model/model.h"

namespace ensign::driver {

struct ImportHome {
  bool is_new = true;
  model::Model model;                        // empty when new
  std::map<std::string, std::string> files;  // governed files that are there
  std::string environment;
  std::string owner;  // of what has no team here
};

// Reads what is there; fails when the world does.
Result<ImportHome> open_home(const Importing& importing);

// Fills in environment and owner; the failure is a mistake in what was asked.
Result<void> settle_home(const Importing& importing, ImportHome& home);

// The types of attributes that are declared.
AttributeTypes declared_types(const ImportHome& home);

// Gives every flag and segment a name that is free, and notes those that got another one.
void settle_names(Haul& haul, const ImportHome& home);

std::string owner_of(const FlagParts& flag, const Haul& haul, const ImportHome& home);

// ensign.yaml and the roster of a new repository.
std::map<std::string, std::string> founding_files(const Importing& importing,
                                                  const ImportHome& home, const Haul& haul);

std::vector<std::string> next_steps(const Importing& importing, const ImportHome& home,
                                    const Haul& haul);

}  // namespace ensign::driver
