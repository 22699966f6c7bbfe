#include "client/log_order.h"

#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "client/folder.h"
#include "crypto/digest.h"
#include "emit/bundle/log.h"

namespace ensign::client {
namespace {

namespace fs = std::filesystem;

constexpr const char* compare =
    "somebody has rewritten the log, or offers an old approval: compare with a copy that was kept";

// The newest approval of a subject that the log knows. Empty content: it was removed.
struct Newest {
  std::int64_t revision = 0;
  std::string content;
  std::int64_t seq = 0;
};

class Walk {
 public:
  Walk(const CheckedBundle& bundle, LogOrder& order) : bundle_(bundle), order_(order) {}

  void add(const std::string& path, const emit::LogEntry& entry, const std::string& bytes) {
    if (entry.project != bundle_.project || entry.environment != bundle_.environment ||
        entry.seq != order_.entries + 1) {
      complain(path, fmt::format("it is the entry of project {}, environment `{}`, seq {}",
                                 entry.project, entry.environment, entry.seq));
    } else if (entry.prev != sha256_ || entry.prev_entry != digest_) {
      complain(path, "it does not follow from the entry before it");
    }
    for (const emit::ApprovedSubject& one : entry.approved) take(path, one, entry.seq);
    sha256_ = entry.sha256;
    digest_ = crypto::hex(crypto::sha256(bytes));
    ++order_.entries;
  }

  void end(const std::string& folder) {
    if (sha256_ == bundle_.sha256) return;
    complain(folder, fmt::format("entry {} is of another bundle than this one", bundle_.seq));
  }

  // What the bundle stands on may not be older than what the log knows.
  void compare_with(const std::string& subject, std::int64_t revision, const std::string& content) {
    const auto found = newest_.find(subject);
    if (found == newest_.end()) return;
    const Newest& known = found->second;
    const bool is_older = revision < known.revision;
    if (!is_older && (revision > known.revision || content == known.content)) return;
    order_.problems.push_back(
        {is_older ? fmt::format("{}: its approval is of revision {}, and the log knows revision "
                                "{} since seq {}",
                                subject, revision, known.revision, known.seq)
                  : fmt::format("{}: revision {} is of other content than in seq {} of the log",
                                subject, revision, known.seq),
         compare});
  }

  const std::map<std::string, Newest>& newest() const { return newest_; }

 private:
  void complain(const std::string& path, const std::string& message) {
    order_.problems.push_back({fmt::format("{}: {}", path, message), compare});
  }

  void take(const std::string& path, const emit::ApprovedSubject& one, std::int64_t seq) {
    Newest& known = newest_[one.subject];
    const std::string content = one.content.value_or("");
    if (one.revision < known.revision) {
      complain(path, fmt::format("{} goes back from revision {} to {}", one.subject, known.revision,
                                 one.revision));
      return;
    }
    known = {one.revision, content, seq};
  }

  const CheckedBundle& bundle_;
  LogOrder& order_;
  std::string sha256_, digest_;  // of the bundle, and of the entry, before
  std::map<std::string, Newest> newest_;
};

// Where the entries of this environment lie: in the folder itself, or below an output folder.
fs::path entries_in(const std::string& folder, const CheckedBundle& bundle) {
  const fs::path below = fs::path(folder) / "bundles" / "log" / bundle.environment;
  std::error_code ignored;
  return fs::is_directory(below, ignored) ? below : fs::path(folder);
}

void compare_all(Walk& walk, const CheckedBundle& bundle, const Proven& proven, LogOrder& order) {
  for (const TrustFile& file : proven.files) {
    walk.compare_with(file.subject, file.revision, file.content);
  }
  for (const Verdict& one : proven.verdicts) {
    if (!one.covered_by.empty()) {
      walk.compare_with(one.covered_by, one.revision, one.cover_content);
      continue;
    }
    walk.compare_with(fmt::format("flag/{}@{}", one.key, bundle.environment), one.revision,
                      one.content);
  }
  const std::string end = "@" + bundle.environment;
  for (const auto& [subject, known] : walk.newest()) {
    if (known.content.empty() || !subject.starts_with("flag/") || !subject.ends_with(end)) continue;
    const std::string key = subject.substr(5, subject.size() - 5 - end.size());
    if (!proven.is_protected || proven.verdict(key) != nullptr) continue;
    order.problems.push_back(
        {fmt::format("{}: it was there in seq {}, and nobody approved that it goes", subject,
                     known.seq),
         compare});
  }
}

}  // namespace

LogOrder check_log(const std::string& folder, const CheckedBundle& bundle, const Proven& proven) {
  LogOrder order;
  Walk walk(bundle, order);
  const fs::path place = entries_in(folder, bundle);
  for (std::int64_t seq = 1; seq <= bundle.seq; ++seq) {
    const std::string path = (place / fmt::format("{}.json", seq)).string();
    const auto bytes = read_capped(path, largest_bundle);
    if (!bytes || !*bytes) {
      const std::string cure =
          seq == 1 ? fmt::format("name the folder that holds the whole log, bundles/log/{}",
                                 bundle.environment)
                   : std::string(compare);
      order.problems.push_back(
          {bytes ? fmt::format("{} is missing from the log", path) : bytes.error().message, cure});
      return order;
    }
    const auto entry = emit::read_log_entry(**bytes);
    if (!entry) {
      order.problems.push_back({fmt::format("{}: {}", path, entry.error().message), compare});
      return order;
    }
    if (seq == 1 && entry->project == bundle.project && entry->environment != bundle.environment) {
      order.problems.push_back(
          {fmt::format("{} is the log of `{}`, and the bundle is of `{}`", place.string(),
                       entry->environment, bundle.environment),
           fmt::format("name bundles/log/{}, or the output folder", bundle.environment)});
      return order;
    }
    walk.add(path, *entry, **bytes);
  }
  walk.end(place.string());
  if (proven.problems.empty()) compare_all(walk, bundle, proven, order);
  return order;
}

}  // namespace ensign::client
