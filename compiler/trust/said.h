// What one statement says of one subject, itself or through a set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/digest.h"
#include "model/model.h"
#include "trust/approval.h"

namespace ensign::trust {

struct Said {
  std::optional<crypto::Sha256> content;  // nothing: it is to be absent
  std::int64_t revision = 0;
  std::optional<crypto::Sha256> previous;
};

// Nothing when the statement is about something else.
std::optional<Said> said_of(const model::Model& model, const model::Statement& statement,
                            const std::string& subject);

// What was there before, as those say who agreed to the newest revision; nothing when they do not
// agree about it.
std::optional<crypto::Sha256> previous_said(const model::Model& model, const Approval& approval,
                                            const std::string& subject);

// Whether anybody who agreed says that something was there before.
bool follows_something(const model::Model& model, const Approval& approval,
                       const std::string& subject);

}  // namespace ensign::trust
