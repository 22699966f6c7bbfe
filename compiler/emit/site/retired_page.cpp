// flags/retired.html: keys that no flag has any more, and what took their place.
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

Value successor_value(const Desk& desk, const model::Tombstone& tombstone) {
  if (!tombstone.successor) return desk.link("", "");
  const model::Successor& successor = *tombstone.successor;
  return successor.flag ? desk.flag(*successor.flag) : desk.link(*successor.name, "");
}

}  // namespace

Page retired_page(const Facts& facts) {
  const Desk desk(facts, std::string(retired_path));
  Value::List rows;
  for (const model::Tombstone& tombstone : facts.model.tombstones) {
    rows.push_back(Value::map({{"key", *tombstone.key},
                               {"on", time_value(*tombstone.on)},
                               {"type", model::spelling(*tombstone.type)},
                               {"reason", desk.words(marked(tombstone.reason))},
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

}  // namespace ensign::emit::pages
