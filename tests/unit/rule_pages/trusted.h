// Examples that say `With a root of trust.`: what people would sign by hand is signed here, with
// test keys that everybody can make (test_signer.h), so that a page shows what matters and nothing
// else.
//
//   - There is a root of trust; its key is ada's in every role, and ada has signed ensign.yaml,
//     people.yaml, policy.yaml and the lists in trust/honoured.
//   - `"key of NAME"` in a file is the public key of that person.
//   - A block `signed NAME PATH` is the lines of a statement, signed with the key of NAME. In it,
//     `forged` in place of `signed` puts the signature of other lines under them, and `signed
//     everybody …/NAME.ACTION.approval` is one statement of each kind of each person. In it,
//     `record` is the digest of the record of its subject, and `old record` of that in the base, in
//     which statements stand only as `base:PATH`.
#pragma once

#include <vector>

#include "rule_pages/page.h"

namespace ensign::rule_pages {

// `files` as they are committed. `base` are those of the base, as the page shows them; empty where
// there is none.
std::vector<PageFile> signed_files(std::vector<PageFile> files, std::vector<PageFile> base,
                                   Instant as_of);

}  // namespace ensign::rule_pages
