// The two ways to read YAML. Most governed files are written in one usual form, which can be read
// directly in a small part of the time that yaml-cpp takes; whatever else there is, and everything
// that deserves a finding, goes through yaml-cpp's events. Both give the same tree with the same
// spans (tests/unit/syntax/usual_yaml_test.cpp, tests/fuzz/yaml_fuzz.cpp). Private to this room.
//
// The usual form: block mappings and lists indented by spaces; `- key: value` lists of mappings;
// flow collections over any number of lines; plain and quoted scalars of one line; `|` and `>`
// blocks of evenly indented lines; comments. Not in it, among others: tabs, escapes, null, anchors,
// tags, `?`, scalars over several lines, doubtful numbers, keys that occur twice.
#pragma once

#include <optional>

#include "syntax/yaml.h"

namespace ensign::syntax {

// Nothing when anything at all is unusual; that says nothing about whether it is right.
std::optional<Node> read_usual_form(const YamlText& source);

// As parse_yaml promises, for any text.
std::optional<Node> read_by_events(const YamlText& source, report::Report& report);

}  // namespace ensign::syntax
