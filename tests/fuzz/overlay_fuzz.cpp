// Any bytes as an emergency overlay, a timestamp and a ladder: nothing may crash or hang, and what
// is accepted has one spelling.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emit/bundle/ladder.h"
#include "emit/bundle/overlay.h"
#include "emit/bundle/timestamp.h"
#include "syntax/strict_json.h"

using namespace ensign;
using namespace ensign::emit;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto overlay = read_overlay(bytes);
  if (overlay) {
    require(overlay_bytes(*overlay) == bytes);
    require(overlay->all == overlay->flags.empty());
  } else {
    require(!overlay.error().message.empty());
  }
  const auto timestamp = read_timestamp(bytes);
  if (timestamp) {
    require(timestamp_file(*timestamp).bytes == bytes);
    require(timestamp->issued < timestamp->expires);
  }
  if (const auto ladder = read_ladder(bytes)) {
    const auto document = syntax::parse_strict(bytes);
    require(document.has_value());
    const auto killed = killed_by(*ladder, Overlay{.project = {},
                                                   .environment = {},
                                                   .seq = 1,
                                                   .bundle = {},
                                                   .all = true,
                                                   .flags = {},
                                                   .level = {},
                                                   .reason = {},
                                                   .by = {},
                                                   .issued = {}});
    const Json flags = killed_flags(*document->find("flags"), *ladder, killed);
    require(flags.members()->size() == ladder->flags.size());
  }
  return 0;
}
