// trust/root/ and trust/honoured/: the name of a file is the version of what is in it.
#include <charconv>
#include <fmt/format.h>

#include "model/decode.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// Of at most six digits, as the path was classified.
std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::optional<RootFile> decode_root(const Place& place, std::string_view bytes, Report& report) {
  auto root = read_root(bytes);
  if (!root) {
    report.add(malformed_root, place.start(), std::move(root.error().message),
               std::move(root.error().help));
    return std::nullopt;
  }
  if (root->version != number_of(place.classified.name)) {
    report.add(file_name_differs, place.start(),
               fmt::format("this is version {} of the root, but its file is named `{}.json`",
                           root->version, place.classified.name),
               "the name of the file is the version: do not rename it");
    return std::nullopt;
  }
  return RootFile{place.file, std::move(*root), {}, {}};
}

RootSignature decode_root_signature(const Place& place, std::string_view bytes) {
  return {place.file, number_of(place.classified.name), std::string(bytes)};
}

std::optional<Honoured> decode_honoured(const Place& place, std::string_view bytes,
                                        Report& report) {
  auto statements = read_honoured(bytes);
  if (!statements) {
    report.add(malformed_honoured, place.start(), std::move(statements.error().message),
               std::move(statements.error().help));
    return std::nullopt;
  }
  return Honoured{place.file, number_of(place.classified.name), std::move(*statements)};
}

}  // namespace ensign::model
