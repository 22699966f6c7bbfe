// The files of a site in memory, found by the path of a request. A path is a name that is compared
// with the names there are, and never comes near a disk; `..` is a name like any other, that no
// file has.
#pragma once

#include <string>
#include <string_view>

#include "emit/file.h"

namespace ensign::preview {

class SiteFiles {
 public:
  // `files` as emit::site returns them; `site/` is taken off their paths.
  explicit SiteFiles(emit::OutFiles files);

  struct Located {
    const emit::OutFile* file = nullptr;  // alive as long as the SiteFiles
    bool is_folder = false;               // the path names a folder without the last slash; no file
  };
  // `path` is decoded and begins with `/`. One that ends in `/` is the index.html of the folder.
  Located locate(std::string_view path) const;

  bool operator==(const SiteFiles& other) const;

 private:
  const emit::OutFile* find(std::string_view path) const;

  emit::OutFiles files_;  // by path
};

// The media type, with the character set where it is a text; by the extension.
std::string_view content_type(std::string_view path);

// A page with a tag for /_ensign/reload.js at the end of its head (or of the page, when it has no
// head), which carries `data-NAME="ID"`. 404.html stays as it is: its policy allows no script.
std::string with_reload_tag(std::string_view page, std::string_view name, std::string_view id);

}  // namespace ensign::preview
