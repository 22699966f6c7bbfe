#include "report/source_line.h"

#include <algorithm>

#include "report/width.h"
#include "report/words.h"

namespace ensign::report {
namespace {

constexpr std::size_t tab_stop = 4;
constexpr std::size_t context_of_long_span = 10;  // columns shown before a span that does not fit

std::size_t width_of(std::string_view shown) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < shown.size();) {
    const CodePoint point = code_point_at(shown, at);
    width += display_width(point.value);
    at += point.length;
  }
  return width;
}

}  // namespace

SourceLine::SourceLine(std::string_view line) : size_(line.size()) {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = code_point_at(line, at);
    std::string text = point.value == '\t' ? std::string(tab_stop - width_ % tab_stop, ' ')
                                           : shown(line, at, point);
    const std::size_t width = width_of(text);
    cells_.push_back({.byte = at, .column = width_, .width = width, .shown = std::move(text)});
    width_ += width;
    at += point.length;
  }
  last_ = cells_.size();
}

std::size_t SourceLine::cell_of(std::size_t byte) const {
  if (byte >= size_) return cells_.size();
  const auto after =
      std::upper_bound(cells_.begin(), cells_.end(), byte,
                       [](std::size_t b, const Cell& cell) { return b < cell.byte; });
  return static_cast<std::size_t>(after - cells_.begin()) - 1;
}

std::size_t SourceLine::column_of(std::size_t cell) const {
  return cell < cells_.size() ? cells_[cell].column : width_;
}

std::size_t SourceLine::shown_column(std::size_t cell) const {
  const std::size_t inside = std::clamp(cell, first_, last_);
  return column_of(inside) - column_of(first_) + (cut_left_ ? 1 : 0);
}

void SourceLine::fit(std::size_t columns, std::size_t begin, std::size_t end) {
  const std::size_t focus = column_of(cell_of(begin));
  const std::size_t focus_end = std::max(column_of(cell_of(end)), focus + 1);
  if (std::max(width_, focus_end) <= columns) return;
  const std::size_t room = columns - 2;  // an ellipsis on either side
  const std::size_t length = focus_end - focus;
  const std::size_t before = length < room ? (room - length) / 2 : context_of_long_span;
  const std::size_t full_end = std::max(width_, focus_end);
  const std::size_t start = std::min(focus - std::min(focus, before), full_end - room);
  const auto shown_from = [start](const Cell& cell) { return cell.column >= start; };
  const auto fits = [start, room](const Cell& cell) {
    return cell.column + cell.width <= start + room;
  };
  const auto first = std::find_if(cells_.begin(), cells_.end(), shown_from);
  const auto last = std::find_if_not(first, cells_.end(), fits);
  first_ = static_cast<std::size_t>(first - cells_.begin());
  last_ = static_cast<std::size_t>(last - cells_.begin());
  cut_left_ = first_ > 0;
  cut_right_ = last_ < cells_.size();
}

std::string SourceLine::text() const {
  std::string text = cut_left_ ? "…" : "";
  for (std::size_t cell = first_; cell < last_; ++cell) text += cells_[cell].shown;
  return cut_right_ ? text + "…" : text;
}

std::string SourceLine::marker(std::size_t begin, std::size_t end, char first, char rest) const {
  const std::size_t from = shown_column(cell_of(begin));
  const std::size_t to = std::max(shown_column(cell_of(end)), from + 1);
  return std::string(from, ' ') + first + std::string(to - from - 1, rest);
}

}  // namespace ensign::report
