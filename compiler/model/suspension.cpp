// The end of a roster that says which keys are suspended. It can be taken off again, byte for byte,
// so that one roster admin may add it at once: what stands before is still what all of them signed.

#include "model/root.h"

namespace ensign::model {
namespace {

constexpr std::string_view heading = "suspended:\n", item = "  - ", hash = "SHA256:";
constexpr std::size_t fingerprint_size = 50;  // `SHA256:` and 43 of base64

bool is_fingerprint(std::string_view text) {
  constexpr std::string_view base64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return text.size() == fingerprint_size && text.starts_with(hash) &&
         text.find_first_not_of(base64, hash.size()) == text.npos;
}

}  // namespace

std::size_t suspension_at(std::string_view roster) {
  std::size_t end = roster.size();
  while (end > 0 && roster[end - 1] == '\n') {
    const std::size_t feed = end < 2 ? roster.npos : roster.rfind('\n', end - 2);
    const std::size_t begin = feed == roster.npos ? 0 : feed + 1;
    const std::string_view line = roster.substr(begin, end - begin);
    if (line == heading) return end == roster.size() ? roster.size() : begin;
    const bool fits = line.starts_with(item) &&
                      is_fingerprint(line.substr(item.size(), line.size() - item.size() - 1));
    if (!fits) break;
    end = begin;
  }
  return roster.size();
}

std::string suspension_text(const std::vector<std::string>& fingerprints) {
  std::string text(heading);
  for (const std::string& fingerprint : fingerprints) {
    text += item;
    text += fingerprint;
    text += '\n';
  }
  return text;
}

}  // namespace ensign::model
