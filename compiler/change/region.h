// Sets of contexts. A context falls, in each dimension of a space (an attribute, the clock, the
// bucket of a split), into one of finitely many classes; a region is a union of cubes, and a cube
// allows some classes of each dimension. Regions of one space can be combined with each other.
#pragma once

#include <bitset>
#include <cstdint>
#include <utility>
#include <vector>

namespace ensign::change {

inline constexpr std::size_t most_classes = 256;  // of one dimension
inline constexpr std::size_t most_cubes = 1024;   // of one region

using Classes = std::bitset<most_classes>;
using Cube = std::vector<Classes>;  // by dimension

enum class Answer : std::uint8_t { no, yes, unknown };

// Either known exactly, or unknown: what would take too many classes or cubes is not guessed at,
// and whatever is made of an unknown region is unknown, unless it is empty anyway.
class Region {
 public:
  Region() = default;  // nobody
  explicit Region(Cube cube) { add(std::move(cube)); }
  static Region unknown();

  bool is_known() const { return known_; }
  Answer is_empty() const;
  const std::vector<Cube>& cubes() const { return cubes_; }  // none is empty

  // The classes of one dimension that occur at all; for a known region.
  Classes projection(std::size_t dimension) const;

  friend Region unite(const Region& a, const Region& b);
  friend Region intersect(const Region& a, const Region& b);
  friend Region subtract(const Region& a, const Region& b);

 private:
  void add(Cube cube);  // unless it is empty or inside another

  std::vector<Cube> cubes_;
  bool known_ = true;
};

Region unite(const Region& a, const Region& b);
Region intersect(const Region& a, const Region& b);
Region subtract(const Region& a, const Region& b);  // what is in `a` and not in `b`

}  // namespace ensign::change
