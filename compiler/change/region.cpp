#include "change/region.h"

#include <algorithm>

namespace ensign::change {
namespace {

bool is_empty_cube(const Cube& cube) {
  return std::ranges::any_of(cube, [](const Classes& classes) { return classes.none(); });
}

bool is_inside(const Cube& inner, const Cube& outer) {
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if ((inner[i] & ~outer[i]).any()) return false;
  }
  return true;
}

Cube common(const Cube& a, const Cube& b) {
  Cube result = a;
  for (std::size_t i = 0; i < a.size(); ++i) result[i] &= b[i];
  return result;
}

// The parts of `from` outside `taken`, disjoint: dimension by dimension, what `taken` does not
// allow there.
std::vector<Cube> rest_of(Cube from, const Cube& taken) {
  if (is_empty_cube(common(from, taken))) return {std::move(from)};
  std::vector<Cube> parts;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Classes outside = from[i] & ~taken[i];
    if (outside.none()) continue;
    parts.push_back(from);
    parts.back()[i] = outside;
    from[i] &= taken[i];
  }
  return parts;
}

}  // namespace

Region Region::unknown() {
  Region result;
  result.known_ = false;
  return result;
}

Answer Region::is_empty() const {
  if (!known_) return Answer::unknown;
  return cubes_.empty() ? Answer::yes : Answer::no;
}

void Region::add(Cube cube) {
  if (!known_ || is_empty_cube(cube)) return;
  for (const Cube& other : cubes_) {
    if (is_inside(cube, other)) return;
  }
  std::erase_if(cubes_, [&](const Cube& other) { return is_inside(other, cube); });
  cubes_.push_back(std::move(cube));
  if (cubes_.size() > most_cubes) *this = unknown();
}

Classes Region::projection(std::size_t dimension) const {
  Classes all;
  for (const Cube& cube : cubes_) all |= cube[dimension];
  return all;
}

Region unite(const Region& a, const Region& b) {
  if (!a.known_ || !b.known_) return Region::unknown();
  Region result = a;
  for (const Cube& cube : b.cubes_) result.add(cube);
  return result;
}

Region intersect(const Region& a, const Region& b) {
  if (a.is_empty() == Answer::yes || b.is_empty() == Answer::yes) return {};
  if (!a.known_ || !b.known_) return Region::unknown();
  Region result;
  for (const Cube& one : a.cubes_) {
    for (const Cube& other : b.cubes_) result.add(common(one, other));
  }
  return result;
}

Region subtract(const Region& a, const Region& b) {
  if (a.is_empty() == Answer::yes) return {};
  if (!a.known_ || !b.known_) return Region::unknown();
  Region result = a;
  for (const Cube& taken : b.cubes_) {
    Region left;
    for (const Cube& cube : result.cubes_) {
      for (Cube& part : rest_of(cube, taken)) left.add(std::move(part));
    }
    if (!left.known_) return left;
    result = std::move(left);
  }
  return result;
}

}  // namespace ensign::change
