// Two proofs of one environment, in the order in which they were made: nothing that was approved
// may come back in an older form.
#pragma once

#include "base/result.h"
#include "emit/bundle/proof.h"

namespace ensign::publish {

// A Failure that names the first entry whose revision is lower than in the proof before, or equal
// with other contents. Entries that nobody was asked about have revision 0 and are not compared.
// What a plan or a profile covers, or covered, may have other contents: then the revision of that
// is compared.
Result<void> check_revisions(const emit::Proof& before, const emit::Proof& next);

}  // namespace ensign::publish
