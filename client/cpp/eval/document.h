#pragma once
// The shape of a flagd document (flagd-schemas, flags.json: the provider form, flags as a map).
// Checked as a whole before anything is compiled; targeting is taken as it stands.

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/value.h"

namespace ensign::eval {

// Why a document was refused. `message` names the flag, as does `flag` (empty if it is about none).
struct LoadError {
  std::string flag;
  std::string message;
};

struct FlagDefinition {
  std::string_view key;
  bool enabled = false;
  std::span<const Member> variants;  // at least one, all of one kind
  const Member* default_variant = nullptr;
  View targeting;  // null: none
  std::span<const Member> metadata;
};

struct DocumentDefinition {
  std::vector<FlagDefinition> flags;
  std::span<const Member> evaluators;
  std::span<const Member> metadata;
};

// The result refers to `document`.
std::expected<DocumentDefinition, LoadError> read_document(View document);

}  // namespace ensign::eval
