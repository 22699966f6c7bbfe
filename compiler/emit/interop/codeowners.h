// interop/CODEOWNERS: who owns each governed file, for code hosts that ask owners for reviews (the
// format of GitHub and GitLab). Owners are the contacts of the roster that such a host knows:
// `@name`, `@organisation/team` or an e-mail address.
#pragma once

#include "emit/file.h"
#include "model/model.h"

namespace ensign::emit {

// By path. A file whose owner has no such contact, of its own or of a member, is a comment that
// says so.
OutFile codeowners(const model::Model& model);

}  // namespace ensign::emit
