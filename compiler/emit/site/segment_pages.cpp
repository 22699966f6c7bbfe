// segments/index.html and segments/<name>.html: reusable audiences, in words.
#include <fmt/format.h>

#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

const std::string& title_of(const model::Segment& segment) {
  return segment.title.empty() ? *segment.name : segment.title;
}

Value::List flags_of(const Desk& desk, Id<model::Segment> id) {
  Value::List list;
  for (const auto flag : desk.facts().segment_flags[id.index]) list.push_back(desk.flag(flag));
  return list;
}

}  // namespace

Page segments_page(const Facts& facts) {
  const Desk desk(facts, "segments/index.html");
  Value::List segments;
  for (std::size_t i = 0; i < facts.model.segments.size(); ++i) {
    const model::Segment& segment = facts.model.segments[i];
    Value value = Value::map({{"link", desk.link(title_of(segment), facts.path(segment))},
                              {"who", desk.condition(segment.condition)},
                              {"owner", desk.owner(segment.owner)}});
    value.set("flags", flags_of(desk, id_at<model::Segment>(i)));
    segments.push_back(std::move(value));
  }
  Page page{.path = desk.path(),
            .kind = "segments",
            .form = "segments.html",
            .section = "flags/index.html",
            .title = "Segments",
            .description = "Reusable audiences and the flags that ask for them.",
            .crumbs = {{"Flags", "flags/index.html"}}};
  page.data.set("segments", std::move(segments));
  return page;
}

Page segment_page(const Facts& facts, Id<model::Segment> id) {
  const model::Segment& segment = facts.model.at(id);
  const Desk desk(facts, facts.path(segment));
  Page page{.path = desk.path(),
            .kind = "segment",
            .form = "segment.html",
            .section = "flags/index.html",
            .title = title_of(segment),
            .description = fmt::format("Who belongs to the segment {}.", *segment.name),
            .crumbs = {{"Flags", "flags/index.html"}, {"Segments", "segments/index.html"}}};
  page.data.set("name", *segment.name);
  page.data.set("who", desk.condition(segment.condition));
  page.data.set("owner", desk.owner(segment.owner));
  page.data.set("flags", flags_of(desk, id));
  page.data.set("mentions", mentions_value(desk, facts.segment_mentions[id.index]));
  page.data.set("source", facts.model.path(segment.file));
  return page;
}

}  // namespace ensign::emit::pages
