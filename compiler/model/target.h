// What ensign.yaml says of outputs: the smaller bundles of `targets:`, and where in the code flags
// are asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/reference.h"
#include "model/words.h"

namespace ensign::model {

struct Flag;

// An attribute that has the same value for all who load a target: folded away when it is built.
struct KnownAttribute {
  Spanned<std::string> name;
  Spanned<Json> value;
};

// A bundle with a part of the flags, for one kind of client. What it leaves out chooses all.
struct Target {
  Spanned<std::string> name;
  std::string title;
  std::vector<Spanned<std::string>> environments;
  std::optional<Spanned<Exposure>> exposure;
  std::vector<Ref<Flag>> flags;
  std::vector<Spanned<std::string>> areas;  // folders below flags/
  std::vector<KnownAttribute> known;
};

// How the code of the product names flags, so that the two can be compared.
struct Code {
  std::vector<Spanned<std::string>> functions;      // `is_enabled`
  std::vector<Spanned<std::string>> decorators;     // `requires_flag`
  std::vector<Spanned<std::string>> components;     // `FeatureFlag`
  std::vector<Spanned<std::string>> constants;      // `Flags`
  std::optional<Spanned<std::string>> environment;  // `FEATURE_{KEY}`; always holds `{KEY}`
  std::vector<Spanned<std::string>> paths;          // globs of what is searched
  std::vector<Spanned<std::string>> ignore;         // globs of what is not
  std::vector<Spanned<std::string>> tests;          // globs of tests of the product
};

}  // namespace ensign::model
