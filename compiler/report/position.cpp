#include <algorithm>

#include "base/assert.h"
#include "base/utf8.h"
#include "report/places.h"

namespace ensign::report {

Lines::Lines(std::string_view bytes) : bytes_(bytes), starts_{0} {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    starts_.push_back(at + 1);
  }
}

Position Lines::at(std::size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  Position position{.line = static_cast<std::size_t>(next - starts_.begin()), .column = 1};
  for (std::size_t at = start(position.line); at < offset; ++position.column) {
    at += code_point_at(bytes_, at).length;
    if (at > offset) break;
  }
  return position;
}

std::string_view Lines::text(std::size_t number) const {
  const std::size_t begin = start(number);
  const std::size_t end = number < starts_.size() ? starts_[number] - 1 : bytes_.size();
  return bytes_.substr(begin, end - begin);
}

Places::Places(std::span<const FileView> files)
    : files_(files), lines_(std::max<std::size_t>(files.size(), 1)) {}

const FileView& Places::file(Span span) const {
  // A repository without a single file has a finding too: this file is missing.
  static constexpr FileView missing{.path = "ensign.yaml", .bytes = ""};
  if (files_.empty()) return missing;
  const auto index = static_cast<std::size_t>(span.file);
  ENSIGN_ASSERT(index < files_.size());
  return files_[index];
}

const Lines& Places::lines(Span span) {
  const FileView& view = file(span);
  std::optional<Lines>& lines = lines_[static_cast<std::size_t>(span.file)];
  if (!lines) lines.emplace(view.bytes);
  return *lines;
}

Range Places::range(Span span) {
  const Lines& in_file = lines(span);
  const Position begin = in_file.at(span.begin);
  return {begin, span.end > span.begin ? in_file.at(span.end) : begin};
}

Position position_at(std::string_view bytes, std::size_t offset) { return Lines(bytes).at(offset); }

}  // namespace ensign::report
