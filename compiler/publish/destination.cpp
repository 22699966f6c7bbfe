#include "publish/destination.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>

#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/log.h"
#include "publish/disk.h"
#include "publish/log.h"
#include "publish/overlay_judge.h"

namespace ensign::publish {
namespace {

namespace fs = std::filesystem;

std::string bundle_path(const std::string& folder, const std::string& environment) {
  return (fs::path(folder) / "bundles" / environment / "bundle.json").string();
}

Result<emit::PreviousBundle> bundle_in(const std::string& path, const std::string& environment) {
  std::string bytes = TRY(read_file(path));
  auto bundle = emit::read_bundle(std::move(bytes));
  if (!bundle) {
    return failure(
        fmt::format("{}: {}", path, bundle.error().message),
        "find out who changed it; publish again once the file of the last output is back");
  }
  if (bundle->environment == environment) return bundle;
  return failure(fmt::format("{}: it is the bundle of `{}`", path, bundle->environment),
                 "find out who put it there");
}

std::unexpected<Failure> moved_on(const std::string& to, const std::string& environment,
                                  const std::string& how) {
  return failure(
      fmt::format("{}: `{}` {}", to, environment, how),
      fmt::format("somebody published in between: build again with `--previous {}`", to));
}

// More than one bundle behind, as a mirror that was away: the log of the new output, which its
// newest bundle vouches for, must know the bundle that is there.
Result<void> check_ancestor(const std::string& out, const std::string& to,
                            const emit::PreviousBundle& next, const emit::PreviousBundle& there) {
  const auto log = TRY(read_log(out, next, {}));
  const auto entry = std::ranges::find(log.files, emit::log_path(next.environment, there.seq),
                                       &emit::OutFile::path);
  const auto read = entry == log.files.end() ? Result<emit::LogEntry>(failure("none"))
                                             : emit::read_log_entry(entry->bytes);
  if (read && read->sha256 == there.sha256) return {};
  return moved_on(to, next.environment,
                  fmt::format("has another bundle with seq {} than the one that the log of the new "
                              "bundle names",
                              there.seq));
}

Result<void> may_follow(const std::string& out, const std::string& to,
                        const emit::PreviousBundle& next, const emit::PreviousBundle& there) {
  if (there.project != next.project) {
    return failure(
        fmt::format("{} is of project {}, and the output of {}", to, there.project, next.project),
        "name the destination of this project");
  }
  if (next.seq < there.seq) {
    return moved_on(to, next.environment,
                    fmt::format("is at seq {}, and the output at {}: clients would refuse it",
                                there.seq, next.seq));
  }
  if (next.seq == there.seq) {
    return moved_on(to, next.environment,
                    fmt::format("has another bundle with the same seq {}", there.seq));
  }
  if (next.prev == there.sha256) return {};
  return check_ancestor(out, to, next, there);
}

// A kill that reached the destination directly must not be lost because a build did not see it.
Result<void> keeps_kills(const std::string& out, const std::string& to,
                         const emit::PreviousBundle& next, const OverlayJudge& judge,
                         std::vector<std::string>& remarks) {
  const auto ladder = emit::read_ladder(next.bytes);
  const auto there = TRY(read_overlays(to, next.project, next.environment));
  const auto carried = TRY(read_overlays(out, next.project, next.environment));
  for (const FoundOverlay& one : there.found) {
    const bool lifted = ladder && ladder->lifted.contains(one.digest);
    if (lifted || std::ranges::find(carried.found, one.digest, &FoundOverlay::digest) !=
                      carried.found.end()) {
      continue;
    }
    if (const auto counts = judge.verify(one); !counts) {
      remarks.push_back(ignored_words(to, one, counts.error()));
      continue;
    }
    return failure(
        fmt::format("{}: `{}` was killed by {} ({}), and the output does not carry this", to,
                    next.environment, one.overlay.by, one.digest.substr(0, 16)),
        fmt::format("build again with `--previous {}`, which carries it until it is lifted", to));
  }
  return {};
}

}  // namespace

std::vector<std::string> environments_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "bundles", error)) {
    const std::string name = entry.path().filename().string();
    if (fs::exists(bundle_path(folder, name), error)) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

Result<std::vector<EnvironmentStep>> compare(const std::string& out, const std::string& to,
                                             const Emergencies& emergencies) {
  std::vector<EnvironmentStep> steps;
  for (const std::string& environment : environments_in(out)) {
    const auto next = TRY(bundle_in(bundle_path(out, environment), environment));
    EnvironmentStep step{environment, next.seq, 0, false, {}};
    std::error_code error;
    if (fs::exists(bundle_path(to, environment), error)) {
      // A publish that was killed half-way has left the new bundle there: that is no conflict.
      const std::string bytes = TRY(read_file(bundle_path(to, environment)));
      step.same = bytes == next.bytes;
      step.before = next.seq;
      if (!step.same) {
        const auto there = TRY(bundle_in(bundle_path(to, environment), environment));
        step.before = there.seq;
        TRY(may_follow(out, to, next, there));
      }
    }
    TRY(keeps_kills(out, to, next, OverlayJudge(emergencies, to, environment), step.remarks));
    steps.push_back(step);
  }
  return steps;
}

}  // namespace ensign::publish
