#include "emit/bundle/facts.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <utility>

#include "crypto/digest.h"
#include "emit/bundle/content.h"
#include "syntax/strict_json.h"

namespace ensign::emit {
namespace {

constexpr std::size_t largest_small_document = 64 * 1024;
constexpr std::int64_t largest_seq = (std::int64_t{1} << 53) - 1;

}  // namespace

Result<Json> parse_published(std::string_view bytes, std::size_t most) {
  if (bytes.size() > most) {
    return failure(fmt::format("it is larger than {} MiB", most / (1024 * 1024)));
  }
  Json document = TRY(syntax::parse_strict(bytes));
  if (document_bytes(document) != bytes) {
    return failure("it is not canonical JSON (RFC 8785) with one final line feed");
  }
  return document;
}

Result<Json> parse_small(std::string_view bytes, std::span<const std::string_view> members) {
  if (bytes.size() > largest_small_document) return failure("it is larger than 64 KiB");
  Json document = TRY(parse_published(bytes));
  if (document.members() == nullptr) return failure("it is no object");
  for (const auto& [name, value] : *document.members()) {
    if (std::ranges::find(members, name) == members.end()) {
      return failure(fmt::format("`{}` is unknown", name));
    }
  }
  return document;
}

Result<void> expect_format(const Json& document, std::string_view format) {
  const std::string own = TRY(text_at(document, "format"));
  if (own == format) return {};
  return failure(fmt::format("its format is `{}`, not `{}`", own, format));
}

Result<std::string> text_at(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr || value->string() == nullptr) {
    return failure(fmt::format("`{}` is no string", name));
  }
  return *value->string();
}

Result<Instant> instant_at(const Json& object, std::string_view name) {
  const std::string text = TRY(text_at(object, name));
  const auto instant = parse_instant(text);
  if (!instant) return failure(fmt::format("`{}` is no time such as 2026-12-01T00:00:00Z", name));
  return *instant;
}

Result<std::int64_t> seq_at(const Json& object) {
  const Json* value = object.find("seq");
  const std::int64_t* seq = value == nullptr ? nullptr : value->integer();
  if (seq == nullptr || *seq < 1 || *seq > largest_seq) {
    return failure("`seq` is no whole number from 1 to 2^53 - 1");
  }
  return *seq;
}

Result<std::string> digest_at(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (value->string() == nullptr || !crypto::sha256_from_hex(*value->string())) {
    return failure(fmt::format("`{}` is no SHA-256 digest", name));
  }
  return *value->string();
}

Result<std::vector<std::string>> digests_at(const Json& object, std::string_view name) {
  const Json* list = object.find(name);
  if (list == nullptr || list->array_items() == nullptr) {
    return failure(fmt::format("`{}` is no list", name));
  }
  std::vector<std::string> digests;
  for (const Json& item : *list->array_items()) {
    if (item.string() == nullptr || !crypto::sha256_from_hex(*item.string())) {
      return failure(fmt::format("`{}` holds something that is no SHA-256 digest", name));
    }
    digests.push_back(*item.string());
  }
  const bool rising =
      std::ranges::adjacent_find(digests, std::ranges::greater_equal()) == digests.end();
  if (!rising) return failure(fmt::format("`{}` is not sorted, or holds a digest twice", name));
  return digests;
}

Result<Facts> facts_of(const Json& document) {
  Facts facts;
  facts.object = document.find("ensign");
  const Json* flags = document.find("flags");
  if (facts.object == nullptr || facts.object->members() == nullptr) {
    return failure("there is no object `ensign`");
  }
  if (flags == nullptr || flags->members() == nullptr) return failure("there is no object `flags`");
  const std::string format = TRY(text_at(*facts.object, "format"));
  if (format != bundle_format) {
    return failure(fmt::format("its format is `{}`, not `{}`", format, bundle_format));
  }
  facts.project = TRY(text_at(*facts.object, "project"));
  facts.environment = TRY(text_at(*facts.object, "env"));
  facts.seq = TRY(seq_at(*facts.object));
  facts.issued = TRY(instant_at(*facts.object, "issued"));
  facts.expires = TRY(instant_at(*facts.object, "expires"));
  if (facts.expires <= facts.issued) return failure("it expires before it was issued");
  facts.prev = TRY(digest_at(*facts.object, "prev"));
  return facts;
}

}  // namespace ensign::emit
