// trust/root/<n>.json: who may sign what, in the shape of TUF's root role (The Update Framework
// 1.0.34, section 5.3), with one `<n>.json.<keyid>.minisig` beside it for each root key that
// signed.
//
//   {"format":"ensign-root/1","project":"<16 hex>","version":1,"expires":"2028-01-01T00:00:00Z",
//    "keys":{"<id>":{"minisign":"RW…"} | {"ssh":"ssh-ed25519 AAAA…","person":"alice"}},
//    "roles":{"root":{"keys":["<id>",…],"threshold":2}, "roster":…, "policy":…, "project":…,
//             "bundle/production":…, "timestamp":…}}
//
// The id of a minisign key is its 16 hex digits, of an SSH key its fingerprint (`SHA256:…`). The
// roles `root`, `bundle/<env>` and `timestamp` hold minisign keys; `roster`, `policy` and `project`
// hold SSH keys, whose statements about file/trust/people.yaml, file/trust/policy.yaml and
// file/ensign.yaml make those bytes count. The file is canonical JSON with a final line feed, at
// most 64 KiB.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/span.h"
#include "crypto/digest.h"
#include "crypto/minisign.h"
#include "crypto/ssh_key.h"

namespace ensign::model {

struct RootKey {
  std::string id;
  std::optional<crypto::PublicKey> minisign;  // exactly one of the two
  std::optional<crypto::SshPublicKey> ssh;
  std::string person;  // of an SSH key: whose it is
};

struct RootRole {
  std::vector<std::string> keys;  // ids, each once
  std::int64_t threshold = 1;     // 1 to the number of different keys
};

struct Root {
  std::string project;
  std::int64_t version = 0;
  Instant expires;
  std::map<std::string, RootKey> keys;    // by id
  std::map<std::string, RootRole> roles;  // by name
  std::string bytes;
  crypto::Sha256 digest;  // of the bytes: what is pinned outside the repository

  const RootRole* role(std::string_view name) const;
  const RootKey* key(std::string_view id) const;
};

// Strict: unknown members, double names, another spelling of the same JSON, a threshold that cannot
// be met, the same public key under two ids are Failures, without a path.
Result<Root> read_root(std::string_view bytes);

// The one spelling of a root.
std::string root_bytes(const Root& root);

// One version in the repository, with the signatures that lie beside it, not verified.
struct RootFile {
  FileId file{};
  Root root;
  std::vector<std::string> signatures;  // bytes of the .minisig files
};

// trust/honoured/<n>.txt: statements that go on counting although their signer has left or their
// key has retired. One sha256 of a statement file a line, sorted; approved by the role `roster`.
struct Honoured {
  FileId file{};
  std::int64_t number = 0;
  std::vector<crypto::Sha256> statements;
};

}  // namespace ensign::model
