// Any bytes as an allowed signers file: nothing may crash or hang; what is accepted is one person
// with one key and reads the same when it is written again; what is refused says why and where.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "crypto/allowed_signers.h"

using namespace ensign;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

constexpr std::string_view purpose = "approval.v1@ensign";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = crypto::read_allowed_signers(text, purpose);
  require(!read.signers.empty() || !read.faults.empty());
  for (const auto& fault : read.faults) {
    require(!fault.failure.message.empty() && !fault.failure.help.empty());
  }
  std::set<std::string> blobs;
  for (const crypto::AllowedSigner& signer : read.signers) {
    require(signer.principal.find_first_of("*?!,\" \t\n") == signer.principal.npos);
    require(blobs.insert(crypto::ssh_key_blob(signer.key)).second);
    require(!signer.from || !signer.until || *signer.from <= *signer.until);
    const std::string line = signer.principal + (signer.principal.empty() ? "" : " ") +
                             crypto::public_key_line(signer.key) + "\n";
    const auto again = crypto::read_allowed_signers(line, purpose);
    require(again.faults.empty() && again.signers.size() == 1);
    require(again.signers[0].principal == signer.principal);
    require(again.signers[0].key.same_as(signer.key));
  }
  return 0;
}
