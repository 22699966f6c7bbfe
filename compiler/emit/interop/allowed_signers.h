// interop/allowed_signers: who may sign statements, for stock tools (ssh-keygen(1), ALLOWED
// SIGNERS). `ssh-keygen -Y verify -f allowed_signers -I PERSON -n approval.v1@ensign` then says
// whether a signature is that person's. Who may kill may also sign for `breakglass.v1@ensign`.
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

// A line for each active SSH key of a person: the days of the key and the last day of a leaver
// bound it. Machine identities sign no statements and are left out.
OutFile allowed_signers(const model::Model& model);

}  // namespace ensign::emit
