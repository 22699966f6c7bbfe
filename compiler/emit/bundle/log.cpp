#include "emit/bundle/log.h"

#include <fmt/format.h>

#include "emit/bundle/content.h"
#include "emit/bundle/facts.h"

namespace ensign::emit {
namespace {

constexpr const char* log_format = "ensign-log/1";

Json digest_or_null(const std::optional<std::string>& digest) {
  return digest ? Json(*digest) : Json();
}

Json changed_list(const std::vector<ChangedSubject>& changed) {
  Json list = Json::array();
  for (const ChangedSubject& change : changed) {
    list.push(Json::object({{"subject", change.subject},
                            {"old", digest_or_null(change.before)},
                            {"new", digest_or_null(change.after)}}));
  }
  return list;
}

}  // namespace

std::string log_path(const std::string& environment, std::int64_t seq) {
  return fmt::format("bundles/log/{}/{}.json", environment, seq);
}

OutFile log_entry(const Bundle& bundle, const std::string& prev_entry) {
  const Json& facts = *bundle.document.find("ensign");
  const Json entry = Json::object({{"format", log_format},
                                   {"project", *facts.find("project")},
                                   {"env", bundle.environment},
                                   {"seq", bundle.seq},
                                   {"sha256", bundle.sha256},
                                   {"prev", *facts.find("prev")},
                                   {"prev_entry", prev_entry.empty() ? Json() : Json(prev_entry)},
                                   {"issued", *facts.find("issued")},
                                   {"source", *facts.find("source")},
                                   {"changed", changed_list(bundle.changed)}});
  return {log_path(bundle.environment, bundle.seq), document_bytes(entry)};
}

Result<LogEntry> read_log_entry(std::string_view bytes) {
  const Json document = TRY(parse_published(bytes));
  if (document.members() == nullptr) return failure("it is no object");
  const std::string format = TRY(text_at(document, "format"));
  if (format != log_format) {
    return failure(fmt::format("its format is `{}`, not `{}`", format, log_format));
  }
  LogEntry entry;
  entry.project = TRY(text_at(document, "project"));
  entry.environment = TRY(text_at(document, "env"));
  entry.seq = TRY(seq_at(document));
  entry.sha256 = TRY(digest_at(document, "sha256"));
  if (entry.sha256.empty()) return failure("`sha256` is missing");
  entry.prev = TRY(digest_at(document, "prev"));
  entry.prev_entry = TRY(digest_at(document, "prev_entry"));
  entry.issued = TRY(instant_at(document, "issued"));
  return entry;
}

std::string log_comment(const LogEntry& entry) {
  return fmt::format("{} project={} env={} seq={} issued={} sha256={}", log_format, entry.project,
                     entry.environment, entry.seq, to_string(entry.issued), entry.sha256);
}

}  // namespace ensign::emit
