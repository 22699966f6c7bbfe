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
// file/ensign.yaml make those bytes count. The roles `bundle/<env>` and `timestamp` may be absent,
// the others not. The file is canonical JSON with a final line feed, at most 64 KiB.
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

inline constexpr std::size_t largest_root = 64 * 1024;  // bytes
inline constexpr std::string_view root_format = "ensign-root/1";

struct RootKey {
  std::string id;                             // what `key_id` says
  std::optional<crypto::PublicKey> minisign;  // exactly one of the two
  std::optional<crypto::SshPublicKey> ssh;
  std::string person;  // of an SSH key: whose it is
};

struct RootRole {
  std::vector<std::string> keys;  // ids, sorted, each once
  std::int64_t threshold = 1;     // 1 to `voices`
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

// Whether the keys of that role are SSH keys, counted by the people to whom they belong.
bool is_ssh_role(std::string_view role);
// Whether a root may have a role of that name.
bool is_role_name(std::string_view role);

// How many can sign for a role: different minisign keys by their public bytes, or people.
std::size_t voices(const Root& root, const RootRole& role);

std::string key_id(const RootKey& key);

// A public key as a root writes it: the second line of minisign's file, or type and base64 of an
// SSH key, without a comment.
std::string public_line(const crypto::PublicKey& key);
std::string public_line(const crypto::SshPublicKey& key);

// Strict: unknown members, double names, another spelling of the same JSON, a threshold that cannot
// be met, the same public key under two ids are Failures, without a path.
Result<Root> read_root(std::string_view bytes);

// The one spelling of a root.
std::string root_bytes(const Root& root);

// One version in the repository, with the signatures that lie beside it, not verified.
struct RootFile {
  FileId file{};
  Root root;
  std::vector<std::string> signatures;  // bytes of the .minisig files, by path
  std::vector<FileId> signature_files;  // where each lies
};

// One `<n>.json.<keyid>.minisig`, before it lies beside its root.
struct RootSignature {
  FileId file{};
  std::int64_t version = 0;
  std::string bytes;
};

// trust/honoured/<n>.txt: statements that go on counting although their signer has left or their
// key has retired. One sha256 of a statement file a line, sorted; approved by the role `roster`.
struct Honoured {
  FileId file{};
  std::int64_t number = 0;
  std::vector<crypto::Sha256> statements;
};

// Strict, as `read_root`: lines of 64 hex digits, sorted, each once; at most 1 MiB.
Result<std::vector<crypto::Sha256>> read_honoured(std::string_view bytes);
std::string honoured_bytes(const std::vector<crypto::Sha256>& statements);

}  // namespace ensign::model
