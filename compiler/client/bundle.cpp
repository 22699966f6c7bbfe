#include "client/bundle.h"

#include <fmt/format.h>
#include <utility>

#include "client/signatures.h"
#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/facts.h"
#include "lower/lower.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

std::unexpected<Refusal> refuse(std::string message, std::string help) {
  return std::unexpected(Refusal{{std::move(message), std::move(help)}, Grave::no});
}

std::unexpected<Refusal> alarm(std::string message) {
  return std::unexpected(
      Refusal{{std::move(message),
               "somebody shows different bundles to different clients: compare the log of the "
               "environment with what this client holds, and tell whoever keeps the root of trust"},
              Grave::yes});
}

// Root 0 means that there was none; a root that we do not have yet cannot judge.
Result<std::int64_t> root_version_of(const Json& document, const model::Root& root) {
  const Json* value = document.find("ensign")->find("root_version");
  const std::int64_t* version = value == nullptr ? nullptr : value->integer();
  if (version == nullptr || *version < 0) return failure("`root_version` is no whole number");
  if (*version > root.version && root.version > 0) {
    return failure(
        fmt::format("it was made under version {} of the root, and the newest here is "
                    "{}",
                    *version, root.version));
  }
  return *version;
}

// A shared evaluator is named by its content. A flag that is held goes on referring to the one that
// it was approved with, so none may come under its name with something else in it.
Result<void> expect_named_evaluators(const Json& document) {
  const Json* evaluators = document.find("$evaluators");
  if (evaluators == nullptr) return {};
  if (evaluators->members() == nullptr) return failure("`$evaluators` is no object");
  for (const auto& [name, rule] : *evaluators->members()) {
    if (lower::has_its_name(name, rule)) continue;
    return failure(
        fmt::format("the shared evaluator `{}` has other contents than its name says", name));
  }
  return {};
}

// The keys are others, so any seq may come; but a key that stayed may have signed an old bundle.
Checked<void> may_begin_anew(const CheckedBundle& bundle, const State& state) {
  const auto held = emit::read_bundle(state.bundle);
  if (!held || held->sha256 == bundle.sha256 || bundle.issued >= held->issued) return {};
  return refuse(fmt::format("seq {} was issued at {}, before the one that is held, of {}",
                            bundle.seq, to_string(bundle.issued), to_string(held->issued)),
                "the mirror is behind, or somebody shows an old bundle; ask another");
}

}  // namespace

bool says_protected(const Json& document) {
  const Json* facts = document.find("ensign");
  const Json* said = facts == nullptr ? nullptr : facts->find("protected");
  return said != nullptr && *said == Json(true);
}

Result<CheckedBundle> check_bundle(const std::string& path, std::string bytes,
                                   const std::vector<std::string>& signatures,
                                   const model::Root& root, const std::string& environment) {
  const auto told = [&path](const Failure& problem) {
    return failure(
        fmt::format("{}: {}", path, problem.message),
        problem.help.empty() ? "fetch it again from where it is published" : problem.help);
  };
  const std::string role = "bundle/" + environment;
  const auto enough = expect_threshold(root, role, bytes, signatures);
  if (!enough) return told(enough.error());
  CheckedBundle checked;
  auto read = emit::read_bundle(bytes);
  if (!read) return told(read.error());
  const bool is_ours = root.project.empty() || read->project == root.project;
  if (!is_ours || read->environment != environment) {
    return told({fmt::format("it belongs to project {}, environment `{}`", read->project,
                             read->environment),
                 fmt::format("a bundle of project {}, environment `{}` is wanted here",
                             root.project, environment)});
  }
  const std::string comment =
      emit::trusted_comment(read->project, environment, read->seq, read->issued, read->expires);
  const auto own = expect_comment(root, role, bytes, signatures, comment);
  if (!own) return told(own.error());
  checked.document = TRY(syntax::parse_strict(bytes));
  if (const auto named = expect_named_evaluators(checked.document); !named) {
    return told(named.error());
  }
  const auto version = root_version_of(checked.document, root);
  if (!version) return told(version.error());
  checked.root_version = *version;
  checked.project = std::move(read->project);
  checked.environment = environment;
  checked.sha256 = std::move(read->sha256);
  checked.prev = std::move(read->prev);
  checked.seq = read->seq;
  checked.issued = read->issued;
  checked.expires = read->expires;
  checked.bytes = std::move(bytes);
  return checked;
}

Checked<void> may_follow(const CheckedBundle& bundle, const State& state, Instant now) {
  if (state.floor) {
    const Floor& floor = *state.floor;
    if (bundle.seq < floor.seq) {
      return refuse(
          fmt::format("seq {} is offered, and seq {} was seen before", bundle.seq, floor.seq),
          "the mirror is behind, or somebody shows an old bundle; ask another");
    }
    if (bundle.seq == floor.seq && bundle.sha256 != floor.sha256) {
      return alarm(
          fmt::format("two different bundles are signed as seq {}: {} is held, {} is "
                      "offered",
                      bundle.seq, floor.sha256, bundle.sha256));
    }
    if (bundle.seq == floor.seq + 1 && bundle.prev != floor.sha256) {
      return alarm(
          fmt::format("seq {} does not follow from the seq {} that is held: its `prev` is "
                      "another bundle",
                      bundle.seq, floor.seq));
    }
    if (bundle.seq - floor.seq > largest_jump) {
      return alarm(fmt::format("seq jumps from {} to {}", floor.seq, bundle.seq));
    }
  }
  if (!state.floor && !state.bundle.empty()) {
    if (auto begins = may_begin_anew(bundle, state); !begins) return begins;
  }
  if (bundle.issued.seconds > now.seconds + clock_tolerance) {
    return refuse(fmt::format("it was issued at {}, and this clock says {}",
                              to_string(bundle.issued), to_string(now)),
                  "set the clock of this machine");
  }
  if (bundle.expires <= now) {
    return refuse(fmt::format("seq {} expired at {}", bundle.seq, to_string(bundle.expires)),
                  "whoever publishes has stopped, or this mirror is cut off");
  }
  return {};
}

Checked<std::optional<CheckedBundle>> fetch_bundle(const Mirror& mirror, const State& state,
                                                   const model::Root& root, Instant now) {
  const std::string path = "bundles/" + state.environment + "/bundle.json";
  auto bytes = mirror.fetch(path, largest_bundle);
  if (!bytes) return std::unexpected(Refusal{bytes.error(), Grave::no});
  if (!*bytes) return std::nullopt;
  const auto signatures = fetch_signatures(mirror, path, root, "bundle/" + state.environment);
  if (!signatures) return std::unexpected(Refusal{signatures.error(), Grave::no});
  auto checked = check_bundle(path, std::move(**bytes), *signatures, root, state.environment);
  if (!checked) return std::unexpected(Refusal{checked.error(), Grave::no});
  if (auto follows = may_follow(*checked, state, now); !follows) {
    follows.error().failure.message = fmt::format("{}: {}", path, follows.error().failure.message);
    return std::unexpected(std::move(follows.error()));
  }
  return std::move(*checked);
}

}  // namespace ensign::client
