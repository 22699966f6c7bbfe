// Any bytes as a proof: nothing may crash or hang; what is accepted has one spelling.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emit/bundle/proof.h"

using namespace ensign;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = emit::read_proof(bytes);
  if (!proof) {
    if (proof.error().message.empty()) __builtin_trap();
    return 0;
  }
  if (emit::proof_bytes(*proof) != bytes) __builtin_trap();
  return 0;
}
