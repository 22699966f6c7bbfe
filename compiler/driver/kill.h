// `ensign kill`: an emergency overlay made from the published bundle alone. The repository is asked
// for nothing but a better incident, and may be red, dirty or gone.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "driver/pipeline.h"
#include "emit/bundle/overlay.h"
#include "publish/new_files.h"

namespace ensign::driver {

struct KillWanted {
  std::vector<std::string> what;  // one level of the ladder, or keys of flags
  bool all = false;
  std::string environment, reason, person;
  Instant now;
};

struct KillPlan {
  emit::Overlay overlay;
  std::string bytes, digest;       // of the overlay
  std::set<std::string> kills;     // keys of flags that it forces
  std::vector<std::string> words;  // what it does, a line each, for who is about to sign
  Json document;                   // of the bundle
};

// A Failure is a mistake in what was asked, with the nearest known name, or in the bundle.
Result<KillPlan> plan_kill(const std::string& bundle, const KillWanted& wanted);

// bundles/<env>/kill/<digest>.json with its signature, and flagd.json as it is now: under this
// overlay, and under those that already lie in `published` (an output folder; empty: none is
// known) and count. What does not count is a remark.
struct KillFiles {
  std::vector<publish::NewFile> files;
  std::vector<std::string> remarks;
};
Result<KillFiles> kill_files(const KillPlan& plan, const std::string& armour,
                             const std::string& published);

// A page for people: releases/incidents/<id>.md, or rollbacks/drills/<id>.md. Where the repository
// can be read, its policy says when the review is due; where it cannot, five days are given.
struct KillPage {
  std::string path;  // in the repository
  std::string id, bytes;
};
struct Repository {
  bool there = false;
  std::optional<model::Model> model;  // as far as it can be read
  bool has_roster = false;            // and trust/people.yaml can be read without a fault
};
Repository look_at(const std::string& folder, Instant now);
// `number` tells pages apart that would have one name: 1 is not written.
KillPage incident_page(const KillPlan& plan, const Repository& repository, int number = 1);
KillPage drill_page(const KillPlan& plan, const Repository& repository, bool passed,
                    int number = 1);

}  // namespace ensign::driver
