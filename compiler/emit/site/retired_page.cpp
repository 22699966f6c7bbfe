// flags/retired.html and flags/<key>.html of a retired key, so that links to a flag outlive it.
#include <fmt/format.h>

#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

Value successor_value(const Desk& desk, const model::Tombstone& tombstone) {
  if (!tombstone.successor) return desk.link("", "");
  const model::Successor& successor = *tombstone.successor;
  if (successor.flag) return desk.flag(*successor.flag);
  return desk.link(*successor.name, successor.tombstone
                                        ? desk.facts().path(desk.model().at(*successor.tombstone))
                                        : std::string());
}

}  // namespace

Page retired_page(const Facts& facts) {
  const Desk desk(facts, std::string(retired_path));
  Value::List rows;
  for (const model::Tombstone& tombstone : facts.model.tombstones) {
    rows.push_back(Value::map(
        {{"link", desk.link(*tombstone.key, facts.path(tombstone))},
         {"on", time_value(*tombstone.on)},
         {"type", model::spelling(*tombstone.type)},
         {"reason", facts.open ? Value("") : Value(desk.words(marked(tombstone.reason)))},
         {"successor", successor_value(desk, tombstone)}}));
  }
  Page page{.path = desk.path(),
            .kind = "retired",
            .form = "retired.html",
            .section = "flags/index.html",
            .title = "Retired flags",
            .description = "Keys that were flags once and are never used again.",
            .crumbs = {{"Flags", "flags/index.html"}}};
  page.data.set("retired", std::move(rows));
  page.data.set("source", facts.model.path(facts.model.tombstones.front().key.span.file));
  return page;
}

Page tombstone_page(const Facts& facts, const model::Tombstone& tombstone) {
  const Desk desk(facts, facts.path(tombstone));
  Page page{
      .path = desk.path(),
      .kind = "tombstone",
      .form = "tombstone.html",
      .section = "flags/index.html",
      .title = fmt::format("{} is retired", *tombstone.key),
      .description = fmt::format("{} was a flag once and is never used again.", *tombstone.key),
      .crumbs = {{"Flags", "flags/index.html"}, {"Retired", std::string(retired_path)}}};
  page.data.set("key", *tombstone.key);
  page.data.set("on", time_value(*tombstone.on));
  page.data.set("type", plain_words(model::spelling(*tombstone.type)));
  page.data.set("reason", facts.open ? Value("") : Value(desk.words(marked(tombstone.reason))));
  page.data.set("successor", successor_value(desk, tombstone));
  page.data.set("source", facts.model.path(tombstone.key.span.file));
  return page;
}

}  // namespace ensign::emit::pages
