#include "model/statement_parts.h"

namespace ensign::model {
namespace {

constexpr std::string_view digest_prefix = "sha256:";
constexpr std::size_t most_digits = 15;  // so that every number is exact in JSON

}  // namespace

bool parse_digest(std::string_view text, std::string_view word, Digest& into) {
  into.reset();
  if (text == word) return true;
  if (!text.starts_with(digest_prefix)) return false;
  into = crypto::sha256_from_hex(text.substr(digest_prefix.size()));
  return into.has_value();
}

std::string digest_text(const Digest& digest, std::string_view word) {
  return digest ? std::string(digest_prefix) + crypto::hex(*digest) : std::string(word);
}

std::optional<std::int64_t> parse_revision(std::string_view text) {
  if (text.empty() || text.size() > most_digits || text.front() == '0') return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace ensign::model
