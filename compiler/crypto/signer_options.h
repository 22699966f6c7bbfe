// The options of a line of an allowed signers file: `namespaces="a,b",valid-after="20260101Z"`.
// Private to this room.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace ensign::crypto {

struct SignerOptions {
  std::optional<Date> from, until;
};

Result<SignerOptions> read_signer_options(std::string_view text, std::string_view name_space);

}  // namespace ensign::crypto
