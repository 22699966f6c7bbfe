// Any bytes as the state of a client, and as what stands below its digest: nothing may crash; what
// is accepted is read again from what is written of it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "client/active.h"
#include "client/state.h"
#include "crypto/digest.h"

using namespace ensign;

namespace {

void read(std::string_view text) {
  const auto state = client::read_state(text);
  if (!state) return;
  const std::string again = client::to_text(*state);
  const auto twice = client::read_state(again);
  if (!twice || client::to_text(*twice) != again) __builtin_trap();
  if (const auto document = client::active_document(*state)) {
    if (document->find("flags") == nullptr) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read("ensign-client/1 " + crypto::hex(crypto::sha256(bytes)) + "\n" + std::string(bytes));
  return 0;
}
