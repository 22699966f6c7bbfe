// Text with names to fill in, and the words that go there. Private to this room.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/embedded.h"

namespace ensign::driver {

// Everything below driver/scaffold/init and driver/scaffold/new, and the hooks, as they stand in
// the source tree.
std::span<const EmbeddedFile> embedded_init();
std::span<const EmbeddedFile> embedded_new();
std::span<const EmbeddedFile> embedded_hooks();

// The file of that name; there must be one.
std::string_view template_named(std::span<const EmbeddedFile> files, std::string_view name);

using Words = std::map<std::string, std::string, std::less<>>;

// `@NAME@` becomes the word NAME; every name must be known. What a word holds is not filled again.
std::string filled(std::string_view text, const Words& words);

// A scalar that reads as exactly this text: with quotes where it could be taken for anything else.
std::string yaml_text(std::string_view text);

// `new-query_engine` is "New query engine".
std::string title_of(std::string_view id);

}  // namespace ensign::driver
