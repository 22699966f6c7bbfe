// What happened and what is about to, as far as the files say: the items of the feeds.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/interop/dates.h"
#include "model/model.h"

namespace ensign::emit {

struct NewsItem {
  std::string subject;                        // its identity: `release/2.4.0`
  std::string_view kind;                      // release, note, incident, expiry
  Instant at;                                 // when it became known, never after as-of
  std::string title, text;                    // plain; `text` may be empty
  std::string page;                           // below site/
  std::set<std::string> teams, environments;  // whose feeds it stands in
};

// Newest first; of the same moment by kind and subject.
std::vector<NewsItem> news(const model::Model& model, Readers readers);

}  // namespace ensign::emit
