#include "emit/bundle/timestamp.h"

#include <array>
#include <fmt/format.h>

#include "emit/bundle/content.h"
#include "emit/bundle/facts.h"

namespace ensign::emit {
namespace {

constexpr const char* timestamp_format = "ensign-timestamp/1";
constexpr std::array<std::string_view, 8> members{"format", "project", "env",    "seq",
                                                  "sha256", "kills",   "issued", "expires"};

}  // namespace

std::string timestamp_path(const std::string& environment) {
  return "bundles/" + environment + "/timestamp.json";
}

OutFile timestamp_file(const Timestamp& timestamp) {
  Json kills = Json::array();
  for (const std::string& digest : timestamp.kills) kills.push(digest);
  const Json document = Json::object({{"format", timestamp_format},
                                      {"project", timestamp.project},
                                      {"env", timestamp.environment},
                                      {"seq", timestamp.seq},
                                      {"sha256", timestamp.sha256},
                                      {"kills", std::move(kills)},
                                      {"issued", to_string(timestamp.issued)},
                                      {"expires", to_string(timestamp.expires)}});
  return {timestamp_path(timestamp.environment), document_bytes(document)};
}

Result<Timestamp> read_timestamp(std::string_view bytes) {
  const Json document = TRY(parse_small(bytes, members));
  TRY(expect_format(document, timestamp_format));
  Timestamp timestamp;
  timestamp.project = TRY(text_at(document, "project"));
  timestamp.environment = TRY(text_at(document, "env"));
  timestamp.seq = TRY(seq_at(document));
  timestamp.sha256 = TRY(digest_at(document, "sha256"));
  if (timestamp.sha256.empty()) return failure("`sha256` is missing");
  timestamp.kills = TRY(digests_at(document, "kills"));
  timestamp.issued = TRY(instant_at(document, "issued"));
  timestamp.expires = TRY(instant_at(document, "expires"));
  const std::int64_t length = timestamp.expires.seconds - timestamp.issued.seconds;
  if (length <= 0 || length > longest_timestamp_seconds) {
    return failure("it does not expire within the hour after it was issued");
  }
  return timestamp;
}

std::string timestamp_comment(const Timestamp& timestamp) {
  return fmt::format("{} project={} env={} seq={} issued={} expires={}", timestamp_format,
                     timestamp.project, timestamp.environment, timestamp.seq,
                     to_string(timestamp.issued), to_string(timestamp.expires));
}

}  // namespace ensign::emit
