// Members of published documents, read back strictly. Internal to this emitter. Failure messages
// name the member and no path.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"

namespace ensign::emit {

// At most so many bytes of canonical JSON (RFC 8785) with one final line feed.
constexpr std::size_t largest_document = 8 * 1024 * 1024;
Result<Json> parse_published(std::string_view bytes, std::size_t most = largest_document);

// The same of at most 64 KiB: an object with no other members than these.
Result<Json> parse_small(std::string_view bytes, std::span<const std::string_view> members);

Result<void> expect_format(const Json& document, std::string_view format);

Result<std::string> text_at(const Json& object, std::string_view name);
Result<Instant> instant_at(const Json& object, std::string_view name);
Result<std::int64_t> seq_at(const Json& object);  // 1 to 2^53 - 1

// 64 hex digits, or nothing for null and for a member that is not there.
Result<std::string> digest_at(const Json& object, std::string_view name);

// SHA-256 digests, each once, sorted.
Result<std::vector<std::string>> digests_at(const Json& object, std::string_view name);

// What a bundle and its targets have in common.
struct Facts {
  const Json* object = nullptr;  // `ensign`
  std::string project, environment, prev;
  std::int64_t seq = 0;
  Instant issued, expires;
};
Result<Facts> facts_of(const Json& document);

}  // namespace ensign::emit
