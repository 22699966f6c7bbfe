#include "emit/site/chrome.h"

#include <fmt/format.h>

namespace ensign::emit::pages {
namespace {

struct Entry {
  std::string_view text;
  std::string_view path;
};

// The same eight on every page, however large the repository is.
constexpr Entry navigation[] = {{"Today", "index.html"},
                                {"Flags", "flags/index.html"},
                                {"Stages", "stages.html"},
                                {"Releases", "releases/index.html"},
                                {"Runbooks", "runbooks/index.html"},
                                {"Kill switches", "kill-switches.html"},
                                {"Expiry", "expiry.html"},
                                {"Policy", "policy.html"}};
constexpr Entry more[] = {{"People", "people/index.html"},
                          {"Segments", "segments/index.html"},
                          {"Verify a bundle", "verify.html"}};

Value::List navigation_value(const Desk& desk, std::string_view section) {
  Value::List list;
  for (const Entry& entry : navigation) {
    Value value = desk.link(entry.text, entry.path);
    value.set("current", desk.path() == entry.path);
    value.set("inside", desk.path() != entry.path && section == entry.path);
    list.push_back(std::move(value));
  }
  return list;
}

Value::List more_value(const Desk& desk) {
  Value::List list;
  for (const Entry& entry : more) {
    Value value = desk.link(entry.text, entry.path);
    value.set("current", desk.path() == entry.path);
    list.push_back(std::move(value));
  }
  return list;
}

}  // namespace

Value framed(const Facts& facts, Page page) {
  const Desk desk(facts, page.path);
  const model::Model& model = facts.model;
  const std::string project = model.config.title.empty() ? *model.config.name : model.config.title;
  Value::List crumbs;
  for (const Crumb& crumb : page.crumbs) crumbs.push_back(desk.link(crumb.text, crumb.path));
  const bool nested = page.path.find('/') != std::string::npos;
  Value data = std::move(page.data);
  data.set("root", nested ? "../" : "");
  data.set("heading", page.title);
  data.set("page_title",
           project.empty() ? page.title : fmt::format("{} · {}", page.title, project));
  data.set("description", page.description);
  data.set("kind", page.kind);
  data.set("project", project.empty() ? std::string("Ensign") : project);
  data.set("navigation", navigation_value(desk, page.section));
  data.set("crumbs", std::move(crumbs));
  data.set("more", more_value(desk));
  data.set("as_of", time_value(model.as_of));
  data.set("commit", model.origin.commit.substr(0, 12));
  data.set("dirty", !model.origin.commit.empty() && !model.origin.clean);
  return data;
}

}  // namespace ensign::emit::pages
