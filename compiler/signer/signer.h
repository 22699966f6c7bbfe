// How people sign: with a key that ssh-agent holds, or with `ssh-keygen -Y sign`, which asks for
// passphrases and touches itself. This is the only room that starts a program, and the only one
// that speaks with an agent; nothing is ever read or verified by either. What comes back is
// verified here before it is handed out, so a broken agent gives a Failure and no signature.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/ssh_key.h"

namespace ensign::signer {

// The Ed25519 keys that the agent at this socket (SSH_AUTH_SOCK) offers, in its order; keys of
// other kinds and certificates are left out. Waits ten seconds at most.
Result<std::vector<crypto::SshPublicKey>> agent_keys(const std::string& socket);

// The armour of a signature by `key`, byte for byte as ssh-keygen would write it. Waits two minutes
// at most: somebody may have to confirm, or to touch a hardware key.
Result<std::string> sign_with_agent(const std::string& socket, const crypto::SshPublicKey& key,
                                    std::string_view message, std::string_view name_space);

// The same by ssh-keygen. `key_file` is a private key, or a public one whose private half an agent
// holds. The program is looked for in PATH of `environment` (`NAME=value`, which it also gets);
// what it has to say, it says on our standard error. Waits as long as it does.
Result<std::string> sign_with_keygen(const std::string& key_file, std::string_view message,
                                     std::string_view name_space,
                                     const std::vector<std::string>& environment);

}  // namespace ensign::signer
