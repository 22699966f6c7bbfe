#include "emit/bundle/log.h"

#include <fmt/format.h>

#include "crypto/digest.h"
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

Json approved_list(const std::vector<ApprovedSubject>& approved) {
  Json list = Json::array();
  for (const ApprovedSubject& one : approved) {
    list.push(Json::object({{"subject", one.subject},
                            {"content", one.content ? "sha256:" + *one.content : "absent"},
                            {"revision", one.revision}}));
  }
  return list;
}

Result<ApprovedSubject> read_approved(const Json& item) {
  constexpr std::string_view prefix = "sha256:";
  ApprovedSubject one;
  one.subject = TRY(text_at(item, "subject"));
  const std::string content = TRY(text_at(item, "content"));
  if (content != "absent") {
    if (!content.starts_with(prefix) || !crypto::sha256_from_hex(content.substr(prefix.size()))) {
      return failure(fmt::format("`content` of {} is no digest", one.subject));
    }
    one.content = content.substr(prefix.size());
  }
  const Json* revision = item.find("revision");
  if (revision == nullptr || revision->integer() == nullptr || *revision->integer() < 0) {
    return failure(fmt::format("`revision` of {} is no whole number", one.subject));
  }
  one.revision = *revision->integer();
  return one;
}

}  // namespace

std::string log_path(const std::string& environment, std::int64_t seq) {
  return fmt::format("bundles/log/{}/{}.json", environment, seq);
}

OutFile log_entry(const Bundle& bundle, const std::string& prev_entry) {
  const Json& facts = *bundle.document.find("ensign");
  Json entry = Json::object({{"format", log_format},
                             {"project", *facts.find("project")},
                             {"env", bundle.environment},
                             {"seq", bundle.seq},
                             {"sha256", bundle.sha256},
                             {"prev", *facts.find("prev")},
                             {"prev_entry", prev_entry.empty() ? Json() : Json(prev_entry)},
                             {"issued", *facts.find("issued")},
                             {"source", *facts.find("source")},
                             {"changed", changed_list(bundle.changed)}});
  if (bundle.approved) entry.set("approved", approved_list(*bundle.approved));
  return {log_path(bundle.environment, bundle.seq), document_bytes(entry)};
}

Result<LogEntry> read_log_entry(std::string_view bytes) {
  const Json document = TRY(parse_published(bytes));
  if (document.members() == nullptr) return failure("it is no object");
  TRY(expect_format(document, log_format));
  LogEntry entry;
  entry.project = TRY(text_at(document, "project"));
  entry.environment = TRY(text_at(document, "env"));
  entry.seq = TRY(seq_at(document));
  entry.sha256 = TRY(digest_at(document, "sha256"));
  if (entry.sha256.empty()) return failure("`sha256` is missing");
  entry.prev = TRY(digest_at(document, "prev"));
  entry.prev_entry = TRY(digest_at(document, "prev_entry"));
  entry.issued = TRY(instant_at(document, "issued"));
  const Json* approved = document.find("approved");
  if (approved == nullptr) return entry;
  if (approved->array_items() == nullptr) return failure("`approved` is no list");
  for (const Json& item : *approved->array_items()) {
    entry.approved.push_back(TRY(read_approved(item)));
  }
  return entry;
}

std::string log_comment(const LogEntry& entry) {
  return fmt::format("{} project={} env={} seq={} issued={} sha256={}", log_format, entry.project,
                     entry.environment, entry.seq, to_string(entry.issued), entry.sha256);
}

}  // namespace ensign::emit
