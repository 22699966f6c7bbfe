// Signatures of a role on published bytes, whoever hands them out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "client/mirror.h"
#include "model/root.h"

namespace ensign::client {

// `<path>.<keyid>.minisig` of each key of the role, and `<path>.minisig`, as far as they are there.
Result<std::vector<std::string>> fetch_signatures(const Mirror& mirror, const std::string& path,
                                                  const model::Root& root, std::string_view role);

// Whether the threshold of the role signed these bytes. Signatures that do not hold are not counted
// and do no harm. A Failure says how many there are and how many are asked for.
Result<void> expect_threshold(const model::Root& root, std::string_view role,
                              std::string_view bytes, const std::vector<std::string>& signatures);

// The same, counting only signatures that carry this trusted comment: one that was made for other
// facts was moved here from elsewhere.
Result<void> expect_comment(const model::Root& root, std::string_view role, std::string_view bytes,
                            const std::vector<std::string>& signatures, const std::string& comment);

// A root that holds nothing but these keys, any of which signs bundles of the environment: for a
// project that has no root of trust. Version 0.
model::Root root_of_keys(const std::vector<crypto::PublicKey>& keys, const std::string& project,
                         const std::string& environment);

}  // namespace ensign::client
