// From byte spans to lines and columns. The start of every line of a file is found once, when the
// first finding in that file asks for it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "report/render.h"

namespace ensign::report {

// The lines of one file, ended by line feeds. There is always at least one; a file that ends in a
// line feed has an empty last one.
class Lines {
 public:
  explicit Lines(std::string_view bytes);

  // Offsets past the end stand for the end; one inside a code point stands for its start.
  Position at(std::size_t offset) const;
  std::size_t start(std::size_t number) const { return starts_[number - 1]; }
  std::string_view text(std::size_t number) const;  // without its line feed

 private:
  std::string_view bytes_;
  std::vector<std::size_t> starts_;
};

// Both ends of a span; the end is exclusive.
struct Range {
  Position begin;
  Position end;
};

class Places {
 public:
  explicit Places(std::span<const FileView> files);

  const FileView& file(Span span) const;
  const Lines& lines(Span span);
  Range range(Span span);

 private:
  std::span<const FileView> files_;
  std::vector<std::optional<Lines>> lines_;
};

}  // namespace ensign::report
