// Names for findings that stay the same when lines move, for code hosts that compare one run with
// the next. 128 bits: FNV-1a (Fowler, Noll, Vo; 64 bits) twice over rule id, path and message, from
// two different offsets. It guards against chance, not against malice; nothing trusts it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "report/finding.h"

namespace ensign::report {

inline constexpr std::uint64_t fnv_offset = 0xCBF29CE484222325;
// The upper half of the 128-bit offset of the same authors.
inline constexpr std::uint64_t fnv_second_offset = 0x6C62272E07BB0142;

std::uint64_t fnv_1a(std::string_view bytes, std::uint64_t offset);

// 32 hex digits each. Findings that are alike in rule, path and message are told apart by counting
// them in report order, so that no two of a report get the same.
class Fingerprints {
 public:
  std::string next(const Finding& finding, std::string_view path);

 private:
  std::map<std::string, std::size_t> seen_;
};

}  // namespace ensign::report
