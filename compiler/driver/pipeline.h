// The sentence itself: freeze the world → parse each file → type and link → judge → seal → emit
// pure files → manifest, sign, write atomically. The only place that names every room, in order. It
// does not print; the front door hands in the date, the keys and the number of threads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/minisign.h"
#include "emit/file.h"
#include "policy/judge.h"
#include "seal/governed_model.h"
#include "source/world.h"

namespace ensign::driver {

struct Input {
  std::string repository;
  source::Selection selection;
  std::optional<std::string>
      base;  // revision; judge the change from its merge base to the selection
  // Compare with the base as it is and not with where the two parted: of what replaces it.
  bool base_itself = false;
  std::optional<crypto::Sha256> pin;  // of the root of trust
  Instant as_of;
  unsigned threads = 1;
  // Told the name of each step as it begins; for progress and timings.
  std::function<void(std::string_view)> on_step = [](std::string_view) {};
};

struct Checked {
  source::Snapshot snapshot;
  model::Model model;
  policy::Verdict verdict;
  std::vector<std::string> remarks;  // what could not be checked, in words
};

// `shipped` is what the last build wrote, where there is one.
Result<Checked> check(const Input& input, policy::Question question,
                      const trust::Shipped* shipped = nullptr);

struct Emission {
  std::string out;
  std::vector<crypto::SecretKey> keys;
  std::optional<std::string> previous;  // output folder of the last build; default: `out` itself
  bool first = false;                   // start every sequence at 1, whatever is in `out`
  std::optional<std::string> channel;   // restricts the environments that are published
  std::string history_reason;           // why history may have been rewritten; empty: it may not
  std::vector<std::string> only;        // bundles, site, notes, interop, model; empty: all
  bool link_unchanged = true;           // flag `link-unchanged`
};

struct Built {
  source::Snapshot snapshot;
  report::Report report;  // errors when nothing was written
  bool written = false;
  std::size_t files = 0;
  std::vector<std::string> bundles;  // "production seq 3 (unchanged)"
  std::vector<std::string> carried;  // "flag/checkout@production ships as before: still needs …"
  std::vector<std::string> remarks;
  std::optional<Failure> mistake;  // in what was asked: nothing was written
};

Result<Built> build(const Input& input, const Emission& emission);

// The site alone, in memory: the bytes that `build` would write.
struct SiteBuilt {
  source::Snapshot snapshot;
  report::Report report;
  std::vector<std::string> remarks;
  std::vector<std::string> roots;      // what was read: files and folders of the repository
  std::optional<emit::OutFiles> site;  // absent when the report has errors
  // Findings stand above; this is a site that could not be made of a sound model, for example
  // because of one of the repository's own templates.
  std::optional<Failure> failure;
};
Result<SiteBuilt> build_site(const Input& input);

// One flag, one context, as a client would evaluate it.
struct Evaluation {
  // A branch that was asked before the answer was found, in order: a rule, or `(group)`,
  // `(on_expiry)`; its condition held or not.
  struct Step {
    std::string name;
    bool held = false;
  };
  std::string flag;
  std::string value_json;
  std::string variant;
  std::string reason;
  std::string error;        // flagd error code, or empty
  std::string rule;         // that matched; empty for the default
  std::vector<Step> chain;  // up to the branch that decided
  std::vector<std::pair<std::string, std::int64_t>> simulated;  // users by variant, when asked for
};

struct Question {
  std::string environment, context_json;
  std::string flag;      // empty: every flag of the environment
  std::string simulate;  // the attribute by which simulated users differ; empty: none
  std::optional<std::uint32_t> hash;
};

// Without evaluations, either `mistake` says what is wrong with the question (an unknown
// environment or flag, with the nearest known name), or the findings in `checked` prevent one.
struct Evaluated {
  Checked checked;
  std::optional<std::vector<Evaluation>> evaluations;  // by key
  std::optional<Failure> mistake;
};
Result<Evaluated> evaluate(const Input& input, const Question& question);

}  // namespace ensign::driver
