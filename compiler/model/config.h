// ensign.yaml: what this repository governs and where it keeps it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/span.h"
#include "model/target.h"
#include "model/words.h"

namespace ensign::model {

struct Environment {
  Spanned<std::string> name;  // `production`
  std::string title;          // shown to people; the name when absent
  bool is_protected = false;
  std::optional<Spanned<Promotion>> promotion;  // how things come here
  std::string accounts;                         // which accounts of other systems it works on
  std::string description;
};

// A property of the evaluation context that rules may ask for.
struct Attribute {
  Spanned<std::string> name;  // `user.email`: dots are nesting in the context object
  AttributeType type = AttributeType::string;
  std::vector<Json> values;  // the declared set, when closed
  bool required = false;     // every caller passes it
  bool ascii = false;        // values are ASCII, so every flagd port buckets them alike
  bool personal = false;     // personal data: must not reach client bundles
  std::string description;
};

// A unit that is rolled out: `workspace`, identified by one attribute.
struct Scope {
  Spanned<std::string> name;
  std::optional<Spanned<std::string>> attribute;  // absent for `global`
  std::string description;
};

// A Git reference, and the environments whose bundles it may publish.
struct Channel {
  Spanned<std::string> name;  // `main`, `release/v2`
  std::vector<Spanned<std::string>> environments;
  std::optional<Spanned<Promotion>> promotion;  // whether it publishes by itself
  std::string access;                           // who may push to it, in words
  std::string title;
};

// Folders of the governed kinds, relative to the repository.
struct Layout {
  std::string flags = "flags";
  std::string releases = "releases";
  std::string rollbacks = "rollbacks";
  std::string trust = "trust";
  std::string approvals = "approvals";
  std::string site_templates = "site-templates";
};

// When the repository took Ensign up. Duties on what is older are warnings until the grace ends.
struct Adopted {
  Span span;
  Spanned<Date> on;
  Spanned<Date> until;  // last day of grace; 90 days after `on` unless it is written
};

// Of a document outside the repository, or of a contract; what satisfies it names it by its id.
struct DeclaredRequirement {
  Spanned<std::string> id;  // `6.2.1.1`
  std::string title;
  std::string document;  // path or address of where it is written; empty when not said
};

struct Config {
  Span span;                     // the whole file; empty when it is missing
  Spanned<std::string> project;  // 16 hex digits, drawn by `ensign init`, never changed
  Spanned<std::string> name;
  std::string title;
  std::optional<Adopted> adopted;
  std::vector<Environment>
      environments;                   // in the order of the file, which is the order of promotion
  std::vector<Attribute> attributes;  // sorted by name
  std::vector<Scope> scopes;
  std::vector<Channel> channels;
  std::optional<Spanned<std::string>> key_pattern;  // ECMAScript regular expression, whole key
  std::int64_t bundle_lifetime_seconds = 30 * 86400;
  std::optional<Spanned<std::int64_t>>
      propagation_seconds;  // bound promised to readers of the site
  Spanned<SiteKind> site;   // an internal site unless it says otherwise
  std::vector<Spanned<Output>> outputs;
  std::vector<Target> targets;  // in the order of the file
  Code code;
  std::vector<DeclaredRequirement> requirements;  // in the order of the file
  Layout layout;

  const Environment* environment(std::string_view wanted) const;
  const Attribute* attribute(std::string_view wanted) const;
};

}  // namespace ensign::model
