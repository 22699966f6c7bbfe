// Keys that are named on the command line. Secrets stand in files, never in words.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/terminal.h"
#include "crypto/minisign.h"

namespace ensign::cli {

// A minisign secret key that nobody else can read; asks for its password when it has one.
Result<crypto::SecretKey> load_secret_key(const std::string& path, Terminal& terminal);

// The key itself is as good as a file that holds it.
Result<crypto::PublicKey> load_public_key(const std::string& word);

}  // namespace ensign::cli
