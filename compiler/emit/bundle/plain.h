// What readers that know nothing of Ensign get of a bundle: a flagd document for those who read one
// file, and variables for programs that read the environment. Neither is signed: the manifest is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "emit/bundle/bundle.h"
#include "emit/bundle/overlay.h"
#include "emit/file.h"

namespace ensign::emit {

// bundles/<env>/flagd.json: `flags`, `$evaluators` and `metadata`, as in the bundle, with the flags
// that overlays kill killed. The document is that of a bundle; a Failure message without path when
// it has no ladder to kill by.
Result<OutFile> flagd_document(const std::string& environment, const Json& document,
                               std::span<const Overlay> overlays);

// bundles/<env>/<env>.env: a line NAME=value for each flag with `env_var` that serves one variant
// to everybody here, in the order of the names, each under a comment that names the flag. It can be
// read unquoted by a POSIX shell, by `docker --env-file` and by systemd's EnvironmentFile alike.
// What is left out stands in a comment. `carried` are entries that ship as before: a flag that the
// model no longer speaks of keeps the variable that it had.
OutFile environment_file(const model::Model& model, const Bundle& bundle,
                         std::span<const seal::Carried> carried = {});

// The variable of a flag in the text of such a file; nothing when it has none there.
std::optional<std::string> variable_of(std::string_view environment_file, std::string_view key);

}  // namespace ensign::emit
