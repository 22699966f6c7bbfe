// The `if` chain of a flag while it is built. Internal to this room.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace ensign::lower {

class Chain {
 public:
  void add(std::string name, Json condition, Json result) {
    names_.push_back(std::move(name));
    arguments_.push_back(std::move(condition));
    arguments_.push_back(std::move(result));
  }

  bool empty() const { return names_.empty(); }
  std::vector<std::string> names() const { return names_; }

  // The final null is written out: it serves the default variant, and some readers of the format
  // refuse an `if` without an else.
  Json targeting() const {
    std::vector<Json> arguments = arguments_;
    arguments.push_back(nullptr);
    return Json::object({{"if", std::move(arguments)}});
  }

 private:
  std::vector<std::string> names_;
  std::vector<Json> arguments_;
};

}  // namespace ensign::lower
