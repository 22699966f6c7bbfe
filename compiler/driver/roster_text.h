// Keys put into the text of trust/people.yaml, which otherwise stays as its authors wrote it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/allowed_signers.h"

namespace ensign::driver {

// A key as an item of `keys:`: `{ key: "ssh-ed25519 AAAA… ada", from: 2026-01-01 }`.
std::string roster_item(const crypto::AllowedSigner& signer);

// The keys as lines of a roster, each under the person whose it is; a line of a `.pub` file, which
// names nobody, under `PERSON`.
std::string roster_lines(const std::vector<crypto::AllowedSigner>& signers);

// The roster with these items added to the keys of a person, who is added when there is no such
// person. Fails, with a cure, where the text has a form that this does not know.
Result<std::string> with_keys(std::string_view roster, std::string_view person,
                              const std::vector<std::string>& items);

}  // namespace ensign::driver
