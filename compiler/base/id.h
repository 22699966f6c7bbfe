// Strong 32-bit ids: indices into the model's sorted lists. They replace pointers, so that a linked
// model can be copied, compared and walked without a web of addresses.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ensign {

template <typename Entity>
struct Id {
  std::uint32_t index = 0;

  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

template <typename Entity>
constexpr Id<Entity> id_at(std::size_t index) {
  return Id<Entity>{static_cast<std::uint32_t>(index)};
}

}  // namespace ensign
