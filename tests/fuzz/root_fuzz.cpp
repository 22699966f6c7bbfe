// Any bytes as a root of trust, an honoured list, a roster with suspended keys: nothing may crash
// or hang; what is accepted has one spelling; what is refused says why and what to do.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/root.h"

using namespace ensign;
using namespace ensign::model;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void check_root(std::string_view bytes) {
  const auto root = read_root(bytes);
  if (!root) return require(!root.error().message.empty() && !root.error().help.empty());
  require(bytes.size() <= largest_root);
  require(root_bytes(*root) == bytes);
  require(root->digest == crypto::sha256(bytes));
  for (const auto& [name, role] : root->roles) {
    require(is_role_name(name));
    require(role.threshold >= 1);
    require(static_cast<std::size_t>(role.threshold) <= voices(*root, role));
    for (const std::string& id : role.keys) require(root->key(id) != nullptr);
  }
}

void check_list(std::string_view bytes) {
  const auto list = read_honoured(bytes);
  if (!list) return require(!list.error().message.empty() && !list.error().help.empty());
  require(honoured_bytes(*list) == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_root(bytes);
  check_list(bytes);
  const std::size_t at = suspension_at(bytes);
  require(at <= size && (at == size || bytes.substr(at).starts_with("suspended:\n  - SHA256:")));
  return 0;
}
