// What people are told about a release, and the documents that come with it.
#pragma once

#include <optional>
#include <string>

#include "model/document.h"
#include "model/operation_words.h"
#include "model/reference.h"

namespace ensign::model {

struct Evidence;
struct Playbook;

// A message that is due before, during or after the release.
struct Communication {
  Span span;
  Spanned<Addressee> audience;
  Spanned<Moment> moment;
  std::string title;
  std::optional<Ref<Playbook>> template_;  // its words
  Spanned<bool> done;
  std::optional<Ref<Evidence>> evidence;
};

struct ReleaseDocument {
  Spanned<DocumentKind> kind;
  LinkedDocument document;
};

}  // namespace ensign::model
