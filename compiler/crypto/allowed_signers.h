// The file that `ssh-keygen -Y verify -f` reads (ssh-keygen(1), ALLOWED SIGNERS), and `.pub` files,
// which are its last part alone. Read strictly, because a roster counts people where the file only
// matches patterns: what could stand for more than one person, or at more than the times it says,
// is refused with a cure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "crypto/ssh_key.h"

namespace ensign::crypto {

struct AllowedSigner {
  std::size_t line = 0;   // from 1
  std::string principal;  // empty when the line is that of a `.pub` file
  SshPublicKey key;
  std::optional<Date> from, until;  // first and last day
};

struct AllowedSigners {
  struct Fault {
    std::size_t line = 0;  // 0: of the file
    Failure failure;
  };
  std::vector<AllowedSigner> signers;  // in order of the file
  std::vector<Fault> faults;           // with any of them, nothing should be taken over
};

// A key on one line, as a `.pub` file has it, without a line feed.
std::string public_key_line(const SshPublicKey& key);

inline constexpr std::size_t largest_signers_file = std::size_t{1} << 20;  // bytes

// `name_space` is what the keys are wanted for: a line that does not allow it is refused.
AllowedSigners read_allowed_signers(std::string_view text, std::string_view name_space);

}  // namespace ensign::crypto
