// What the preview shows at one moment: the last site that could be built, and what is said of the
// files as they are now. A state is made once and never changed, so threads share it.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "driver/pipeline.h"
#include "preview/site_files.h"

namespace ensign::preview {

struct State {
  std::shared_ptr<const SiteFiles> site;  // null until one could be built
  std::string site_id;                    // of these files; another one means other bytes
  std::string state_id;                   // of site and findings together
  bool stale = false;                     // the files have errors, so the site is not theirs
  std::string summary;                    // "2 errors, 1 warning"
  std::string text;                       // the findings as a terminal shows them, without colour
};

// What came of each build, one after the other; it begins with no site at all. Ids begin with
// `run`, so that a page that was loaded from a preview that has ended does not take the next one
// for it.
class History {
 public:
  explicit History(std::string run);

  // The state after a build. A failed world (no Git, no disk, a template that is refused) leaves
  // the site as it was, as errors do.
  std::shared_ptr<const State> last() const { return last_; }
  std::shared_ptr<const State> after(Result<driver::SiteBuilt> built);

 private:
  std::string run_;
  std::size_t sites_ = 0, states_ = 0;
  std::shared_ptr<const State> last_;
};

// The line of /_ensign/events: {"site","state","stale","errors"}.
std::string event_json(const State& state);

}  // namespace ensign::preview
