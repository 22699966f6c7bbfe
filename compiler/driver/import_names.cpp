// Names of the source as names that governed files may have.
#include <algorithm>

#include "driver/import_parts.h"
#include "model/names.h"

namespace ensign::driver {
namespace {

constexpr std::size_t longest = 80;  // leaves room for an ending and the kind of the file

bool fits(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

std::string as_id(std::string_view name, std::string_view otherwise) {
  std::string id;
  for (const char c : name) {
    const char next = fits(c) ? c : '-';
    if (next == '-' && id.ends_with('-') && c != '-') continue;
    id += next;
  }
  id.erase(0, id.find_first_not_of(".-_"));
  if (id.size() > longest) id.resize(longest);
  while (id.ends_with('.') || (id != name && id.ends_with('-'))) id.pop_back();
  if (id.empty()) return std::string(otherwise);
  if (model::is_reserved(id)) id.insert(0, "the-");
  return id;
}

std::optional<std::string> false_variant(const FlagParts& flag) {
  const auto found = std::ranges::find_if(flag.variants, [](const auto& variant) {
    return variant.second.boolean() != nullptr && !*variant.second.boolean();
  });
  return found == flag.variants.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace ensign::driver
