// One run of a program, measured from outside by what the kernel says of the finished process, and
// from inside by the steps that `ensign --verbose` prints.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ensign::bench {

struct Cost {
  double wall = 0;    // seconds
  double cpu = 0;     // seconds, user and system, all threads
  double memory = 0;  // most that was resident so far, in MB of 10^6 bytes
};

struct Step {
  std::string name;
  Cost cost;
};

struct Run {
  Cost whole;
  std::vector<Step> steps;
};

// Nothing when the program cannot be started or does not end with 0; it said why.
std::optional<Run> run(const std::vector<std::string>& command);

// The median of each figure of several runs, which have the same steps.
Run median(const std::vector<Run>& runs);

}  // namespace ensign::bench
