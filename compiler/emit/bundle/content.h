// What clients see of a bundle, as one JSON value. Internal to this emitter.
#pragma once

#include <set>
#include <string>

#include "base/json.h"
#include "model/model.h"

namespace ensign::emit {

inline constexpr const char* bundle_format = "ensign-bundle/1";

// The facts of one issue of a bundle: they change although nothing that clients see does.
struct Issue {
  std::int64_t seq = 0;
  Instant issued, expires;
  Json prev;    // sha256 of the bundle before, or null
  Json source;  // {commit, tree} of the last change of content
};

// The whole document of an environment but for the facts of its issue. `lifted` are digests of
// overlays.
Json bundle_content(const model::Model& model, std::uint32_t environment,
                    const std::set<std::string>& lifted);

// `content` with the issue's members put into its `ensign`.
Json issued_document(Json content, const Issue& issue);

// The bytes of a published document: canonical JSON (RFC 8785) and one final line feed.
std::string document_bytes(const Json& document);

// The content of an issued document, and what was taken out of it.
struct Issued {
  Json content;
  Json source;
};
Issued without_issue(const Json& document);

}  // namespace ensign::emit
