// Where each thing has its page on the site, as paths below site/. The site writes the pages; feeds
// and calendars lead to them.
#pragma once

#include <string>

#include "emit/page/release_notes.h"
#include "model/model.h"

namespace ensign::emit {

// `folder/name.html`, with the name as one component of a path.
std::string page_path(std::string_view folder, std::string_view name);

// The id of a thing that is one of several on a page: `waiver-late-checkout`.
std::string anchor(std::string_view kind, std::string_view name);

std::string address(const model::Flag& flag);
std::string address(const model::Release& release);
std::string address(const ReleaseNotes& notes);
std::string address(const model::Playbook& playbook);
std::string address(const model::Incident& incident);
std::string address(const model::Drill& drill);
std::string address(const model::Waiver& waiver);
std::string address(const model::Freeze& freeze);
std::string address(const model::CalendarEntry& entry);

}  // namespace ensign::emit
