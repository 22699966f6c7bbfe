// Which governed files Git would rewrite between the commit and the work tree. Read from the
// `.gitattributes` files of the tree that is judged, and from nothing else, so that every clone
// judges alike: a person's own attribute files are left to that person. Source: gitattributes(5).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/listing.h"

namespace ensign::source {

// One attribute that changes content, and where it was written.
struct Conversion {
  std::string attribute;  // as written: `filter=lfs`, `ident`, `working-tree-encoding=UTF-16`
  std::string path;       // of the `.gitattributes` file, from the top of the repository
  std::size_t line = 0;   // from 1
};

class Attributes {
 public:
  explicit Attributes(std::span<const AttributeFile> files);

  // What converts the file `path` (from the top of the repository); line ends are no conversion
  // here. The last line that speaks of an attribute counts, the deepest file last.
  std::vector<Conversion> conversions(std::string_view path) const;

 private:
  struct Line {
    std::string folder;
    std::string pattern;
    std::vector<std::string> words;
    std::size_t number = 0;
  };

  void read(const AttributeFile& file);
  void read_line(std::string_view text, const AttributeFile& file, std::size_t number);

  std::vector<Line> lines_;  // the weakest first
  std::vector<std::pair<std::string, std::vector<std::string>>> macros_;
};

}  // namespace ensign::source
