// From decoded files to the sorted lists of a model: every name once, and what could not be read.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "model/linker.h"
#include "model/read_file.h"

namespace ensign::model {

class Assembly {
 public:
  Assembly(Model& model, Report& report) : model_(model), report_(report) {}

  void add(FileResult result, const Place& place);
  // After the last file. Sorts, and judges names against each other.
  void finish();

  const Unread& unread() const { return unread_; }

 private:
  void take(Decoded decoded);
  void take_root(Decoded& decoded);
  void finish_root();
  void note_unread(const Place& place);
  void note_stray(const Place& place);
  void check_flag_keys();
  void check_retired_keys();
  void check_metric_names();
  void check_roster_exists();

  Model& model_;
  Report& report_;
  Unread unread_;
  std::vector<RootSignature> root_signatures_;
  std::set<std::string, std::less<>> unread_roots_;  // versions, as their files are named
  bool has_roster_ = false;
};

}  // namespace ensign::model
