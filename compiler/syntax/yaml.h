// YAML bytes to a tree with exact spans. Read as YAML 1.2 core schema through yaml-cpp's events,
// and refused where yaml-cpp would let pass what people misread: duplicate keys, anchors, aliases,
// merge keys, tags, a second document, octal-looking numbers, booleans by another name where a
// boolean is meant, invalid UTF-8, byte order marks, bidirectional controls, depth and size
// (rules.h). Parsing never fails: it yields what could be read, and findings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "report/report.h"

namespace ensign::syntax {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  bool plain =
      false;  // a scalar without quotes and not a block: only these can be numbers, booleans
  // A finding already says what is wrong with this value: whoever reads it has nothing to add.
  bool refused = false;
  // The value itself. A scalar with its quotes; a block scalar from `|` or `>` to the end of its
  // last line that is not blank; a flow collection with its brackets; a block collection from its
  // first child to its last; a value that is not there as the empty range behind its `:` or `-`.
  Span span;
  std::string text;            // a scalar's content, unescaped; empty for null
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a mapping, in order of the file

  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_scalar() const { return kind == Kind::scalar; }
  // The value under `key`, or nullptr.
  const Node* find(std::string_view key) const;
  const Entry* find_entry(std::string_view key) const;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

// Plain scalars as the YAML 1.2 core schema reads them. Nothing else is a boolean or a number.
std::optional<bool> as_boolean(const Node& node);          // true, false
std::optional<std::int64_t> as_integer(const Node& node);  // decimal, within ±(2^53 - 1)
std::optional<double> as_number(const Node& node);         // decimal or scientific, finite

// The text of the file's YAML: the whole file for .yaml, the front matter for .md. `offset` is
// where `text` begins in the file, so that spans are of the file.
struct YamlText {
  FileId file{};
  std::string_view text;
  std::uint32_t offset = 0;
};

// The root node; a null node when the text holds no value. Absent exactly when the text cannot be
// read as one document: then there is a finding that says why, and the file has no more to say. The
// bytes must have passed check_text. Nesting ends at 32 levels.
std::optional<Node> parse_yaml(const YamlText& source, report::Report& report);

// Checks that hold for every governed text file, before any parser sees it: UTF-8, no BOM, no NUL,
// no deceptive code points, no CR, size and line length. False when a parser must not see the file.
bool check_text(FileId file, std::string_view bytes, report::Report& report);

}  // namespace ensign::syntax
