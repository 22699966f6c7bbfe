// index/: what the search box and the filters read, and public data about flags.
//   flags.json      every flag with its facets (schema/outputs/site-flags.schema.json)
//   flags.js        the same bytes as a script, since a page on disk may not fetch
//   pages.js        title, kind and path of every other page, and which words-*.js there are
//   words-<x>.js    the words of all texts that begin with x: word to the pages that hold it,
//   counted
//                   through flags and then pages, as differences in base 36
#pragma once

#include "base/json.h"
#include "emit/file.h"
#include "emit/site/page.h"

namespace ensign::emit::pages {

// What search must know of a page that is there.
struct Indexed {
  std::string path;
  std::string_view kind;
  std::string title;
  std::string text;  // plain words
};

Json flags_index(const Facts& facts);

// A script that hands `bytes`, which is JSON, to the site's own script.
std::string as_script(std::string_view name, std::string_view bytes);

// `pages` in the order in which they shall be counted; flags are known by their path.
OutFiles index_files(const Facts& facts, const std::vector<Indexed>& pages);

}  // namespace ensign::emit::pages
