#include "emit/page/addresses.h"

#include <fmt/format.h>

#include "emit/page/links.h"

namespace ensign::emit {
namespace {

std::string place(std::string_view page, std::string_view kind, std::string_view name) {
  return fmt::format("{}#{}", page, anchor(kind, name));
}

}  // namespace

std::string page_path(std::string_view folder, std::string_view name) {
  return fmt::format("{}/{}.html", folder, file_name(name));
}

std::string anchor(std::string_view kind, std::string_view name) {
  return fmt::format("{}{}", kind, file_name(name));
}

std::string address(const model::Flag& flag) { return page_path("flags", *flag.key); }
std::string address(const model::Release& release) {
  return page_path("releases", *release.version);
}
std::string address(const ReleaseNotes& notes) {
  return page_path("releases",
                   fmt::format("{}-{}", notes.milestone, model::spelling(notes.audience)));
}
std::string address(const model::Playbook& playbook) {
  std::string stem = playbook.path.substr(playbook.path.rfind('/') + 1);
  if (stem.ends_with(".md")) stem.resize(stem.size() - 3);
  return page_path("runbooks", playbook.domain.empty() ? stem : playbook.domain + "-" + stem);
}
std::string address(const model::Incident& incident) {
  return page_path("incidents", *incident.id);
}
std::string address(const model::Drill& drill) { return page_path("drills", *drill.id); }
std::string address(const model::Waiver& waiver) {
  return place("waivers.html", "waiver-", *waiver.id);
}
std::string address(const model::Freeze& freeze) {
  return place("calendar.html", "freeze-", *freeze.id);
}
std::string address(const model::CalendarEntry& entry) {
  return place("calendar.html", "entry-", *entry.id);
}

}  // namespace ensign::emit
