// Retired keys: what took their place, and what to say where one is named as a flag.
#include <fmt/format.h>

#include "model/linker.h"

namespace ensign::model {
namespace {

// Successors may go in a circle, and a list may be long; a help is not worth more steps.
constexpr int most_steps = 100;

}  // namespace

// Names the flag at the end of the chain, which is there to be used.
std::string Linker::successor_help(const Tombstone& tombstone) const {
  const Tombstone* at = &tombstone;
  for (int step = 0; step < most_steps && at->successor; ++step) {
    if (at->successor->flag) {
      return fmt::format("`{}` took its place", *model_.at(*at->successor->flag).key);
    }
    if (!at->successor->tombstone) break;
    at = &model_.at(*at->successor->tombstone);
  }
  return "no flag took its place: take the reference away";
}

// The names of living flags are found before those that are remembered here.
void Linker::link_tombstones() {
  for (Tombstone& tombstone : model_.tombstones) {
    if (!tombstone.successor) continue;
    Successor& heir = *tombstone.successor;
    const auto index = find(heirs_, heir.name);
    if (!index) continue;
    if (*index < model_.flags.size()) {
      heir.flag = id_at<Flag>(*index);
    } else {
      heir.tombstone = id_at<Tombstone>(*index - model_.flags.size());
    }
  }
  for (const Tombstone& tombstone : model_.tombstones) {
    const bool dated = tombstone.on.span.begin != tombstone.on.span.end;  // else it was unreadable
    flags_.remember(*tombstone.key,
                    fmt::format("the flag `{}` was retired{}", *tombstone.key,
                                dated ? " on " + to_string(*tombstone.on) : std::string()),
                    successor_help(tombstone));
  }
}

}  // namespace ensign::model
