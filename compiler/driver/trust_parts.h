// What the commands of `ensign trust` share. Private to driver/trust_*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "driver/trust.h"
#include "publish/new_files.h"
#include "trust/anchors.h"

namespace ensign::driver {

struct TrustState {
  source::Snapshot snapshot;
  model::Model model;
};

// Reads the repository. A Failure also when the files that the root anchors cannot be understood.
Result<TrustState> read_trust(const Input& input);

std::string root_path(const model::Model& model, std::int64_t version);

// `ada`, `ben` and `cem`; `none` for nobody.
std::string names_of(const std::vector<std::string>& names);
// `1 person`, `3 people`
std::string count_of(std::size_t number, std::string_view one, std::string_view many);

// The signatures of those keys that may sign `root`; `before` is the version before, or nullptr.
// A Failure when one of them may not.
Result<std::vector<publish::NewFile>> sign_with(const model::Model& model, const model::Root& root,
                                                const model::Root* before,
                                                std::span<const crypto::SecretKey> keys);

// Who must still sign the version, in lines to say; none when there are enough. `signatures` are
// all that there are.
std::vector<std::string> missing_root_signatures(const model::Model& model, const model::Root& root,
                                                 const model::Root* before,
                                                 std::span<const std::string> signatures);

// What the files that rest on `root` still need, and the command that gives it.
std::vector<std::string> missing_statements(const model::Model& model, const model::Root& root);

// What the root and the policy ask of whom from now on.
std::vector<std::string> demands(const model::Model& model, const model::Root& root);

// Who may kill in the environment, or what to write so that somebody may.
std::string who_may_kill(const model::Model& model, const std::string& environment);

}  // namespace ensign::driver
