#include "client/update.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "client/bundle.h"
#include "client/demand.h"
#include "client/kills.h"
#include "client/proof_model.h"
#include "client/proven.h"
#include "client/roots.h"
#include "client/timestamp.h"
#include "emit/bundle/bundle.h"
#include "model/root.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

// One mirror, from its roots to its kills. What fails ends the visit; what held before stays.
class Visit {
 public:
  Visit(Updated& updated, const Mirror& mirror, Instant now, unsigned threads)
      : updated_(updated), mirror_(mirror), now_(now), threads_(threads) {}

  void run() {
    if (const auto root = advance_root(updated_.state, mirror_, now_); !root) {
      return note(Note::Kind::refused, root.error());
    }
    const auto root = trusted_root(updated_.state);
    if (!root) return note(Note::Kind::refused, root.error());
    root_ = *root;
    if (!visit_bundle()) return;
    updated_.reached = true;
    visit_kills();
  }

 private:
  State& state() { return updated_.state; }

  void note(Note::Kind kind, const Failure& what) {
    updated_.notes.push_back({kind, mirror_.name(), what});
  }
  void note(const Refusal& refusal) {
    note(refusal.grave == Grave::yes ? Note::Kind::alarm : Note::Kind::refused, refusal.failure);
  }

  bool visit_bundle() {
    auto timestamp = fetch_timestamp(mirror_, state(), root_, now_);
    if (!timestamp) return note(timestamp.error()), false;
    auto bundle = fetch_bundle(mirror_, state(), root_, now_);
    if (!bundle) return note(bundle.error()), false;
    if (!*bundle) {
      note(Note::Kind::refused, {fmt::format("there is no bundle of `{}`", state().environment),
                                 "name the folder that holds bundles/"});
      return false;
    }
    if (*timestamp) {
      if (const auto agrees = expect_same(**timestamp, **bundle); !agrees) {
        return note(agrees.error()), false;
      }
    }
    take(**bundle);
    if (*timestamp) remember(**timestamp);
    return true;
  }

  // A proof may be renewed under an unchanged bundle, so it is looked at as long as flags are held.
  void take(const CheckedBundle& bundle) {
    const bool is_new = !state().floor || state().floor->sha256 != bundle.sha256;
    if (!is_new && state().held.empty()) return look_at_files(bundle);
    if (!state().require_proof) return take(bundle, nullptr, is_new);
    const auto proof = fetch_proof(mirror_, state().environment);
    if (!proof) {
      note(Note::Kind::refused, proof.error());
      return take(bundle, nullptr, is_new);
    }
    const Proven proven = prove(*proof, bundle, root_, now_, threads_);
    for (const Failure& problem : proven.problems) note(Note::Kind::refused, problem);
    take(bundle, &proven, is_new);
  }

  // Nothing changes, but the policy or the roster may be newer than what was seen: then the older
  // one must not judge the next bundle.
  void look_at_files(const CheckedBundle& bundle) {
    if (!state().require_proof) return;
    const auto proof = fetch_proof(mirror_, state().environment);
    if (!proof || proof->sha256 != bundle.sha256) return;
    const auto world = trusted_model(*proof, root_, now_, threads_);
    if (world && !outdated(state(), world->files)) client::remember(state(), world->files);
  }

  void take(const CheckedBundle& bundle, const Proven* proven, bool is_new) {
    if (!is_new && proven == nullptr) return;
    take_bundle(state(), bundle, proven);
    updated_.advanced = updated_.advanced || is_new;
  }

  void remember(const KnownTimestamp& timestamp) {
    state().issued = std::max(state().issued.value_or(timestamp.issued), timestamp.issued);
    state().timestamp = timestamp;
  }

  void visit_kills() {
    for (const Failure& problem : gather_kills(state(), mirror_, root_, now_, threads_)) {
      note(Note::Kind::refused, problem);
    }
  }

  Updated& updated_;
  const Mirror& mirror_;
  model::Root root_;
  Instant now_;
  unsigned threads_;
};

}  // namespace

bool Updated::holds() const {
  return reached && std::ranges::none_of(notes, [](const Note& note) {
           return note.kind == Note::Kind::alarm || note.kind == Note::Kind::stale;
         });
}

std::vector<Note> standing_notes(const State& state, Instant now) {
  std::vector<Note> notes;
  const auto add = [&notes](Note::Kind kind, std::string message, std::string help) {
    notes.push_back({kind, {}, {std::move(message), std::move(help)}});
  };
  if (const auto bundle = emit::read_bundle(state.bundle); bundle && bundle->expires <= now) {
    add(Note::Kind::stale,
        fmt::format("the bundle that is served, seq {}, expired at {}", bundle->seq,
                    to_string(bundle->expires)),
        "it goes on being served; find out why no newer one arrives");
  }
  const auto document = syntax::parse_strict(state.bundle);
  const bool wants_timestamp =
      !state.root.empty() && (state.timestamp || (document && says_protected(*document)));
  if (wants_timestamp) {
    const auto root = model::read_root(state.root);
    if (!state.timestamp && root && root->role("timestamp") == nullptr) {
      add(Note::Kind::stale,
          "the root of trust names no key for timestamps, so nothing says that this is the newest",
          "whoever keeps the root adds one: `ensign trust rotate --timestamp-key FILE.pub`; until "
          "then a mirror may hand out an old bundle until that expires");
    } else if (!state.timestamp) {
      add(Note::Kind::stale, "no timestamp was seen, and this environment has them",
          "without one a mirror may hand out an old bundle until that expires");
    } else if (state.timestamp->expires <= now) {
      add(Note::Kind::stale,
          fmt::format("the newest timestamp expired at {}", to_string(state.timestamp->expires)),
          "what is served may be old: no mirror has shown anything fresh since then");
    }
  }
  if (state.issued && now.seconds + clock_tolerance < state.issued->seconds) {
    add(Note::Kind::clock,
        fmt::format("this clock says {}, and something issued at {} was seen before",
                    to_string(now), to_string(*state.issued)),
        "set the clock of this machine");
  }
  for (const std::string& line : held_back(state)) {
    add(Note::Kind::held, line, "it keeps its last good form");
  }
  for (const std::string& digest : missing_kills(state)) {
    add(Note::Kind::alarm, fmt::format("kill {} is in force, and no mirror has it", digest),
        "fetch it from the branch or the address that the kill was sent to");
  }
  return notes;
}

Updated update(State state, std::span<const Mirror* const> mirrors, Instant now, unsigned threads) {
  Updated updated;
  updated.state = std::move(state);
  for (const Mirror* mirror : mirrors) Visit(updated, *mirror, now, threads).run();
  for (Note& note : standing_notes(updated.state, now)) updated.notes.push_back(std::move(note));
  if (const auto bundle = emit::read_bundle(updated.state.bundle)) updated.seq = bundle->seq;
  return updated;
}

}  // namespace ensign::client
