// bundle.json read back. Who verified its signature is the caller; what is checked here is that it
// is a bundle at all and that what the next one builds upon can be trusted to be well formed.

#include <fmt/format.h>
#include <optional>
#include <utility>

#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/content.h"
#include "emit/bundle/strict_json.h"

namespace ensign::emit {
namespace {

constexpr std::size_t largest_bundle = 8 * 1024 * 1024;
constexpr std::int64_t largest_seq = (std::int64_t{1} << 53) - 1;

Result<std::string> text_at(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr || value->string() == nullptr) {
    return failure(fmt::format("`ensign.{}` is no string", name));
  }
  return *value->string();
}

Result<Instant> instant_at(const Json& object, std::string_view name) {
  const std::string text = TRY(text_at(object, name));
  const auto instant = parse_instant(text);
  if (!instant)
    return failure(fmt::format("`ensign.{}` is no time such as 2026-12-01T00:00:00Z", name));
  return *instant;
}

Result<std::int64_t> seq_of(const Json& facts) {
  const Json* value = facts.find("seq");
  const std::int64_t* seq = value == nullptr ? nullptr : value->integer();
  if (seq == nullptr || *seq < 1 || *seq > largest_seq) {
    return failure("`ensign.seq` is no whole number from 1 to 2^53 - 1");
  }
  return *seq;
}

Result<const Json*> facts_of(const Json& document) {
  const Json* facts = document.find("ensign");
  const Json* flags = document.find("flags");
  if (facts == nullptr || facts->members() == nullptr)
    return failure("there is no object `ensign`");
  if (flags == nullptr || flags->members() == nullptr) return failure("there is no object `flags`");
  const std::string format = TRY(text_at(*facts, "format"));
  if (format != bundle_format) {
    return failure(fmt::format("its format is `{}`, not `{}`", format, bundle_format));
  }
  return facts;
}

}  // namespace

Result<PreviousBundle> read_bundle(std::string bytes) {
  if (bytes.size() > largest_bundle) return failure("it is larger than 8 MiB");
  const Json document = TRY(parse_strict(bytes));
  if (canonical(document) + "\n" != bytes) {
    return failure("it is not canonical JSON (RFC 8785) with one final line feed");
  }
  const Json* facts = TRY(facts_of(document));
  PreviousBundle bundle;
  bundle.project = TRY(text_at(*facts, "project"));
  bundle.environment = TRY(text_at(*facts, "env"));
  bundle.seq = TRY(seq_of(*facts));
  bundle.issued = TRY(instant_at(*facts, "issued"));
  bundle.expires = TRY(instant_at(*facts, "expires"));
  if (bundle.expires <= bundle.issued) return failure("it expires before it was issued");
  bundle.sha256 = crypto::hex(crypto::sha256(bytes));
  bundle.bytes = std::move(bytes);
  return bundle;
}

}  // namespace ensign::emit
