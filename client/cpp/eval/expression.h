#pragma once
// Compiled targeting: expressions of 16 bytes in one flat array, children side by side, with tables
// for what does not fit. A shared evaluator is compiled once; a `$ref` is a copy of its outermost
// expression, whose children stay shared. Views point into the document the program came from.

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "eval/value.h"
#include "eval/version.h"

namespace ensign::eval {

enum class Op : std::uint8_t {
  constant,           // data: constant
  array,              // a literal array with logic inside
  variable,           // data: path; child 0: the default, if any
  injected_variable,  // as variable, but a `$flagd` property where the scope is the outermost
  computed_variable,  // child 0: the path; child 1: the default, if any
  missing,
  missing_some,
  if_chain,
  either,  // or
  both,    // and
  negation,
  truth,
  equal,
  not_equal,
  identical,
  not_identical,
  less,
  less_equal,
  greater,
  greater_equal,
  maximum,
  minimum,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  map,
  reduce,
  filter,
  all,
  none,
  some,
  merge,
  in,
  cat,
  substr,
  split,       // fractional with constant buckets; data: split; child 0: the key, if given
  fractional,  // fractional whose buckets are computed
  sem_ver,     // data: version test; children: version, operator, version
  starts_with,
  ends_with,
};

struct Expression {
  Op op = Op::constant;
  std::uint32_t first = 0;  // of its children in `Program::expressions`
  std::uint32_t count = 0;
  std::uint32_t data = 0;
};

inline constexpr std::uint32_t not_an_index = std::numeric_limits<std::uint32_t>::max();

// One step of a path: a member name and, where it is a canonical number, an array index.
struct Segment {
  std::string_view name;
  std::uint32_t index = not_an_index;
};

// What a path means in the outermost scope, to which flagd adds properties under `$flagd`.
enum class Injected : std::uint8_t { none, whole_scope, all, flag_key, timestamp, unknown };

struct Path {
  std::uint32_t first = 0;  // in `Program::segments`
  std::uint32_t count = 0;  // no segment: the whole scope
  Injected injected = Injected::none;
};

struct Bucket {
  View variant;
  std::uint32_t end = 0;  // buckets below this belong here or to an earlier entry
};

struct Split {
  std::uint32_t first = 0;  // in `Program::buckets`
  std::uint32_t count = 0;
  std::uint32_t total = 0;
  bool keyed = false;  // child 0 is the bucketing key; else flag key and targeting key are
};

// The operands of `sem_ver` that are constant, already read.
struct VersionTest {
  std::optional<Version> left;
  std::optional<VersionOperator> comparison;
  std::optional<Version> right;
};

struct Program {
  std::vector<Expression> expressions;
  std::vector<View> constants;
  std::vector<Segment> segments;
  std::vector<Path> paths;
  std::vector<Bucket> buckets;
  std::vector<Split> splits;
  std::vector<VersionTest> version_tests;
};

// The array index a segment's name stands for; `not_an_index` if none.
std::uint32_t index_of_segment(std::string_view name);

Injected injected_by(std::string_view path);

}  // namespace ensign::eval
