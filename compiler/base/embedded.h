// A file of the source tree that was put into the binary at build time: rule pages, templates.
#pragma once

#include <iterator>
#include <span>
#include <string_view>

namespace ensign {

struct EmbeddedFile {
  std::string_view name;  // without folder
  std::string_view bytes;
};

}  // namespace ensign
