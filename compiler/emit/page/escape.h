// Text into the places of a page, one function per kind of place. Bytes that could hide or reorder
// what a reader sees (controls, bidirectional overrides) are shown as `\u{202E}`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ensign::emit {

// Where a field of a template stands.
enum class Escaper : unsigned char {
  text,           // between tags, in <title>, in a quoted attribute of plain text
  url,            // the start of an address: http, https, mailto or relative
  relative_url,   // the start of the address of something that the browser loads: relative only
  url_component,  // a later part of an address
  token,          // one id
  tokens,         // class names, ids separated by spaces
};

// Appends `value`; what does not fit the place is replaced: a refused address by `#`, a byte that
// no token may hold by `-`.
void append_escaped(std::string& out, std::string_view value, Escaper escaper);

// `&`, `<`, `>` and both quotes as entities.
std::string escape_text(std::string_view value);

// The address as it may stand in an attribute, percent-encoded but not yet escaped as text; nothing
// when it is neither http(s), mailto nor relative. `//host`, `/path` and every other scheme are
// refused, also when written with controls, blanks or in other letter case.
std::optional<std::string> safe_url(std::string_view value);

// http or https: an address outside of the site.
bool is_web_address(std::string_view value);

}  // namespace ensign::emit
