#include "client/timestamp.h"

#include <fmt/format.h>
#include <utility>

#include "client/signatures.h"
#include "emit/bundle/timestamp.h"

namespace ensign::client {
namespace {

constexpr const char* role = "timestamp";

std::unexpected<Refusal> refuse(const std::string& path, std::string_view message,
                                std::string help) {
  return std::unexpected(Refusal{{fmt::format("{}: {}", path, message), std::move(help)}, {}});
}

// Another history than the one that was seen is signed.
Checked<void> may_follow(const std::string& path, const emit::Timestamp& offered,
                         const State& state) {
  if (state.timestamp && offered.issued < state.timestamp->issued) {
    return refuse(path,
                  fmt::format("it was issued at {}, and one of {} was seen before",
                              to_string(offered.issued), to_string(state.timestamp->issued)),
                  "the mirror is behind; ask another");
  }
  if (!state.floor) return {};
  if (offered.seq < state.floor->seq) {
    return refuse(
        path,
        fmt::format("it names seq {}, and seq {} was seen before", offered.seq, state.floor->seq),
        "the mirror is behind; ask another");
  }
  if (offered.seq == state.floor->seq && offered.sha256 != state.floor->sha256) {
    return std::unexpected(
        Refusal{{fmt::format("{}: it names another bundle of seq {} than the one that is held",
                             path, offered.seq),
                 "two bundles are signed as one: tell whoever keeps the root of trust"},
                Grave::yes});
  }
  return {};
}

}  // namespace

Checked<std::optional<KnownTimestamp>> fetch_timestamp(const Mirror& mirror, const State& state,
                                                       const model::Root& root, Instant now) {
  if (root.role(role) == nullptr) return std::nullopt;
  const std::string path = emit::timestamp_path(state.environment);
  const auto told = [&path](const Failure& problem) {
    return refuse(
        path, problem.message,
        problem.help.empty() ? "fetch it again from where it is published" : problem.help);
  };
  const auto bytes = mirror.fetch(path, largest_small_file);
  if (!bytes) return told(bytes.error());
  if (!*bytes) return std::nullopt;
  const auto signatures = fetch_signatures(mirror, path, root, role);
  if (!signatures) return told(signatures.error());
  const auto enough = expect_threshold(root, role, **bytes, *signatures);
  if (!enough) return told(enough.error());
  const auto read = emit::read_timestamp(**bytes);
  if (!read) return told(read.error());
  if (read->project != root.project || read->environment != state.environment) {
    return told({fmt::format("it belongs to project {}, environment `{}`", read->project,
                             read->environment),
                 {}});
  }
  const auto own = expect_comment(root, role, **bytes, *signatures, emit::timestamp_comment(*read));
  if (!own) return told(own.error());
  if (read->issued.seconds > now.seconds + clock_tolerance) {
    return told({fmt::format("it was issued at {}, and this clock says {}", to_string(read->issued),
                             to_string(now)),
                 "set the clock of this machine"});
  }
  if (auto follows = may_follow(path, *read, state); !follows) {
    return std::unexpected(std::move(follows.error()));
  }
  return KnownTimestamp{read->seq, read->sha256, read->issued, read->expires, read->kills};
}

Checked<void> expect_same(const KnownTimestamp& timestamp, const CheckedBundle& bundle) {
  if (timestamp.seq == bundle.seq && timestamp.sha256 == bundle.sha256) return {};
  return std::unexpected(
      Refusal{{fmt::format("the timestamp names seq {} with the sha256 {}, and the bundle is seq "
                           "{} with {}",
                           timestamp.seq, timestamp.sha256, bundle.seq, bundle.sha256),
               "the mirror is in the middle of something, or mixes two outputs; ask again"},
              Grave::no});
}

}  // namespace ensign::client
