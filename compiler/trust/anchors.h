// What everything else rests on: which root of trust holds, and whether roster, policy, project
// file and honoured lists are the very bytes that people of the root's own roles have signed.
//
// A statement about `file/trust/people.yaml` (or a set with it) counts when it names these bytes,
// is signed with a key that the root gives to that person for the role, and was not withdrawn. Keys
// are those of the root, not of the roster; but a key that the roster calls suspended or
// compromised counts here no more than anywhere else, so that one signature of a roster admin, or
// of nobody when the roster asks for more, never adds what it takes away.
//
// These statements are made like all others, in the namespace `approval.v1@ensign`: a namespace
// says which kind of text is signed, and what it is about stands in the text.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/model.h"

namespace ensign::trust {

// One file and the role that answers for it.
struct Anchor {
  std::string role;  // roster, policy or project
  std::string path;
  FileId file{};
  std::int64_t threshold = 1;
  std::vector<std::string> people;      // whose statements count, sorted
  std::vector<std::string> others;      // who could sign and has not, sorted
  std::vector<std::size_t> statements;  // that count, indices into Model::statements
  std::vector<std::size_t> stale;       // of the role, about other bytes

  bool holds() const { return static_cast<std::int64_t>(people.size()) >= threshold; }
};

struct Anchors {
  const model::RootFile* root = nullptr;    // that holds; nullptr: there is none, or none holds
  std::optional<Failure> fault;             // why none holds
  const model::RootFile* faulty = nullptr;  // the version that cannot be followed
  std::vector<Anchor> files;                // of what is there: project, roster, policy, lists

  // Whether the repository may be used: there is no root, or everything rests on one that holds.
  // Its expiry is another question.
  bool hold() const;
};

// The root is walked from Model::pin or, without one, from the first version. The anchors of a
// model without a root are empty, and hold.
Anchors anchors(const model::Model& model);

// The statements that go on counting although their signer has left: of the lists that hold.
std::set<crypto::Sha256> honoured(const model::Model& model, const Anchors& anchors);

}  // namespace ensign::trust
