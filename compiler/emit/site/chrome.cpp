#include "emit/site/chrome.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <span>

#include "emit/page/links.h"

namespace ensign::emit::pages {
namespace {

struct Entry {
  std::string_view text;
  std::string_view path;
};

// The same on every page, however large the repository is.
constexpr Entry inside[] = {{"Today", "index.html"},
                            {"Flags", "flags/index.html"},
                            {"Stages", "stages.html"},
                            {"Releases", "releases/index.html"},
                            {"Runbooks", "runbooks/index.html"},
                            {"Kill switches", "kill-switches.html"},
                            {"Expiry", "expiry.html"},
                            {"Policy", "policy.html"}};
constexpr Entry open_to_all[] = {{"Today", "index.html"},       {"Flags", "flags/index.html"},
                                 {"Stages", "stages.html"},     {"Releases", "releases/index.html"},
                                 {"Calendar", "calendar.html"}, {"Verify", "verify.html"}};

// What else belongs to an entry of the navigation: shown on the pages of that section.
struct Neighbour {
  std::string_view section;
  Entry entry;
};
constexpr Neighbour neighbours[] = {{"index.html", {"Today", "index.html"}},
                                    {"index.html", {"What is on", "production.html"}},
                                    {"flags/index.html", {"All flags", "flags/index.html"}},
                                    {"flags/index.html", {"Segments", "segments/index.html"}},
                                    {"flags/index.html", {"Groups", "groups/index.html"}},
                                    {"flags/index.html", {"Profiles", "profiles/index.html"}},
                                    {"flags/index.html", {"Environments", "environments.html"}},
                                    {"flags/index.html", {"Retired", retired_path}},
                                    {"stages.html", {"Plans", "stages.html"}},
                                    {"stages.html", {"Metrics", "metrics.html"}},
                                    {"stages.html", {"Requirements", "requirements.html"}},
                                    {"releases/index.html", {"Releases", "releases/index.html"}},
                                    {"releases/index.html", {"Calendar", "calendar.html"}},
                                    {"releases/index.html", {"Journal", "journal.html"}},
                                    {"runbooks/index.html", {"Runbooks", "runbooks/index.html"}},
                                    {"runbooks/index.html", {"Drills", "runbooks/drills.html"}},
                                    {"kill-switches.html", {"Ladder", "kill-switches.html"}},
                                    {"kill-switches.html", {"Incidents", "incidents.html"}},
                                    {"policy.html", {"Policy", "policy.html"}},
                                    {"policy.html", {"Waivers", "waivers.html"}},
                                    {"policy.html", {"Audit", "audit.html"}},
                                    {"policy.html", {"People", "people/index.html"}},
                                    {"policy.html", {"Verify a bundle", "verify.html"}}};

constexpr std::string_view open_pages[] = {"index.html", "production.html",     "flags/index.html",
                                           retired_path, "releases/index.html", "calendar.html"};

bool is_there(const Facts& facts, std::string_view path) {
  if (path == retired_path && facts.model.tombstones.empty()) return false;
  return !facts.open ||
         std::find(std::begin(open_pages), std::end(open_pages), path) != std::end(open_pages);
}

Value entry_value(const Desk& desk, const Entry& entry) {
  Value value = desk.link(entry.text, entry.path);
  return value.set("current", desk.path() == entry.path);
}

Value::List navigation_value(const Desk& desk, std::string_view section) {
  Value::List list;
  const std::span<const Entry> entries =
      desk.facts().open ? std::span<const Entry>(open_to_all) : std::span<const Entry>(inside);
  for (const Entry& entry : entries) {
    Value value = entry_value(desk, entry);
    value.set("inside", desk.path() != entry.path && section == entry.path);
    list.push_back(std::move(value));
  }
  return list;
}

Value::List neighbours_value(const Desk& desk, std::string_view section) {
  Value::List list;
  for (const Neighbour& neighbour : neighbours) {
    if (neighbour.section != section || !is_there(desk.facts(), neighbour.entry.path)) continue;
    list.push_back(entry_value(desk, neighbour.entry));
  }
  if (list.size() < 2) list.clear();
  return list;
}

// The feeds and calendars that the site offers: of everything, and of what the page is about.
Value::List subscriptions_value(const Desk& desk, const Page& page) {
  const auto stem = page.path.substr(page.path.rfind('/') + 1);
  const Entry offers[] = {{"News (Atom)", "feeds/all.atom"},
                          {"Releases and dates (iCalendar)", "calendar.ics"},
                          {"Ends of flags (iCalendar)", "expiry.ics"}};
  Value::List list;
  const auto add = [&](std::string_view text, std::string_view path) {
    if (!desk.facts().subscriptions.contains(path)) return;
    Value value = desk.link(text, path);
    value.set("is_feed", path.ends_with(".atom"));
    list.push_back(std::move(value));
  };
  for (const Entry& offer : offers) add(offer.text, offer.path);
  if (page.kind == "team") {
    add("News of this team (Atom)",
        fmt::format("feeds/team-{}.atom", stem.substr(0, stem.find_last_of('.'))));
  }
  if (page.kind == "environments") {
    for (const model::Environment& environment : desk.model().config.environments) {
      add(fmt::format("News of {} (Atom)", *environment.name),
          fmt::format("feeds/environment-{}.atom", file_name(*environment.name)));
    }
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
  const auto depth = std::count(page.path.begin(), page.path.end(), '/');
  Value::List offered = subscriptions_value(desk, page);
  Value data = std::move(page.data);
  data.set("subscriptions", std::move(offered));
  data.set("root", depth == 0 ? "" : depth == 1 ? "../" : "../../");
  data.set("deep", depth > 1);
  data.set("internal", !facts.open);
  data.set("heading", page.title);
  data.set("page_title",
           project.empty() ? page.title : fmt::format("{} · {}", page.title, project));
  data.set("description", page.description);
  data.set("kind", page.kind);
  data.set("project", project.empty() ? std::string("Ensign") : project);
  data.set("navigation", navigation_value(desk, page.section));
  data.set("crumbs", std::move(crumbs));
  data.set("neighbours", neighbours_value(desk, page.section));
  data.set("as_of", time_value(model.as_of));
  data.set("commit", model.origin.commit.substr(0, 12));
  data.set("dirty", !model.origin.commit.empty() && !model.origin.clean);
  return data;
}

}  // namespace ensign::emit::pages
