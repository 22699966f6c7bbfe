// One line of a governed file as a terminal shows it: tabs expanded, wide characters counted twice,
// deceptive characters escaped, and cut to fit where it is too long. It knows where every byte of
// the line came to stand, so that a marker below it points at the right text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::report {

class SourceLine {
 public:
  explicit SourceLine(std::string_view line);

  // Keeps at most `columns` columns around the bytes [begin, end), with `…` for what is left out.
  void fit(std::size_t columns, std::size_t begin, std::size_t end);
  bool is_cut() const { return cut_left_ || cut_right_; }

  std::string text() const;
  // The marker line for the bytes [begin, end): blanks, then `first`, then `rest` repeated; at
  // least one mark. Bytes past the end stand for the place after the last character.
  std::string marker(std::size_t begin, std::size_t end, char first, char rest) const;

 private:
  struct Cell {  // one code point
    std::size_t byte;
    std::size_t column;  // from 0, before cutting
    std::size_t width;
    std::string shown;
  };

  std::size_t cell_of(std::size_t byte) const;       // index; cells_.size() past the end
  std::size_t column_of(std::size_t cell) const;     // before cutting
  std::size_t shown_column(std::size_t cell) const;  // after cutting

  std::size_t size_;  // bytes
  std::vector<Cell> cells_;
  std::size_t width_ = 0;
  std::size_t first_ = 0;  // cells [first_, last_) are shown
  std::size_t last_ = 0;
  bool cut_left_ = false;
  bool cut_right_ = false;
};

}  // namespace ensign::report
